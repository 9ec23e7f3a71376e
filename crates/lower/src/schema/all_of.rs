//! `allOf`: one schema with remarks, or several objects that are one.

use super::shape::{self, Shape, is_structural};
use super::{DEEPEST, Reason};
use crate::lowering::{Hint, Lowering};
use crate::node::Node;
use graphwright_ir::{Slot, TypeRef};
use std::collections::HashSet;

/// What an `allOf` comes to.
pub(super) enum AllOf<'a> {
    /// The one member that says what the value is; the rest describes and bounds it.
    One(Node<'a>),
    /// Objects whose properties all hold, the outermost schema last.
    Object(Vec<Node<'a>>),
}

impl<'a> Lowering<'a> {
    /// The type of a place that all members of an `allOf` describe.
    pub(super) fn all_of_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        match self.all_of(node)? {
            AllOf::One(only) => {
                let mut slot = self.try_slot(&only, hint)?;
                for member in node.items("allOf").filter(|member| member.at != only.at) {
                    super::constraints::add(&mut slot, &member);
                }
                Ok(slot)
            }
            AllOf::Object(parts) if parts.iter().all(|part| !part.has("properties")) => {
                let map = parts
                    .iter()
                    .find(|part| part.has("additionalProperties"))
                    .unwrap_or(node);
                Ok(Slot::of(self.map(map, hint)))
            }
            AllOf::Object(_) => Ok(Slot::of(TypeRef::Named(self.named(node, hint)))),
        }
    }

    /// What an `allOf` comes to.
    pub(super) fn all_of(&self, node: &Node<'a>) -> Result<AllOf<'a>, Reason> {
        let mut structural = node.items("allOf").filter(is_structural);
        if let (Some(only), None) = (structural.next(), structural.next())
            && !says_more(node)
            && !has_bounds(&only)
        {
            return Ok(AllOf::One(only));
        }
        let mut parts = Vec::new();
        let mut seen = HashSet::new();
        self.flatten(node.clone(), &mut parts, &mut seen, 0)?;
        Ok(AllOf::Object(parts))
    }

    /// Collects the objects that a schema is all of, members before what stands beside them.
    fn flatten(
        &self,
        node: Node<'a>,
        parts: &mut Vec<Node<'a>>,
        seen: &mut HashSet<String>,
        depth: usize,
    ) -> Result<(), Reason> {
        if depth == DEEPEST {
            return Err("its `allOf` is nested too deeply".to_owned());
        }
        // A schema that several members build on counts once; one that builds on itself adds nothing.
        if !seen.insert(node.at.clone()) {
            return Ok(());
        }
        match shape::of(&node)? {
            Shape::Reference(reference) => {
                let target = self
                    .follow(reference)
                    .ok_or_else(|| format!("`{reference}` leads to nothing"))?;
                self.flatten(target, parts, seen, depth + 1)
            }
            Shape::AllOf => {
                for member in node.items("allOf") {
                    self.flatten(member, parts, seen, depth + 1)?;
                }
                parts.push(node);
                Ok(())
            }
            Shape::Object | Shape::Map => {
                parts.push(node);
                Ok(())
            }
            Shape::Anything => Ok(()),
            Shape::Union => {
                Err("its `allOf` has a choice between several schemas in it".to_owned())
            }
            Shape::Enum | Shape::List | Shape::Scalar(_) => {
                Err("its `allOf` joins an object with something that is none".to_owned())
            }
        }
    }
}

/// Whether a schema says more about its value than its `allOf` does.
fn says_more(node: &Node<'_>) -> bool {
    [
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "oneOf",
        "anyOf",
    ]
    .iter()
    .any(|key| node.has(key))
}

/// Whether a member only requires properties that other schemas describe.
fn has_bounds(node: &Node<'_>) -> bool {
    node.has("required") && !node.has("properties") && node.reference().is_none()
}
