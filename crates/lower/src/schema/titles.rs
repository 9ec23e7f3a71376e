//! Inline schemas that say the same under the same title: one type for all the places.
//!
//! Documents that are made from another description of an API write out at every operation what that
//! description has once: `Collection of user`, wherever users are listed. The title is the author's
//! word that these are one thing. Schemas that are equal without one, or under a word that says
//! nothing, may be equal by chance, and only their places could name them: each keeps a type of its
//! own, [lists of values](super::enumeration) apart.

use super::Schemas;
use super::shared::{Home, Titled};
use crate::reader::Node;
use graphwright_ir::{Origin, TypeId};
use graphwright_source::pointer;

impl<'a> Schemas<'_, 'a> {
    /// Lets components stand for every schema that says the same under the same title.
    pub(crate) fn index_titles(&mut self) {
        for (_, node) in self.reader.components() {
            let home = Home::Component(node.at.clone());
            self.stands_for_its_title(home, &node);
        }
    }

    /// Lets a type stand for every schema that says the same under the same title, unless one before
    /// it does. A base with subtypes is more than what it says, so that a copy of it is none.
    pub(super) fn stands_for_its_title(&mut self, home: Home, node: &Node<'a>) {
        if let Some(titled) = Titled::of(node)
            && !node.has("discriminator")
            && self.is_generated(node)
        {
            self.shared.titled.entry(titled).or_insert(home);
        }
    }

    /// The type of a schema that says the same under the same title. This place is one more of its.
    ///
    /// A description belongs to its place: the type keeps one that all its places have, and a
    /// component the one that it has.
    pub(super) fn same_titled(&mut self, node: &Node<'a>) -> Option<TypeId> {
        let titled = Titled::of(node).filter(|_| self.is_generated(node))?;
        let id = match self.shared.titled.get(&titled)?.clone() {
            Home::Type(id) => id,
            Home::Component(pointer) => self.type_at(&pointer)?,
        };
        self.types.bind(node.at.clone(), id);
        let def = &mut self.types[id];
        def.also.push(Origin::in_document(&node.at));
        if !is_component(&def.origin.at) {
            if let Some(title) = node.str("title") {
                title.trim().clone_into(&mut def.wire);
            }
            if def.docs.description != node.docs().description {
                def.docs.description = None;
            }
        }
        Some(id)
    }

    /// Returns whether a schema is in what is generated of the document: a type that stood elsewhere would
    /// have its place, and what is said of it, where nobody looks.
    fn is_generated(&self, node: &Node<'a>) -> bool {
        let part = self.part;
        part.is_none_or(|part| part.holds(&self.reader.document.origin(&node.at)))
    }
}

/// Returns whether a pointer is that of a schema among the components.
fn is_component(at: &str) -> bool {
    pointer::split(at).is_some_and(|(parent, _)| parent == "#/components/schemas")
}
