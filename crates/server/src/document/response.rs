//! The responses of an operation (OpenAPI 3.0.3, "Responses Object").

use super::Param;
use graphwright_wire::Schema;

/// A response that a document describes.
///
/// Responses are data for two purposes: `Accept` must allow one of their media types, and
/// [`Server::validate_answers`](crate::Server::validate_answers) checks the responses of handlers.
/// The statuses that a handler can respond with are given by the type of its response.
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
    /// The statuses.
    pub status: Statuses,
    /// The media type, which may be a range such as `image/*`, and the schema of the body; `None`
    /// without a body.
    pub content: Option<(&'static str, Schema)>,
    /// `true` if it may be a stream of events instead.
    pub events: bool,
    /// The headers.
    pub headers: &'static [Param],
}

/// The statuses of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Statuses {
    /// One status.
    Code(u16),
    /// All statuses with this first digit, `4XX` in documents.
    Class(u16),
    /// All other statuses, `default` in documents.
    Other,
}

impl Documented {
    /// A response without a body.
    pub const fn empty(status: u16) -> Self {
        Self {
            status: Statuses::Code(status),
            content: None,
            events: false,
            headers: &[],
        }
    }

    /// A response of `application/json`.
    pub const fn json(status: u16, schema: Schema) -> Self {
        Self::content(status, "application/json", schema)
    }

    /// A response of another media type. Only JSON is checked.
    pub const fn content(status: u16, media_type: &'static str, schema: Schema) -> Self {
        Self {
            content: Some((media_type, schema)),
            ..Self::empty(status)
        }
    }

    /// The media types that it may have.
    pub(crate) fn media_types(&self) -> impl Iterator<Item = &'static str> {
        let content = self.content.map(|(media_type, _)| media_type);
        let events = self.events.then_some("text/event-stream");
        content.into_iter().chain(events)
    }

    /// Applies to all statuses with the same first digit.
    pub const fn for_class(mut self) -> Self {
        if let Statuses::Code(status) = self.status {
            self.status = Statuses::Class(status / 100);
        }
        self
    }

    /// Applies to all statuses that no other response is for.
    pub const fn for_others(mut self) -> Self {
        self.status = Statuses::Other;
        self
    }

    /// Allows a stream of events instead, if the caller accepts that.
    pub const fn or_events(mut self) -> Self {
        self.events = true;
        self
    }

    /// Sets the headers.
    pub const fn headers(mut self, headers: &'static [Param]) -> Self {
        self.headers = headers;
        self
    }
}
