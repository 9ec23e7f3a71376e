//! The structure of the grammar: kinds of objects, their keywords, and the types of values.

/// A kind of object.
pub(crate) struct Kind {
    /// The name for messages, with its article: `an operation`.
    pub noun: &'static str,
    /// The section of `#/components` for such objects.
    pub section: Option<&'static str>,
    pub fields: &'static [Field],
    pub others: Others,
}

/// The meaning of keys that are not fields, except extensions (`x-`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Others {
    /// Mistakes.
    None,
    /// Path templates, each with a path item.
    Paths,
    /// Status codes, each with a response.
    Statuses,
    /// Runtime expressions, each with a path item.
    Expressions,
}

/// A keyword of a kind of object.
pub(crate) struct Field {
    pub name: &'static str,
    pub ty: ValueType,
    pub need: Need,
    /// `true` if only prose depends on it, so that a wrong value is only a warning.
    pub is_informative: bool,
    pub dialect: Dialect,
}

/// The necessity of a keyword.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Optional,
    Required,
    /// Required by the specification, but harmless to omit.
    Expected,
    /// The same, and optional in 3.1.
    ExpectedBefore31,
}

/// The dialects that have a keyword, and whether this tool uses it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Both,
    /// 3.1 only. In a 3.0 document it is supported with a warning.
    New,
    /// 3.1 only, and without effect on generated code.
    Unused,
}

/// The type of the value of a keyword.
pub(crate) enum ValueType {
    Any,
    Text,
    Flag,
    Number,
    /// A non-negative integer.
    Count,
    /// `exclusiveMinimum` and its twin: a flag in 3.0, a number in 3.1.
    Bound,
    /// The name of a JSON type, or in 3.1 a list of them.
    Types,
    Words(&'static [&'static str]),
    Object(&'static Kind),
    /// An object, or a reference to one.
    OrRef(&'static Kind),
    Schema,
    SchemaOrFlag,
    List(&'static ValueType),
    Map(&'static ValueType),
}

impl ValueType {
    /// Returns whether values of this type may contain objects of the grammar.
    pub(crate) fn is_structure(&self) -> bool {
        match self {
            Self::Object(_) | Self::OrRef(_) | Self::Schema | Self::SchemaOrFlag => true,
            Self::List(ty) | Self::Map(ty) => ty.is_structure(),
            Self::Any
            | Self::Text
            | Self::Flag
            | Self::Number
            | Self::Count
            | Self::Bound
            | Self::Types
            | Self::Words(_) => false,
        }
    }
}

impl Field {
    pub(super) const fn new(name: &'static str, ty: ValueType) -> Self {
        Self {
            name,
            ty,
            need: Need::Optional,
            is_informative: false,
            dialect: Dialect::Both,
        }
    }
}

/// An optional keyword.
pub(super) const fn opt(name: &'static str, ty: ValueType) -> Field {
    Field::new(name, ty)
}

/// A required keyword.
pub(super) const fn req(name: &'static str, ty: ValueType) -> Field {
    Field {
        need: Need::Required,
        ..Field::new(name, ty)
    }
}

/// An optional keyword that is informative.
pub(super) const fn doc(name: &'static str, ty: ValueType) -> Field {
    Field {
        is_informative: true,
        ..Field::new(name, ty)
    }
}

/// A keyword that is new in 3.1.
pub(super) const fn new(name: &'static str, ty: ValueType) -> Field {
    Field {
        dialect: Dialect::New,
        ..Field::new(name, ty)
    }
}

/// A keyword of 3.1 that this tool does not use.
pub(super) const fn unused(name: &'static str, ty: ValueType) -> Field {
    Field {
        dialect: Dialect::Unused,
        is_informative: true,
        ..Field::new(name, ty)
    }
}
