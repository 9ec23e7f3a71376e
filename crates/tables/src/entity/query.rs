//! Queries on a document.

use super::document::{
    Body, Document, DocumentedOperation, EntityType, Navigation, SampleField, Segment, Subject,
    Verb,
};
use graphwright_source::Cell;
use std::collections::{HashMap, HashSet};

/// The parts of a type that the samples of a document show: a hint, never the whole type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeHint {
    /// The qualified name, at its first use.
    pub type_name: Cell<String>,
    /// The name of the key.
    pub key: Option<Cell<String>>,
    /// The fields, in the order of their first use.
    pub fields: Vec<SampleField>,
}

impl Document {
    /// The tables of an entity type, if it is one.
    pub fn entity(&self) -> Option<&EntityType> {
        match &self.body {
            Body::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The row of the navigation property that is the subject of `operation`.
    pub fn navigation_of(&self, operation: &DocumentedOperation) -> Option<&Navigation> {
        let Subject::Navigation(name) = &operation.subject else {
            return None;
        };
        self.entity()?
            .navigations
            .iter()
            .find(|row| row.name.value == *name)
    }

    /// The row of the navigation property that does not allow `operation`, although the text describes it.
    pub fn contradicts(&self, operation: &DocumentedOperation) -> Option<&Navigation> {
        let row = self.navigation_of(operation)?;
        let allowed = row
            .verbs
            .iter()
            .any(|verb| verb.value == operation.verb.value);
        (!allowed).then_some(row)
    }

    /// Returns whether `operation` changes or removes an item of a collection, and its path does not identify the
    /// item.
    pub fn lacks_item_key(&self, operation: &DocumentedOperation) -> bool {
        let one_item = matches!(operation.verb.value, Verb::Put | Verb::Patch | Verb::Delete);
        let of_many = self
            .navigation_of(operation)
            .is_some_and(|row| row.target.value.collection);
        let last = operation.path.value.segments().next_back();
        one_item && of_many && !matches!(last, Some(Segment::Key { .. }))
    }

    /// The parts of each type that samples show, in the order of their first use.
    pub fn type_hints(&self) -> Vec<TypeHint> {
        let mut hints: Vec<TypeHint> = Vec::new();
        let mut index: HashMap<&str, usize> = HashMap::new();
        let mut shown: HashSet<(usize, &str)> = HashSet::new();
        let samples = self
            .operations
            .iter()
            .flat_map(|operation| [&operation.request, &operation.response]);
        for sample in samples.flatten() {
            // A plain name means a whole entity and shows no part of it.
            let Some(name) = sample
                .type_name
                .as_ref()
                .filter(|name| name.value.contains('.'))
            else {
                continue;
            };
            let at = *index.entry(&name.value).or_insert_with(|| {
                hints.push(TypeHint {
                    type_name: name.clone(),
                    key: None,
                    fields: Vec::new(),
                });
                hints.len() - 1
            });
            let hint = &mut hints[at];
            if hint.key.is_none() {
                hint.key.clone_from(&sample.key);
            }
            hint.fields.extend(
                sample
                    .fields
                    .iter()
                    .filter(|field| shown.insert((at, &field.name.value)))
                    .cloned(),
            );
        }
        hints
    }
}
