//! What every file of every target is written from: the model, the options and what follows from
//! them.

use crate::docs::{plain_line, visible};
use crate::gate::{ALL_TAGS, FeatureGate, tag_feature};
use crate::options::{Options, Runtime};
use crate::owner::{Owner, owners};
use crate::{payload, refs};
use graphwright_ir::{Api, Operation, Origin, Tag, TagId, TypeId, Version, VersionId};
use std::collections::HashMap;

/// The model and the options, with the answers that many files ask for.
pub(crate) struct Context<'a> {
    pub api: &'a Api,
    pub options: &'a Options,
    header: String,
    model_crate: String,
    owners: HashMap<TypeId, Owner<'a>>,
    roots: HashMap<&'a str, TypeId>,
    gates: HashMap<&'a str, FeatureGate<'a>>,
    /// The features of groups by their modules, where they have their own.
    tag_features: HashMap<&'a str, String>,
    /// The operations that can be written, by their groups.
    operations: Vec<Vec<&'a Operation>>,
    /// Every operation by its place in the document.
    by_pointer: HashMap<&'a str, &'a Operation>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(api: &'a Api, options: &'a Options) -> Self {
        let header = header(&options.command, &api.inputs);
        Self {
            api,
            options,
            header,
            model_crate: krate(api, "model"),
            owners: owners(api),
            roots: roots(api),
            gates: gates(api),
            tag_features: tag_features(api, options),
            operations: operations(api),
            by_pointer: by_pointer(api),
        }
    }

    /// The operation that a place in an input is inside.
    pub(crate) fn operation_around(&self, origin: &Origin) -> Option<&'a Operation> {
        let around = std::iter::successors(Some(&*origin.at), |at| Some(at.rsplit_once('/')?.0));
        around
            .into_iter()
            .find_map(|at| self.by_pointer.get(at).copied())
    }

    /// The type that a module of the model is about: its first.
    pub(crate) fn root(&self, module: &str) -> Option<TypeId> {
        self.roots.get(module).copied()
    }

    /// The gate of a module of the model: that of the first of its types to be there.
    pub(crate) fn module_gate(&self, module: &str) -> FeatureGate<'a> {
        self.gates.get(module).copied().unwrap_or_default()
    }

    /// The gate of a group of operations: its own feature, where groups have one, or that of its
    /// version.
    pub(crate) fn tag_gate(&self, tag: &Tag) -> FeatureGate<'_> {
        match self.tag_features.get(tag.module.as_str()) {
            Some(feature) => FeatureGate::of_tags(feature),
            None => self.version_gate(tag),
        }
    }

    /// The gate of the version that a group of operations came with.
    pub(crate) fn version_gate(&self, tag: &Tag) -> FeatureGate<'a> {
        FeatureGate::of_version(self.api, tag.version)
    }

    /// The gate of what needs every group of the first version.
    pub(crate) fn all_tags_gate(&self) -> FeatureGate<'a> {
        if self.tag_features.is_empty() {
            FeatureGate::OPEN
        } else {
            FeatureGate::of_tags(ALL_TAGS)
        }
    }

    /// The features of groups of operations, in the order of the groups.
    pub(crate) fn tag_features(&self) -> impl Iterator<Item = &str> {
        let tags = self.tags().map(|(_, tag)| tag.module.as_str());
        tags.filter_map(|module| self.tag_features.get(module).map(String::as_str))
    }

    /// The version that a group of operations came with, if that is not the first.
    pub(crate) fn later_version(&self, tag: &Tag) -> Option<&'a Version> {
        let later = (tag.version > VersionId::BASE).then_some(tag.version)?;
        self.api.versions.get(later.0)
    }

    /// The versions behind a feature, in rising order, each with its index.
    pub(crate) fn later_versions(
        &self,
    ) -> impl Iterator<Item = (VersionId, &'a Version)> + use<'a> {
        let versions = self.api.versions.iter().enumerate();
        let versions = versions.map(|(index, version)| (VersionId(index), version));
        versions.filter(|(_, version)| version.feature.is_some())
    }

    /// The field of another type in the same file that a type stands in.
    pub(crate) fn owner(&self, id: TypeId) -> Option<&Owner<'a>> {
        self.owners.get(&id)
    }

    /// The groups with operations that can be written, each with its index.
    pub(crate) fn tags(&self) -> impl Iterator<Item = (TagId, &'a Tag)> {
        let tags = self.api.tags.iter().enumerate();
        let tags = tags.map(|(index, tag)| (TagId(index), tag));
        tags.filter(|(id, _)| self.operations(*id).next().is_some())
    }

    /// The operations of a group that can be written, in document order.
    pub(crate) fn operations(&self, tag: TagId) -> impl Iterator<Item = &'a Operation> + use<'a> {
        let operations = self.operations.get(tag.0).cloned();
        operations.unwrap_or_default().into_iter()
    }

    /// Whether an operation belongs to a version that needs a feature.
    pub(crate) fn is_later(&self, operation: &Operation) -> bool {
        self.api.feature(&operation.versions).is_some()
    }

    /// Whether a group's file touches what the document deprecates.
    pub(crate) fn touches_deprecated(&self, tag: TagId) -> bool {
        self.operations(tag).any(|operation| {
            operation.deprecated
                || operation.params.iter().any(|param| param.deprecated)
                || refs::of_operation(operation)
                    .iter()
                    .any(|id| refs::is_deprecated(self.api.ty(*id)))
        })
    }

    /// The comment on top of every file, without its mark.
    pub(crate) fn header(&self) -> &str {
        &self.header
    }

    /// The title of the document on one line, or the name of its packages where it has none.
    pub(crate) fn title(&self) -> String {
        match plain_line(&self.api.info.title) {
            title if title.is_empty() => self.api.name.clone(),
            title => title,
        }
    }

    /// The folder of a target, relative to the output folder.
    pub(crate) fn folder(&self, target: &str) -> String {
        self.options.folder.replace("{target}", target)
    }

    /// The way from a target's folder up to the output folder, for example `../`.
    pub(crate) fn up(&self, target: &str) -> String {
        let depth = self
            .folder(target)
            .split('/')
            .filter(|part| !part.is_empty())
            .count();
        "../".repeat(depth)
    }

    /// The package of a target, for example `graph-users-model`.
    pub(crate) fn package(&self, target: &str) -> String {
        package(self.api, target)
    }

    /// The crate of a target as code names it, for example `graph_users_model`.
    pub(crate) fn krate(&self, target: &str) -> String {
        krate(self.api, target)
    }

    /// The crate of the model as code names it.
    pub(crate) fn model_crate(&self) -> &str {
        &self.model_crate
    }

    /// Where a runtime is found from a target's folder.
    pub(crate) fn runtime(&self, target: &str, runtime: &str) -> Runtime {
        match &self.options.runtime {
            Runtime::Path(folder) => {
                let folder = folder.trim_end_matches('/');
                Runtime::Path(format!("{}{folder}/{runtime}", self.up(target)))
            }
            other => other.clone(),
        }
    }
}

