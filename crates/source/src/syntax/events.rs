//! Parser events of all languages: starts and ends, scalars and aliases, with their byte ranges.

use std::borrow::Cow;

/// An event and its byte range.
pub(super) struct Event<'a> {
    pub kind: Kind<'a>,
    pub start: usize,
    pub end: usize,
}

/// The kind of an event. The children of a mapping are its keys and values in turn.
pub(super) enum Kind<'a> {
    /// The start of a further document; there is none for the first one.
    NextDocument,
    StartMap(Anchor),
    StartList(Anchor),
    /// The end of the innermost mapping or list.
    End,
    Scalar(Scalar<'a>, Anchor),
    /// A reference to the value at an anchor.
    Alias(usize),
}

/// The number by which aliases refer to a value; 0 for a value without an anchor.
pub(super) type Anchor = usize;

/// A scalar as written.
pub(super) struct Scalar<'a> {
    /// The text, quotes and escapes resolved.
    pub text: Cow<'a, str>,
    /// `true` if the text alone decides the type: it is neither quoted nor tagged as a string.
    pub plain: bool,
}
