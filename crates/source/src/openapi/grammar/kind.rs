//! The form of the grammar: kinds of objects, their keywords, and what may stand there.

/// A kind of object.
pub(crate) struct Kind {
    /// What a message calls one: `an operation`.
    pub noun: &'static str,
    /// The folder under `#/components` that holds such objects.
    pub section: Option<&'static str>,
    pub fields: &'static [Field],
    pub others: Others,
}

/// What the keys are that the fields do not name, extensions (`x-`) apart.
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
    pub form: Form,
    pub need: Need,
    /// Whether nothing but prose hangs on it, so that a wrong value is only worth a warning.
    pub loose: bool,
    pub dialect: Dialect,
}

/// Whether a keyword must be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    Optional,
    Required,
    /// Required by the text of the specification, but harmless to miss.
    Expected,
    /// The same, and optional in 3.1.
    ExpectedBefore31,
}

/// Which dialects have a keyword, and whether this tool makes use of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Both,
    /// 3.1 only. In a 3.0 document it is honoured with a warning.
    New,
    /// 3.1 only, and nothing that is generated depends on it.
    Unused,
}

/// What may stand at a keyword.
pub(crate) enum Form {
    Any,
    Text,
    Flag,
    Number,
    /// A whole number, not negative.
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
    List(&'static Form),
    Map(&'static Form),
}

impl Form {
    /// Whether there may be objects below.
    pub(crate) fn is_structure(&self) -> bool {
        match self {
            Self::Object(_) | Self::OrRef(_) | Self::Schema | Self::SchemaOrFlag => true,
            Self::List(form) | Self::Map(form) => form.is_structure(),
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
    pub(super) const fn new(name: &'static str, form: Form) -> Self {
        Self {
            name,
            form,
            need: Need::Optional,
            loose: false,
            dialect: Dialect::Both,
        }
    }
}

/// An optional keyword.
pub(super) const fn opt(name: &'static str, form: Form) -> Field {
    Field::new(name, form)
}

/// A keyword that must be there.
pub(super) const fn req(name: &'static str, form: Form) -> Field {
    Field {
        need: Need::Required,
        ..Field::new(name, form)
    }
}

/// An optional keyword that only explains.
pub(super) const fn doc(name: &'static str, form: Form) -> Field {
    Field {
        loose: true,
        ..Field::new(name, form)
    }
}

/// A keyword that came with 3.1.
pub(super) const fn new(name: &'static str, form: Form) -> Field {
    Field {
        dialect: Dialect::New,
        ..Field::new(name, form)
    }
}

/// A keyword of 3.1 that this tool makes no use of.
pub(super) const fn unused(name: &'static str, form: Form) -> Field {
    Field {
        dialect: Dialect::Unused,
        loose: true,
        ..Field::new(name, form)
    }
}
