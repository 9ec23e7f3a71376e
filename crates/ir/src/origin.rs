//! The origins of facts.

use crate::{InputId, Rule};

/// A place in an input. Generated files never carry lines, so it is told by a pointer or a row's name;
/// the bytes are there for whoever shows the place to a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Origin {
    /// The input.
    pub input: InputId,
    /// A JSON pointer `#/a/b`, or the name of a table row.
    pub at: String,
    /// The bytes of the input that say it, where no pointer leads to them. Never dumped.
    pub span: Option<Span>,
}

impl Origin {
    /// The location of the value at a JSON pointer of the document.
    pub fn in_document(pointer: impl Into<String>) -> Self {
        Self {
            input: InputId::DOCUMENT,
            at: pointer.into(),
            span: None,
        }
    }
}

/// A range of bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
}

/// One fact about a property or an operation, or a candidate that another overrode, with the layer
/// that it came from.
///
/// Of all facts about one facet of one thing exactly one [decides](Self::decides).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The facet that the fact is about.
    pub facet: Facet,
    /// The layer that says it.
    pub layer: Layer,
    /// The rule that was applied.
    pub rule: Rule,
    /// Its value, as the input writes it: `true`, `Edm.String`.
    pub value: String,
    /// `true` if it holds: no other fact about the facet overrides it.
    pub decides: bool,
    /// Its location.
    pub origin: Origin,
}

/// The subject of a fact. Every property has a fact about each of [`Facet::ALL`], every operation
/// about each of [`Facet::OF_OPERATION`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// The name on the wire.
    Name,
    /// The type.
    Type,
    /// If it must be there.
    Presence,
    /// If it may be null.
    Nullable,
    /// The sides that may write it.
    Access,
    /// Which versions have it.
    Versions,
    /// Its documentation.
    Docs,
    /// Method and path.
    Path,
    /// The body of the request.
    Body,
    /// The answers.
    Answers,
    /// The requirements that callers must meet.
    Security,
}

impl Facet {
    /// The facets of a property, in the order in which its facts stand.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Type,
        Self::Presence,
        Self::Nullable,
        Self::Access,
        Self::Versions,
        Self::Docs,
    ];

    /// The facets of an operation, in the order in which its facts stand.
    pub const OF_OPERATION: [Self; 7] = [
        Self::Name,
        Self::Versions,
        Self::Docs,
        Self::Path,
        Self::Body,
        Self::Answers,
        Self::Security,
    ];
}

/// A source of facts, in rising order of authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// The `OpenAPI` document.
    Document,
    /// A property table.
    Table,
    /// A fixup.
    Fixup,
}
