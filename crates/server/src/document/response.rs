//! The answers that a document describes, as static data (OAS 3.0.3, "Responses Object").

use super::Param;
use graphwright_wire::Schema;

/// An answer that a document describes.
///
/// Its media types are what `Accept` is held against; all of it is what
/// [`Server::validate_answers`](crate::Server::validate_answers) holds answers against.
///
/// ```
/// use graphwright_server::{Documented, Param, Schema};
///
/// static ANSWERS: &[Documented] = &[
///     Documented::json(200, Schema::object()).headers(&[Param::header("ETag", Schema::string())]),
///     Documented::empty(304),
///     Documented::json(400, Schema::object()).for_class(),
/// ];
/// # let _ = ANSWERS;
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Documented {
    /// Which statuses it is for.
    pub status: Statuses,
    /// Its media type, which may be a range such as `image/*`, and what its body may hold; `None`
    /// where it has no body.
    pub content: Option<(&'static str, Schema)>,
    /// Whether it may be events in place of that.
    pub events: bool,
    /// Its headers.
    pub headers: &'static [Param],
}

/// The statuses that an answer is described for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Statuses {
    /// One of them.
    Code(u16),
    /// Those that begin with a digit, written `4XX`: the digit.
    Class(u16),
    /// All that no other answer is described for, written `default`.
    Other,
}

impl Documented {
    /// An answer without a body.
    pub const fn empty(status: u16) -> Self {
        Self {
            status: Statuses::Code(status),
            content: None,
            events: false,
            headers: &[],
        }
    }

    /// An answer of `application/json`.
    pub const fn json(status: u16, schema: Schema) -> Self {
        Self::content(status, "application/json", schema)
    }

    /// An answer of another media type, of which only JSON is checked.
    pub const fn content(status: u16, media_type: &'static str, schema: Schema) -> Self {
        Self {
            content: Some((media_type, schema)),
            ..Self::empty(status)
        }
    }

    /// What it may be.
    pub(crate) fn media_types(&self) -> impl Iterator<Item = &'static str> {
        let content = self.content.map(|(media_type, _)| media_type);
        let events = self.events.then_some("text/event-stream");
        content.into_iter().chain(events)
    }

    /// Is for every status with the same first digit as the one it was made with.
    pub const fn for_class(mut self) -> Self {
        if let Statuses::Code(status) = self.status {
            self.status = Statuses::Class(status / 100);
        }
        self
    }

    /// Is for every status that no other answer is for, whatever status it was made with.
    pub const fn for_others(mut self) -> Self {
        self.status = Statuses::Other;
        self
    }

    /// May be events in place of its content, where the caller accepts them.
    pub const fn or_events(mut self) -> Self {
        self.events = true;
        self
    }

    /// Describes its headers.
    pub const fn headers(mut self, headers: &'static [Param]) -> Self {
        self.headers = headers;
        self
    }
}
