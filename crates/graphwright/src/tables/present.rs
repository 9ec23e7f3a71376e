//! A build with tables.

use super::views::{Entity, Policy, Rename};
use crate::settings::Settings;
use graphwright_lower::front_end::Insertion;
use graphwright_source::{Diagnostic, FileId, SourceMap};
use graphwright_tables::entity::{self, Document};
use graphwright_tables::fixup::{Action, MergeStep, TableStep};
use graphwright_tables::policy::{self, Body};

pub(crate) use graphwright_tables::Config;
pub(crate) use graphwright_tables::fixup::{STEPS, TableStep as FixupStep};

/// The tables of a run.
#[derive(Default)]
pub(crate) struct Tables {
    /// The entity documents, in the order of the configuration, and by path within a folder.
    entities: Vec<Document>,
    /// The policies, likewise.
    policies: Vec<policy::Policy>,
    /// The steps of fixups about tables.
    steps: Vec<TableStep>,
}

impl Tables {
    /// Adds the steps of a file of fixups.
    pub(crate) fn add_steps(&mut self, steps: Vec<FixupStep>) {
        self.steps.extend(steps);
    }

    /// Reads an entity document, and returns the findings about it.
    pub(crate) fn read_entity(&mut self, map: &SourceMap, file: FileId) -> Vec<Diagnostic> {
        let read = entity::read(map, file);
        self.entities.extend(read.document);
        read.diagnostics
    }

    /// Reads a policy and compares it with the concept pages; returns the findings about it.
    pub(crate) fn read_policy(
        &mut self,
        map: &SourceMap,
        file: FileId,
        concepts: &[FileId],
    ) -> Vec<Diagnostic> {
        let read = policy::read(map, file);
        let mut diagnostics = read.diagnostics;
        if let Some(policy) = read.policy {
            diagnostics.extend(policy::check(map, &policy, concepts));
            self.policies.push(policy);
        }
        diagnostics
    }

    /// The passes that take part in lowering.
    pub(crate) fn passes<'a>(&'a self, config: &'a Config) -> Vec<Insertion<'a>> {
        graphwright_tables::passes(graphwright_tables::Tables {
            entities: &self.entities,
            policies: &self.policies,
            steps: &self.steps,
            config,
        })
    }

    /// The entity document in a file.
    pub(crate) fn entity(&self, file: FileId) -> Option<Entity<'_>> {
        let mut documents = self.entities.iter();
        let document = documents.find(|document| document.origin.file == file)?;
        Some(Entity {
            name: &document.name.value,
            origin: &document.origin,
        })
    }

    /// The rows that fixups give other names.
    pub(crate) fn renames(&self) -> impl Iterator<Item = Rename<'_>> {
        self.steps
            .iter()
            .filter_map(|TableStep { fixup, step, .. }| {
                let Action::Merge { table, step } = step else {
                    return None;
                };
                let (from, to, is_navigation) = match step {
                    MergeStep::Rename { from, to } => (from, to, false),
                    MergeStep::RenameNavigation { from, to } => (from, to, true),
                    _ => return None,
                };
                Some(Rename {
                    fixup,
                    table,
                    from: &from.value,
                    to,
                    is_navigation,
                })
            })
    }

    /// The policies.
    pub(crate) fn policies(&self) -> impl Iterator<Item = Policy<'_>> {
        self.policies.iter().map(|policy| Policy {
            name: match &policy.body {
                Body::Relation(relation) => &relation.function.value,
                Body::PropertySet(set) => &set.constant.value,
                Body::Fields(fields) => &fields.enumeration.value,
            },
            file: policy.origin.file,
            against: policy.against.as_ref().map(|against| {
                let (document, section) = (&against.document.value, &against.section.value);
                (document.as_str(), section.as_str())
            }),
            source: &policy.source.value,
        })
    }
}

/// Returns the configuration of tables.
pub(crate) fn config(settings: &Settings) -> Config {
    let config = &settings.config;
    Config {
        entities: config.entities.clone(),
        places: config.places.clone(),
        versions: config.api.versions.clone(),
    }
}
