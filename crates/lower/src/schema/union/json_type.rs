//! The type that all values of a schema have in JSON.

use super::is_null;
use crate::lowering::Lowering;
use crate::node::Node;
use crate::schema::shape::{self, Shape, listed_types};
use graphwright_ir::JsonKind;
use graphwright_source::openapi::keys;

/// How many `allOf`s and choices are looked through for a type.
const DEEPEST: usize = 32;

/// The type of a value in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum JsonType {
    Bool,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl JsonType {
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "boolean" => Some(Self::Bool),
            "integer" => Some(Self::Integer),
            "number" => Some(Self::Number),
            "string" => Some(Self::String),
            "array" => Some(Self::Array),
            "object" => Some(Self::Object),
            _ => None,
        }
    }

    /// The word for a variant of this type.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Bool => "Bool",
            Self::Integer => "Integer",
            Self::Number => "Number",
            Self::String => "String",
            Self::Array => "List",
            Self::Object => "Object",
        }
    }

    pub(super) fn kind(self) -> JsonKind {
        match self {
            Self::Bool => JsonKind::Bool,
            Self::Integer => JsonKind::Integer,
            Self::Number => JsonKind::Number,
            Self::String => JsonKind::String,
            Self::Array => JsonKind::Array,
            Self::Object => JsonKind::Object,
        }
    }

    /// Whether a value can be of both types: every integer is a number.
    pub(in crate::schema) fn meets(self, other: Self) -> bool {
        let is_number = |ty| matches!(ty, Self::Integer | Self::Number);
        self == other || is_number(self) && is_number(other)
    }
}

impl<'a> Lowering<'a> {
    /// The one type that all values of a schema have in JSON; `None` where there is none or several.
    pub(in crate::schema) fn json_type_of(&mut self, node: Node<'a>) -> Option<JsonType> {
        self.look_up(node, DEEPEST)
    }

    /// Each schema is looked at once, however many choices lead to it. One that leads back to itself,
    /// or only through `left` others to a type, has none.
    fn look_up(&mut self, node: Node<'a>, left: usize) -> Option<JsonType> {
        let node = self.resolve(node)?;
        if let Some(known) = self.json_types.get(&node.at) {
            return *known;
        }
        self.json_types.insert(node.at.clone(), None);
        let left = left.checked_sub(1)?;
        let ty = self.find(&node, left);
        self.json_types.insert(node.at, ty);
        ty
    }

    fn find(&mut self, node: &Node<'a>, left: usize) -> Option<JsonType> {
        if node.flag(keys::NEVER) {
            return None;
        }
        match shape::own(node) {
            Shape::Object | Shape::Map => return Some(JsonType::Object),
            Shape::List => return Some(JsonType::Array),
            Shape::Scalar(word) => return JsonType::of(word),
            Shape::Enum => return JsonType::of(listed_types(node).first()?),
            // Several types of its own: what stands beside them may leave one, but seldom does.
            Shape::Union => return None,
            Shape::Anything | Shape::AllOf | Shape::Reference(_) => {}
        }
        let of_all = node
            .items("allOf")
            .find_map(|member| self.look_up(member, left));
        of_all
            .or_else(|| self.of_choice(node, "oneOf", left))
            .or_else(|| self.of_choice(node, "anyOf", left))
    }

    /// The one type that all members of a choice have, null apart.
    fn of_choice(&mut self, node: &Node<'a>, key: &'static str, left: usize) -> Option<JsonType> {
        let mut members = node.items(key).filter(|member| !is_null(member.map));
        let first = self.look_up(members.next()?, left)?;
        members
            .all(|member| self.look_up(member, left) == Some(first))
            .then_some(first)
    }
}
