//! The events that both languages are read as: starts and ends, scalars and aliases, with places.

use std::borrow::Cow;

/// An event and the bytes that it covers.
pub(super) struct Event<'a> {
    pub kind: Kind<'a>,
    pub start: usize,
    pub end: usize,
}

/// What an event says. A mapping's children are its keys and values in turn.
pub(super) enum Kind<'a> {
    /// A further document begins; the first one is not told.
    NextDocument,
    StartMap(Anchor),
    StartList(Anchor),
    /// The innermost mapping or list ends.
    End,
    Scalar(Scalar<'a>, Anchor),
    /// The value that stands at an anchor.
    Alias(usize),
}

/// The number that aliases call a value by; 0 for a value that has none.
pub(super) type Anchor = usize;

/// A scalar as written.
pub(super) struct Scalar<'a> {
    /// The text, quotes and escapes resolved.
    pub text: Cow<'a, str>,
    /// Whether the text alone decides the type: it is neither quoted nor tagged as a string.
    pub plain: bool,
}
