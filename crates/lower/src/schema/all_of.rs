//! `allOf`: one schema with remarks, or several objects that are one.

use super::ways::Ways;
use crate::draft::Hint;
use crate::reader::shape::{self, Shape, is_structural};
use crate::reader::{JsonType, Node};
use crate::report::Reason;
use crate::schema::Schemas;
use graphwright_ir::{Slot, TypeRef};

/// The result of reducing an `allOf`.
pub(super) enum AllOf<'a> {
    /// The keywords beside it say what the value is; the members bound it.
    Own,
    /// The one member that says what the value is; the rest describes and bounds it.
    One(Node<'a>),
    /// Objects whose properties all hold.
    Objects(Ways<'a>),
    /// Nothing in it says what the value is.
    Anything,
}

impl<'a> Schemas<'_, 'a> {
    /// The type of a place that all members of an `allOf` describe.
    pub(super) fn all_of_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        match self.all_of(node)? {
            AllOf::Own => {
                let mut slot = self.own_slot(node, hint)?;
                self.add_bounds(&mut slot, node, None);
                Ok(slot)
            }
            AllOf::One(only) => {
                let mut slot = self.try_slot(&only, hint)?;
                self.add_bounds(&mut slot, node, Some(&only));
                Ok(slot)
            }
            AllOf::Objects(ways) => {
                let mut parts = ways.all.iter().flat_map(|way| &way.parts);
                if parts.clone().any(|part| part.has("properties")) {
                    return Ok(Slot::of(TypeRef::Named(self.named(node, hint))));
                }
                let map = parts.find(|part| part.has("additionalProperties"));
                let map = map.unwrap_or(node).clone();
                Ok(Slot::of(self.map(&map, hint)))
            }
            AllOf::Anything => Ok(Slot::of(TypeRef::Json)),
        }
    }

    /// Adds the bounds of an `allOf`'s members, the one that gives the type apart.
    fn add_bounds(&mut self, slot: &mut Slot, node: &Node<'a>, giver: Option<&Node<'a>>) {
        let others = node.items("allOf");
        let others = others.filter(|member| giver.is_none_or(|giver| giver.at != member.at));
        for member in others.filter_map(|member| self.reader.resolve(member)) {
            super::constraints::add(slot, &member);
            self.report_exclusion(&member);
        }
    }

    /// Reduces an `allOf` to what decides about the value.
    pub(super) fn all_of(&mut self, node: &Node<'a>) -> Result<AllOf<'a>, Reason> {
        let mut structural = node.items("allOf").filter(is_structural);
        if let (Some(only), None) = (structural.next(), structural.next())
            && !says_more(node)
            && !has_bounds(&only)
        {
            return Ok(AllOf::One(only));
        }
        if let Some(ty) = self.reader.json_type(node.clone())
            && ty != JsonType::Object
        {
            return self.most_telling(node, ty);
        }
        let ways = self.ways(node)?;
        Ok(if ways.all.iter().all(|way| way.parts.is_empty()) {
            AllOf::Anything
        } else {
            AllOf::Objects(ways)
        })
    }

    /// Finds what tells most about a value that is no object: a list of values, then a schema with a name
    /// of its own, then a format or items.
    fn most_telling(&mut self, node: &Node<'a>, ty: JsonType) -> Result<AllOf<'a>, Reason> {
        let own = shape::own(node);
        let mut best = match own {
            Shape::Anything => None,
            _ => Some((AllOf::Own, (own == Shape::Enum, false, says_how(node)))),
        };
        for member in node.items("allOf") {
            let Some(of_member) = self.reader.json_type(member.clone()) else {
                continue;
            };
            if !of_member.meets(ty) {
                return Err("no value is all that its `allOf` wants".to_owned());
            }
            let Some(resolved) = self.reader.resolve(member.clone()) else {
                continue;
            };
            let is_enum = shape::of(&resolved)? == Shape::Enum;
            let rank = (is_enum, member.reference().is_some(), says_how(&resolved));
            if best.as_ref().is_none_or(|(_, known)| *known < rank) {
                best = Some((AllOf::One(member), rank));
            }
        }
        best.map(|(all_of, _)| all_of)
            .ok_or_else(|| "nothing in its `allOf` says what it is".to_owned())
    }
}

/// Returns whether a schema says more than the type of a value in JSON.
fn says_how(node: &Node<'_>) -> bool {
    ["format", "items"].iter().any(|key| node.has(key)) || node.str("type") == Some("integer")
}

/// Returns whether a schema says more about its value than its `allOf` does.
fn says_more(node: &Node<'_>) -> bool {
    let keys = [
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "oneOf",
        "anyOf",
    ];
    // A format says nothing of an object.
    let is_object = node.str("type").is_none_or(|ty| ty == "object");
    keys.iter().any(|key| node.has(key)) || !is_object && says_how(node)
}

/// Returns whether a member only requires properties that other schemas describe.
fn has_bounds(node: &Node<'_>) -> bool {
    node.has("required") && !node.has("properties") && node.reference().is_none()
}
