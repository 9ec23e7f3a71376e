//! A documented request, and what the tables say of it.

use crate::entity::{
    Action, Body, Document, DocumentedOperation, EdmType, Navigation, Segment, Subject, Verb,
};
use graphwright_ir::Method;
use graphwright_source::Cell;

/// A documented request, and what the tables say of it.
#[derive(Clone, Copy)]
pub(super) struct Described<'a> {
    pub document: &'a Document,
    pub operation: &'a DocumentedOperation,
    /// The row of the navigation property that it goes through.
    pub navigation: Option<&'a Navigation>,
    /// The row of the action that it calls.
    pub action: Option<&'a Action>,
    pub method: Method,
}

impl<'a> Described<'a> {
    pub(super) fn new(document: &'a Document, operation: &'a DocumentedOperation) -> Self {
        let action = match &operation.subject {
            Subject::Action(name) => document
                .entity()
                .and_then(|table| table.actions.iter().find(|row| row.name.value == *name)),
            Subject::Itself | Subject::Navigation(_) => None,
        };
        Self {
            document,
            operation,
            navigation: document.navigation_of(operation),
            action,
            method: method(operation.verb.value),
        }
    }

    /// The qualified name of the entity type whose document it is.
    pub(super) fn type_name(&self) -> &'a str {
        &self.document.name.value
    }

    /// The versions that its row names; those of the document, where no row speaks of it.
    pub(super) fn versions(&self) -> &'a [Cell<String>] {
        match (self.navigation, self.action) {
            (Some(row), _) => &row.versions,
            (None, Some(row)) => &row.versions,
            (None, None) => &self.document.versions,
        }
    }

    /// The type of the entity that it is about.
    pub(super) fn subject(&self) -> Cell<EdmType> {
        if let Some(row) = self.navigation {
            return row.target.clone();
        }
        let name = &self.document.name;
        let ty = EdmType {
            name: name.value.clone(),
            collection: false,
        };
        Cell::new(ty, name.origin.clone())
    }

    /// The prose of its row.
    pub(super) fn description(&self) -> Option<String> {
        let cell = match (self.navigation, self.action) {
            (Some(row), _) => row.description.as_ref(),
            (None, Some(row)) => row.description.as_ref(),
            (None, None) => None,
        };
        cell.map(|cell| cell.value.clone())
    }

    /// Returns whether it is about many: what a navigation property leads to, or the entities of a set.
    pub(super) fn is_collection(&self) -> bool {
        let of_set = matches!(self.document.body, Body::Set(_))
            && !matches!(
                self.operation.path.value.segments().next_back(),
                Some(Segment::Key { .. })
            );
        self.navigation
            .map_or(of_set, |row| row.target.value.collection)
    }
}

fn method(verb: Verb) -> Method {
    match verb {
        Verb::Get => Method::Get,
        Verb::Post => Method::Post,
        Verb::Put => Method::Put,
        Verb::Patch => Method::Patch,
        Verb::Delete => Method::Delete,
    }
}
