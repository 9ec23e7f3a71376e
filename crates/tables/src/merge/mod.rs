//! The tables of entity documents, merged into the types of the document.
//!
//! The document decides the shape on the wire and what a request must have; a table decides whether
//! a value may be null, and refines types; a fixup overrides either, and is the only one that may
//! contradict both. Whatever a table says about a property is kept as a fact of it, overridden or
//! not. What only later versions have stands in the model with those versions.

mod columns;
mod components;
mod described;
mod edm;
mod entity;
mod facts;
mod field;
mod named;
mod newtype;
mod operations;
mod partial;
mod rows;
mod spelling;
mod state;
mod steps;
mod subtypes;
mod versions;
mod write;

use crate::Tables;
use crate::entity::{Body, Document};
use graphwright_lower::front_end::ModelParts;
use graphwright_source::{Code, Diagnostic, pointer, suggest};
use operations::drafts::Drafts;
use operations::known;
use state::Merge;
use std::collections::{HashMap, HashSet};
use steps::Steps;

/// Merges every table into the types and operations that the document has so far.
pub(crate) fn merge<'a>(tables: Tables<'a>, parts: ModelParts<'_, 'a>) {
    let Tables {
        entities,
        steps,
        config,
        ..
    } = tables;
    let ModelParts {
        schemas,
        versions,
        selection,
        operations,
        tags,
        suppressed,
        schemes,
        security,
        listed,
        ..
    } = parts;
    let mut drafts = Drafts {
        known: known::list_operations(schemas.reader, listed),
        operations,
        tags,
        suppressed,
        schemes,
        selection,
        security,
    };
    let mut merge = Merge {
        schemas,
        config,
        paging: &parts.config.paging,
        entities,
        versions,
        steps: Steps::new(steps),
        named: HashMap::new(),
        hints: entities.iter().flat_map(Document::type_hints).collect(),
        pending: Vec::new(),
        merged: HashSet::new(),
        path_params: HashMap::new(),
        pages: HashMap::new(),
    };
    for document in entities {
        if let Body::Entity(table) = &document.body {
            merge.merge_entity(document, table);
        }
    }
    merge.merge_operations(&mut drafts);
    merge.fill_pending();
    // A selection leaves out things that rows and fixups are about: what finds nothing may be right.
    let is_whole = !drafts.selection.is_partial();
    if is_whole {
        merge.report_unmerged();
    } else {
        merge.make_newtypes_of_keys(steps, drafts.operations);
    }
    merge.report_unknown_entities();
    if is_whole {
        for diagnostic in merge.steps.list_unused() {
            merge.report(diagnostic);
        }
    }
}

impl Merge<'_, '_> {
    /// Tells which documents nothing was made of.
    fn report_unmerged(&mut self) {
        for document in self.entities {
            let name = &document.name.value;
            let is_path = |name: &str| {
                let at = pointer::join("#/paths", &format!("/{name}"));
                self.schemas.reader.document.node(&at).is_some()
            };
            let message = match &document.body {
                _ if self.merged.contains(&document.origin.file) => continue,
                Body::Set(_) if is_path(name) => continue,
                Body::Set(_) => format!("the document has no path for the set `{name}`"),
                _ if self.is_known(name) => {
                    format!("`{name}` is described elsewhere, and that counts")
                }
                _ => format!("`{name}` is no type that a property has"),
            };
            let message = format!("{message}; it is not merged");
            let diagnostic = Diagnostic::new(Code::NOT_MERGED, message);
            self.report(diagnostic.at(document.origin.clone()));
        }
    }

    /// Reports rows of the configuration about entity types that no document describes.
    fn report_unknown_entities(&mut self) {
        let config = self.config;
        for (name, _) in &config.entities {
            let mut names = self
                .entities
                .iter()
                .map(|document| document.name.value.as_str());
            if names.clone().any(|known| known == name) {
                continue;
            }
            let message = format!("`[entity.\"{name}\"]` speaks of no entity document");
            let diagnostic = Diagnostic::new(Code::UNUSED_NAME, message);
            let mut diagnostic = config.at_entity(diagnostic, name);
            diagnostic.help =
                suggest::nearest(name, &mut names).map(|near| format!("there is `{near}`"));
            self.report(diagnostic);
        }
    }
}
