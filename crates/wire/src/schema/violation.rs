//! Violations: what is wrong with a value, and where.

use std::fmt;

/// One violation of a schema.
///
/// Message and code contain no part of the value, so that a violation may be logged and sent. The
/// pointer contains the keys that were sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The location, as a JSON pointer (RFC 6901) into the value; empty for the value itself.
    pub pointer: String,
    /// The kind of violation, for programs.
    pub code: Code,
    /// A message for people: a predicate such as `must be a string, not a number`.
    pub message: String,
}

impl Violation {
    /// Creates a violation of a rule that a schema cannot express.
    pub fn new(pointer: impl Into<String>, code: Code, message: impl Into<String>) -> Self {
        Self {
            pointer: pointer.into(),
            code,
            message: message.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.pointer, self.message)
        }
    }
}

/// The kind of a violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Code {
    /// The value is of another kind.
    Type,
    /// A required property is missing.
    Required,
    /// A property is unknown, and unknown ones are not allowed.
    UnknownProperty,
    /// A property must not be in a response.
    WriteOnly,
    /// The value is not listed.
    Enum,
    /// The value is not in the format.
    Format,
    /// The string does not match the pattern.
    Pattern,
    /// The string is too short.
    MinLength,
    /// The string is too long.
    MaxLength,
    /// The number is too small.
    Minimum,
    /// The number is too large.
    Maximum,
    /// The number is not a multiple.
    MultipleOf,
    /// The list is too short.
    MinItems,
    /// The list is too long.
    MaxItems,
    /// Two items are equal.
    UniqueItems,
    /// The object has too few members.
    MinProperties,
    /// The object has too many members.
    MaxProperties,
    /// No alternative allows the value.
    NoMatch,
    /// More than one alternative allows the value, and only one may.
    ManyMatch,
    /// The value is nested too deeply, or has too many alternatives, to be checked.
    TooComplex,
}

impl Code {
    /// The stable name, in kebab case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Required => "required",
            Self::UnknownProperty => "unknown-property",
            Self::WriteOnly => "write-only",
            Self::Enum => "enum",
            Self::Format => "format",
            Self::Pattern => "pattern",
            Self::MinLength => "min-length",
            Self::MaxLength => "max-length",
            Self::Minimum => "minimum",
            Self::Maximum => "maximum",
            Self::MultipleOf => "multiple-of",
            Self::MinItems => "min-items",
            Self::MaxItems => "max-items",
            Self::UniqueItems => "unique-items",
            Self::MinProperties => "min-properties",
            Self::MaxProperties => "max-properties",
            Self::NoMatch => "no-match",
            Self::ManyMatch => "many-match",
            Self::TooComplex => "too-complex",
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
