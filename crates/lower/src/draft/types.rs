//! Types without names.

use super::{Hint, Owner};
use crate::reader::Node;
use graphwright_ir::{Docs, Origin, ProjectionOf, TypeId, TypeKind, TypeTable};
use std::collections::HashMap;
use std::ops::{Index, IndexMut};

/// The types of a model in the making, by id.
#[derive(Debug, Default)]
pub struct Types<'a> {
    drafts: Vec<Draft<'a>>,
    /// The types of schemas, by the pointer to the schema.
    by_pointer: HashMap<String, TypeId>,
}

/// A type without a name.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The key of the schema, or for an inline schema the context that names it.
    pub wire: String,
    /// Its body; `None` from its first mention until its schema is lowered.
    body: Option<TypeKind>,
    /// The type that this is another form of.
    pub projection_of: Option<ProjectionOf>,
    /// The prose of the document.
    pub docs: Docs,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// Its location.
    pub origin: Origin,
    /// The other locations of the same schema, word for word.
    pub also: Vec<Origin>,
    /// Its position, to name it by.
    pub hint: Hint<'a>,
}

impl<'a> Draft<'a> {
    /// A type with its body.
    pub fn new(wire: &str, kind: TypeKind, origin: Origin, hint: Hint<'a>) -> Self {
        Self {
            body: Some(kind),
            ..Self::without_body(wire, origin, hint)
        }
    }

    /// A type whose body follows, so that others may refer to it first.
    pub(crate) fn without_body(wire: &str, origin: Origin, hint: Hint<'a>) -> Self {
        Self {
            wire: wire.to_owned(),
            body: None,
            projection_of: None,
            docs: Docs::default(),
            deprecated: false,
            origin,
            also: Vec::new(),
            hint,
        }
    }

    /// The type of a schema, whose body follows.
    fn of_schema(node: &Node<'a>, wire: &str, hint: Hint<'a>) -> Self {
        let docs = Docs {
            summary: node.str("title").map(str::to_owned),
            ..node.docs()
        };
        Self {
            deprecated: node.flag("deprecated"),
            ..Self::without_body(wire, Origin::in_document(&node.at), hint).with_docs(docs)
        }
    }

    /// The same type with prose.
    pub fn with_docs(self, docs: Docs) -> Self {
        Self { docs, ..self }
    }

    /// Another type that is equal to this one at first, for one of its uses.
    pub(crate) fn copy_for(&self, hint: Hint<'a>) -> Self {
        Self {
            also: Vec::new(),
            hint,
            ..self.clone()
        }
    }

    /// Returns its body.
    ///
    /// # Panics
    ///
    /// If its schema was not lowered yet. Types are given their bodies before anything reads them.
    pub fn kind(&self) -> &TypeKind {
        self.body.as_ref().expect("the schema was lowered")
    }

    /// The same, to change it.
    ///
    /// # Panics
    ///
    /// If its schema was not lowered yet.
    pub fn kind_mut(&mut self) -> &mut TypeKind {
        self.body.as_mut().expect("the schema was lowered")
    }

    /// Returns whether the schema was lowered.
    pub(crate) fn has_body(&self) -> bool {
        self.body.is_some()
    }

    /// Returns whether no other place of the document has the same schema inline.
    pub(crate) fn is_at_one_place(&self) -> bool {
        self.also.is_empty()
    }

    /// Returns whether it is a schema among the document's components.
    pub(crate) fn is_component(&self) -> bool {
        self.hint.owner == Owner::Nothing && self.origin.at.starts_with("#/components/schemas/")
    }

    /// Takes the body out, for the finished type.
    pub(crate) fn split(mut self) -> (TypeKind, Self) {
        let kind = self.body.take();
        (kind.expect("the schema was lowered"), self)
    }
}

impl<'a> Types<'a> {
    /// Gives a schema an id, by which others may refer to it before it has a body.
    pub(crate) fn reserve(&mut self, node: &Node<'a>, wire: &str, hint: Hint<'a>) -> TypeId {
        let id = self.add(Draft::of_schema(node, wire, hint));
        self.bind(node.at.clone(), id);
        id
    }

    /// Adds a type.
    pub fn add(&mut self, draft: Draft<'a>) -> TypeId {
        let id = TypeId(self.drafts.len());
        self.drafts.push(draft);
        id
    }

    /// Gives a type its body.
    pub fn fill(&mut self, id: TypeId, kind: TypeKind) {
        self[id].body = Some(kind);
    }

    /// Lets a type stand for the schema at a pointer.
    pub(crate) fn bind(&mut self, pointer: String, id: TypeId) {
        self.by_pointer.insert(pointer, id);
    }

    /// Returns the type of the schema at a pointer, if it has one so far.
    pub fn at(&self, pointer: &str) -> Option<TypeId> {
        self.by_pointer.get(pointer).copied()
    }

    /// Returns the number of types.
    pub(crate) fn len(&self) -> usize {
        self.drafts.len()
    }

    /// Iterates over the ids, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.drafts.len()).map(TypeId)
    }

    /// Iterates over the types with their ids, in order.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &Draft<'a>)> {
        self.drafts
            .iter()
            .enumerate()
            .map(|(index, draft)| (TypeId(index), draft))
    }

    /// The types alone, in the order of their ids.
    pub(crate) fn into_drafts(self) -> Vec<Draft<'a>> {
        self.drafts
    }
}

impl<'a> Index<TypeId> for Types<'a> {
    type Output = Draft<'a>;

    fn index(&self, id: TypeId) -> &Draft<'a> {
        &self.drafts[id.0]
    }
}

impl<'a> IndexMut<TypeId> for Types<'a> {
    fn index_mut(&mut self, id: TypeId) -> &mut Draft<'a> {
        &mut self.drafts[id.0]
    }
}

impl TypeTable for Types<'_> {
    fn kind(&self, id: TypeId) -> &TypeKind {
        self[id].kind()
    }
}
