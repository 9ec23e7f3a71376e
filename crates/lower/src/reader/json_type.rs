//! Types of values in JSON.

use graphwright_ir::JsonKind;

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
    pub(crate) fn of(word: &str) -> Option<Self> {
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
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Bool => "Bool",
            Self::Integer => "Integer",
            Self::Number => "Number",
            Self::String => "String",
            Self::Array => "List",
            Self::Object => "Object",
        }
    }

    pub(crate) fn kind(self) -> JsonKind {
        match self {
            Self::Bool => JsonKind::Bool,
            Self::Integer => JsonKind::Integer,
            Self::Number => JsonKind::Number,
            Self::String => JsonKind::String,
            Self::Array => JsonKind::Array,
            Self::Object => JsonKind::Object,
        }
    }

    /// Returns whether a value can be of both types: every integer is a number.
    pub(crate) fn meets(self, other: Self) -> bool {
        let is_number = |ty| matches!(ty, Self::Integer | Self::Number);
        self == other || is_number(self) && is_number(other)
    }
}
