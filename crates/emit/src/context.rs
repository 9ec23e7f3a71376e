//! The model of an API with the options of the output, and facts that follow from them for all files.

use crate::docs::{plain_line, visible};
use crate::gate::{ALL_TAGS, FeatureGate, tag_feature};
use crate::options::{Options, Runtime};
use crate::owner::{Owner, owners};
use crate::{payload, refs};
use graphwright_ir::{Api, Operation, Origin, Tag, TagId, TypeId, Version, VersionId};
use std::collections::HashMap;

/// The model and the options, with facts that many files need.
pub(crate) struct Context<'a> {
    pub api: &'a Api,
    pub options: &'a Options,
    header: String,
    model_crate: String,
    owners: HashMap<TypeId, Owner<'a>>,
    roots: HashMap<&'a str, TypeId>,
    gates: HashMap<&'a str, FeatureGate<'a>>,
    /// The features of groups of operations that have their own, by the module of the group.
    tag_features: HashMap<&'a str, String>,
    /// The operations that can be written, by tag.
    operations: Vec<Vec<&'a Operation>>,
    /// Every operation, by its JSON pointer in the document.
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
            roots: module_roots(api),
            gates: module_gates(api),
            tag_features: tag_features(api, options),
            operations: operations_by_tag(api),
            by_pointer: operations_by_pointer(api),
        }
    }

    /// Returns the operation that contains a location of the document.
    pub(crate) fn operation_around(&self, origin: &Origin) -> Option<&'a Operation> {
        let around = std::iter::successors(Some(&*origin.at), |at| Some(at.rsplit_once('/')?.0));
        around
            .into_iter()
            .find_map(|at| self.by_pointer.get(at).copied())
    }

    /// Returns the first type of a module of the model, which the module is named after.
    pub(crate) fn module_root(&self, module: &str) -> Option<TypeId> {
        self.roots.get(module).copied()
    }

    /// Returns the gate of a module of the model, the least strict one of its types.
    pub(crate) fn module_gate(&self, module: &str) -> FeatureGate<'a> {
        self.gates.get(module).copied().unwrap_or_default()
    }

    /// Returns the gate of a group of operations: its own feature, if it has one, or that of its
    /// version.
    pub(crate) fn tag_gate(&self, tag: &Tag) -> FeatureGate<'_> {
        match self.tag_features.get(tag.module.as_str()) {
            Some(feature) => FeatureGate::of_tags(feature),
            None => self.version_gate(tag),
        }
    }

    /// Returns the gate of the version that added a group of operations.
    pub(crate) fn version_gate(&self, tag: &Tag) -> FeatureGate<'a> {
        FeatureGate::of_version(self.api, tag.version)
    }

    /// Returns the gate of code that needs every group of the first version.
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

    /// Returns the version that added a group of operations, unless it is the first.
    pub(crate) fn later_version(&self, tag: &Tag) -> Option<&'a Version> {
        let later = (tag.version > VersionId::BASE).then_some(tag.version)?;
        self.api.versions.get(later.0)
    }

    /// The versions that have a feature, in rising order.
    pub(crate) fn later_versions(
        &self,
    ) -> impl Iterator<Item = (VersionId, &'a Version)> + use<'a> {
        let versions = self.api.versions.iter().enumerate();
        let versions = versions.map(|(index, version)| (VersionId(index), version));
        versions.filter(|(_, version)| version.feature.is_some())
    }

    /// Returns the type in the same file that a type is part of.
    pub(crate) fn owner(&self, id: TypeId) -> Option<&Owner<'a>> {
        self.owners.get(&id)
    }

    /// The groups that have operations which can be written.
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

    /// Returns whether an operation belongs to a version that needs a feature.
    pub(crate) fn is_later(&self, operation: &Operation) -> bool {
        self.api.feature(&operation.versions).is_some()
    }

    /// Returns whether the file of a group uses anything deprecated.
    pub(crate) fn uses_deprecated(&self, tag: TagId) -> bool {
        self.operations(tag).any(|operation| {
            operation.deprecated
                || operation.params.iter().any(|param| param.deprecated)
                || refs::of_operation(operation)
                    .iter()
                    .any(|id| refs::is_deprecated(self.api.ty(*id)))
        })
    }

    /// The comment at the top of every file, without its slashes.
    pub(crate) fn header(&self) -> &str {
        &self.header
    }

    /// Returns the title of the document on one line, or the name of the packages if it has none.
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

    /// The relative path from the folder of a target to the output folder, for example `../`.
    pub(crate) fn path_to_output(&self, target: &str) -> String {
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

    /// The name of a target's crate in code, for example `graph_users_model`.
    pub(crate) fn krate(&self, target: &str) -> String {
        krate(self.api, target)
    }

    /// The name of the model's crate in code.
    pub(crate) fn model_crate(&self) -> &str {
        &self.model_crate
    }

    /// Returns the source of a runtime, relative to the folder of a target.
    pub(crate) fn runtime(&self, target: &str, runtime: &str) -> Runtime {
        match &self.options.runtime {
            Runtime::Path(folder) => {
                let folder = folder.trim_end_matches('/');
                Runtime::Path(format!("{}{folder}/{runtime}", self.path_to_output(target)))
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
        // There may be any number of inputs, and the line should stay readable.
        [one, two, three, rest @ ..] if rest.len() > 1 => {
            format!(" from {one}, {two}, {three} and {} more inputs", rest.len())
        }
        [first @ .., last] => format!(" from {} and {last}", first.join(", ")),
    };
    let header = visible(&format!("Generated by `{command}`{inputs}. Do not edit."));
    header.replace('\n', " ")
}

/// Returns the operations of each group that can be written, in document order.
fn operations_by_tag(api: &Api) -> Vec<Vec<&Operation>> {
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

fn operations_by_pointer(api: &Api) -> HashMap<&str, &Operation> {
    let operations = api.operations.iter();
    operations
        .map(|operation| (&*operation.origin.at, operation))
        .filter(|(at, _)| !at.is_empty())
        .collect()
}

/// Returns the first type of each module.
fn module_roots(api: &Api) -> HashMap<&str, TypeId> {
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

/// Returns the least strict gate of the types of each module.
fn module_gates(api: &Api) -> HashMap<&str, FeatureGate<'_>> {
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
