//! What a `$ref` leads to.
//!
//! The document's reader has reported every `$ref` that leads nowhere and has written the others as
//! plain pointers into the document; here such a one is `None`, and whoever needed it says what is
//! lost.

use crate::lowering::Lowering;
use crate::node::Node;
use graphwright_ir::TypeId;

/// The greatest number of `$ref`s that lead from one to the next.
const LONGEST_CHAIN: usize = 64;

impl<'a> Lowering<'a> {
    /// The object itself, or what its `$ref`s lead to in the end.
    pub(crate) fn resolve(&self, node: Node<'a>) -> Option<Node<'a>> {
        let mut node = node;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = node.reference() else {
                return Some(node);
            };
            node = self.follow(reference)?;
        }
        None
    }

    /// What one `$ref` leads to.
    pub(crate) fn follow(&self, reference: &str) -> Option<Node<'a>> {
        Node::new(self.document.node(reference)?, reference.to_owned())
    }

    /// The type that a pointer has already been given.
    pub(crate) fn known(&self, pointer: &str) -> Option<TypeId> {
        self.by_pointer.get(pointer).copied()
    }
}