fn package(api: &Api, target: &str) -> String {
    format!("{}-{target}", api.name)
}

fn krate(api: &Api, target: &str) -> String {
    package(api, target).replace('-', "_")
}

/// ``Generated by `command` from a, b and c. Do not edit.``
fn header(command: &str, inputs: &[String]) -> String {
    let inputs = match inputs {
        [] => String::new(),
        [one] => format!(" from {one}"),
        // A folder may hold any number: the line stays one that people read.
        [one, two, three, rest @ ..] if rest.len() > 1 => {
            format!(" from {one}, {two}, {three} and {} more inputs", rest.len())
        }
        [first @ .., last] => format!(" from {} and {last}", first.join(", ")),
    };
    let header = visible(&format!("Generated by `{command}`{inputs}. Do not edit."));
    header.replace('\n', " ")
}

/// The operations of each group that can be written, in document order.
fn operations(api: &Api) -> Vec<Vec<&Operation>> {
    let mut groups = vec![Vec::new(); api.tags.len()];
    for operation in &api.operations {
        if let Some(group) = groups.get_mut(operation.tag.0)
            && payload::unsupported(api, operation).is_none()
        {
            group.push(operation);
        }
    }
    groups
}

fn by_pointer(api: &Api) -> HashMap<&str, &Operation> {
    let operations = api.operations.iter();
    operations
        .map(|operation| (&*operation.origin.at, operation))
        .filter(|(at, _)| !at.is_empty())
        .collect()
}

fn roots(api: &Api) -> HashMap<&str, TypeId> {
    let mut roots = HashMap::new();
    for (index, ty) in api.types.iter().enumerate() {
        roots.entry(ty.module.as_str()).or_insert(TypeId(index));
    }
    roots
}

fn tag_features<'a>(api: &'a Api, options: &Options) -> HashMap<&'a str, String> {
    let tags = api
        .tags
        .iter()
        .filter(|tag| options.features_per_tag && tag.version == VersionId::BASE);
    tags.map(|tag| (tag.module.as_str(), tag_feature(&tag.module)))
        .collect()
}

fn gates(api: &Api) -> HashMap<&str, FeatureGate<'_>> {
    let mut gates = HashMap::new();
    for ty in &api.types {
        let gate = FeatureGate::of_versions(api, &ty.versions);
        gates
            .entry(ty.module.as_str())
            .and_modify(|least: &mut FeatureGate<'_>| *least = gate.min(*least))
            .or_insert(gate);
    }
    gates
}
