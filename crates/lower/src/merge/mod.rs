//! The tables of entity documents, merged into the types of the document.
//!
//! The document decides the shape on the wire and what a request must have; a table decides whether
//! a value may be null, and refines types; a fixup overrides either, and is the only one that may
//! contradict both. Whatever a table says about a property is kept as a fact of it, overridden or
//! not. What is merged is the version that is always there: the rest of a table is counted in a note.

mod columns;
mod edm;
mod entity;
mod facts;
mod field;
mod named;
mod newtype;
mod partial;
mod rows;
mod steps;

use crate::Sources;
use crate::lowering::Lowering;
use graphwright_ir::{TypeId, Version};
use graphwright_source::entity::{Body, Document, TypeHint};
use graphwright_source::{Code, Diagnostic, Origin, suggest};
use std::collections::{HashMap, HashSet};
use steps::Steps;

/// Merges every table into the types that the document has so far.
pub(crate) fn merge<'a>(lowering: &mut Lowering<'a>, sources: &Sources<'a>, versions: &[Version]) {
    let mut merge = Merge {
        lowering,
        entities: sources.entities,
        versions,
        steps: Steps::new(sources.fixups),
        named: HashMap::new(),
        hints: sources
            .entities
            .iter()
            .flat_map(Document::type_hints)
            .collect(),
        pending: Vec::new(),
        said: HashSet::new(),
    };
    for document in sources.entities {
        if let Body::Entity(table) = &document.body {
            merge.entity(document, table);
        }
    }
    merge.fill_partials();
    merge.unmerged();
    merge.unknown_entities();
    for diagnostic in merge.steps.unused() {
        merge.lowering.say_elsewhere(diagnostic);
    }
}

/// The state of a merge.
struct Merge<'l, 'a> {
    lowering: &'l mut Lowering<'a>,
    entities: &'a [Document],
    /// The versions of the document.
    versions: &'l [Version],
    steps: Steps<'a>,
    /// The types that tables name, by their qualified names in lower case.
    named: HashMap<String, TypeId>,
    /// What samples show of types.
    hints: Vec<TypeHint>,
    /// Partial types, with their qualified names, whose fields are still to come.
    pending: Vec<(TypeId, String)>,
    said: HashSet<(String, Option<Origin>)>,
}

impl Merge<'_, '_> {
    /// Says something about a table, once: a row is merged into several schemas.
    fn say(&mut self, diagnostic: Diagnostic) {
        let said = (diagnostic.message.clone(), diagnostic.origin.clone());
        if self.said.insert(said) {
            self.lowering.say_elsewhere(diagnostic);
        }
    }

    /// Tells which documents nothing was made of.
    fn unmerged(&mut self) {
        for document in self.entities {
            let name = &document.name.value;
            let used = match &document.body {
                Body::Entity(_) => true,
                Body::Complex(_) => self.named.contains_key(&name.to_lowercase()),
                Body::Enum(_) | Body::Set(_) => false,
            };
            if !used {
                let message = format!("`{name}` is no type that a property has; it is not merged");
                let diagnostic = Diagnostic::new(Code::NOT_MERGED, message);
                self.say(diagnostic.at(document.origin.clone()));
            }
        }
    }

    /// Reports rows of the configuration about entity types that no document describes.
    fn unknown_entities(&mut self) {
        let config = self.lowering.config;
        for (name, _) in &config.entities {
            let mut names = self
                .entities
                .iter()
                .map(|document| document.name.value.as_str());
            if names.clone().any(|known| known == name) {
                continue;
            }
            let message = format!("`[entity.\"{name}\"]` speaks of no entity document");
            let mut diagnostic = Diagnostic::new(Code::UNUSED_NAME, message);
            diagnostic.help =
                suggest::nearest(name, &mut names).map(|near| format!("there is `{near}`"));
            self.say(diagnostic);
        }
    }
}
