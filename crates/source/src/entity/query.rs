//! Questions that a document can answer about itself.

use super::document::{
    Body, Cell, Document, DocumentedOperation, EntityType, Navigation, SampleField, Segment,
    Subject, Verb,
};
use std::collections::{HashMap, HashSet};

/// What the samples of a document show of a type: a hint, never the whole of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeHint {
    /// The qualified name, where it is shown first.
    pub type_name: Cell<String>,
    /// The name of the key.
    pub key: Option<Cell<String>>,
    /// The fields, in the order in which they are shown first.
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

    /// The row of the navigation property that `operation` works on.
    pub fn navigation_of(&self, operation: &DocumentedOperation) -> Option<&Navigation> {
        let Subject::Navigation(name) = &operation.subject else {
            return None;
        };
        self.entity()?
            .navigations
            .iter()
            .find(|row| row.name.value == *name)
    }

    /// The row of the navigation property that does not allow `operation`, though the text
    /// describes it.
    pub fn contradicts(&self, operation: &DocumentedOperation) -> Option<&Navigation> {
        let row = self.navigation_of(operation)?;
        let allowed = row
            .verbs
            .iter()
            .any(|verb| verb.value == operation.verb.value);
        (!allowed).then_some(row)
    }

    /// Whether `operation` changes or removes one item of a collection, and its path does not say
    /// which.
    pub fn lacks_item_key(&self, operation: &DocumentedOperation) -> bool {
        let one_item = matches!(operation.verb.value, Verb::Put | Verb::Patch | Verb::Delete);
        let of_many = self
            .navigation_of(operation)
            .is_some_and(|row| row.target.value.collection);
        let last = operation.path.value.segments().next_back();
        one_item && of_many && !matches!(last, Some(Segment::Key { .. }))
    }

    /// What the samples show of each type, in the order in which they name them.
    pub fn type_hints(&self) -> Vec<TypeHint> {
        let mut hints: Vec<TypeHint> = Vec::new();
        let mut index: HashMap<&str, usize> = HashMap::new();
        let mut shown: HashSet<(usize, &str)> = HashSet::new();
        let samples = self
            .operations
            .iter()
            .flat_map(|operation| [&operation.request, &operation.response]);
        for sample in samples.flatten() {
            // A plain name stands for a whole entity and shows nothing of it.
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
