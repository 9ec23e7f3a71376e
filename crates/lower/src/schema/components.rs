//! Components: ids first, bodies second, so that cycles of references are ordinary.

use super::Schemas;
use crate::draft::{Hint, Owner, Role};
use crate::needs::Needed;
use crate::reader::Node;
use graphwright_ir::TypeId;

impl<'a> Schemas<'_, 'a> {
    /// Lowers the components that are needed.
    pub(crate) fn components(&mut self, needed: &Needed) {
        self.index_titles();
        for (key, node) in self.reader.components() {
            if needed.has(&node.at) {
                self.reserve_component(key, node);
            }
        }
        self.fill_components();
    }

    /// Returns the type of the schema at a pointer. A component without a type gets one, whose body
    /// follows by [`Schemas::fill_components`].
    pub(crate) fn type_at(&mut self, pointer: &str) -> Option<TypeId> {
        self.types.at(pointer).or_else(|| {
            let (key, node) = self.reader.component(pointer)?;
            Some(self.reserve_component(key, node))
        })
    }

    /// Returns whether the schema at a pointer has a type, or gets one on demand.
    pub(super) fn has_type(&self, pointer: &str) -> bool {
        self.types.at(pointer).is_some() || self.reader.component(pointer).is_some()
    }

    /// Lowers the bodies of components that got a type on demand, and of those that they need in turn.
    pub(crate) fn fill_components(&mut self) {
        while let Some((id, node)) = self.shared.unfilled.pop_front() {
            self.fill(id, &node);
        }
    }

    fn reserve_component(&mut self, key: &'a str, node: Node<'a>) -> TypeId {
        let hint = Hint::new(Owner::Nothing, Role::Key(key));
        let id = self.types.reserve(&node, key, hint);
        self.shared.unfilled.push_back((id, node));
        id
    }
}
