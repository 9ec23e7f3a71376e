//! Operations: what can be asked and what may be answered.

use crate::{
    Docs, Fact, Literal, Origin, Paging, ParamIndex, SchemaGroup, SecurityNeed, Slot, TagId,
    VersionSet,
};
use std::borrow::Cow;
use std::fmt;

/// One thing that the API can be asked to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The `operationId`, or `METHOD /path` where the document has none.
    pub id: String,
    /// Every Rust name that it needs.
    pub names: OperationNames,
    /// The group that it belongs to.
    pub tag: TagId,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: PathTemplate,
    /// The marks that its requests have and those of others with the same method and path have
    /// not, so that a server can tell them apart; empty where it is alone, and for the one that is
    /// left when no marks are there.
    pub marks: Vec<Mark>,
    /// Below what the document serves it, where that is not the API's own server: a URL, or the path
    /// of another place of the same server, such as `/v2`.
    pub server: Option<String>,
    /// Parameters: those of the path in path order, then the others in document order.
    pub params: Vec<Param>,
    /// The body of the request.
    pub body: Option<Body>,
    /// The responses: exact statuses, then ranges, then the default.
    pub responses: Vec<Response>,
    /// The requirements that callers must meet.
    pub security: SecurityNeed,
    /// How a list goes on.
    pub paging: Option<Paging>,
    /// `true` if asking twice is the same as asking once (RFC 9110 section 9.2.2).
    pub idempotent: bool,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// The versions that have it.
    pub versions: VersionSet,
    /// Its documentation.
    pub docs: Docs,
    /// Its location.
    pub origin: Origin,
    /// The facts about each facet, and the candidates that were overridden.
    pub provenance: Vec<Fact>,
}

impl Operation {
    /// The parameters of one place.
    pub fn params_in(&self, place: Place) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(move |param| param.place == place)
    }

    /// The path below which it is served, where that is one of its own on the API's server.
    pub fn own_base_path(&self) -> Option<&str> {
        let server = self.server.as_deref();
        server.filter(|server| server.starts_with('/'))
    }

    /// The documented responses that mean success, in order.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        let responses = self.responses.iter();
        responses.filter(|response| response.is_documented() && response.success)
    }

    /// The documented responses that mean failure, in order.
    pub fn failures(&self) -> impl Iterator<Item = &Response> {
        let responses = self.responses.iter();
        responses.filter(|response| response.is_documented() && !response.success)
    }

    /// The body of every documented failure, where the document tells none of them from the others:
    /// each is a range of statuses, or all of them, and all have this one as JSON.
    pub fn shared_failure(&self) -> Option<&Slot> {
        let mut bodies = self.failures().map(Response::json_of_many);
        let first = bodies.next()??;
        bodies.all(|body| body == Some(first)).then_some(first)
    }
}

/// The Rust names that belong to an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperationNames {
    /// The method on the client's handle and in the server's trait, for example `list`.
    pub method: String,
    /// The client's request object, for example `ListUsers`.
    pub request: String,
    /// The client's error type, for example `ListUsersError`; not made where all failures share a
    /// body ([`Operation::shared_failure`]).
    pub error: String,
    /// The body, for example `CreateJobBody`, where its media types hold different things.
    pub body: Option<String>,
    /// The client's success type where an operation has several, for example `ListUsersSuccess`.
    pub success: String,
    /// The server's parameters other than those of the path, for example `ListUsersParams`.
    pub params: String,
    /// The server's answer, for example `ListUsersAnswer`.
    pub answer: String,
    /// The static that describes it, for example `LIST_USERS`.
    pub constant: String,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Method {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// DELETE.
    Delete,
    /// OPTIONS.
    Options,
    /// HEAD.
    Head,
    /// PATCH.
    Patch,
    /// TRACE.
    Trace,
}

impl Method {
    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }

    /// Returns whether asking twice is the same as asking once (RFC 9110 section 9.2.2).
    pub fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post | Self::Patch)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something that the requests of an operation have, and those of another with the same method and
/// path have not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A parameter of the query by its wire name, with this value or with any.
    Query(String, Option<String>),
    /// A header, with this value or with any.
    Header(String, Option<String>),
    /// A member of a body of `application/x-www-form-urlencoded`, with this value.
    Field(String, String),
    /// The body has one of these media types.
    MediaTypes(Vec<String>),
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (place, name, value) = match self {
            Self::Query(name, value) => ("query", name, value.as_deref()),
            Self::Header(name, value) => ("header", name, value.as_deref()),
            Self::Field(name, value) => ("field", name, Some(value.as_str())),
            Self::MediaTypes(all) => return write!(f, "body {}", all.join(" or ")),
        };
        write!(f, "{place} {name}")?;
        value.map_or(Ok(()), |value| write!(f, "={value}"))
    }
}

/// A path with places for parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathTemplate {
    /// The path as the document writes it, for example `/users/{userId}`.
    pub text: String,
    /// The segments of what is sent, between slashes; a segment may mix literals and parameters.
    pub segments: Vec<Vec<PathPart>>,
    /// `true` if nothing in its requests tells them from those of another operation of the same method
    /// and path, which is the one that a server asks.
    pub shared: bool,
}

impl PathTemplate {
    /// The path that requests have: without the query or the fragment that some documents write
    /// behind it, as in `/token#refresh` or `/pets?full=true`.
    pub fn sent(&self) -> &str {
        &self.text[..self.end()]
    }

    /// The query or fragment behind the path that requests have.
    pub fn aside(&self) -> &str {
        &self.text[self.end()..]
    }

    /// The path that a server routes by. What cannot be told from another operation is kept apart by
    /// what no request's path has, so that the other is the one that is asked.
    pub fn routed(&self) -> Cow<'_, str> {
        if self.shared && !self.aside().is_empty() {
            let aside = self.aside().replace(['{', '}'], "");
            Cow::Owned(format!("{}{aside}", self.sent()))
        } else {
            Cow::Borrowed(self.sent())
        }
    }

    /// The place of the `?` or `#` that begins a query or a fragment: outside of a parameter's braces and
    /// behind the last slash. `{?` begins a query too (RFC 6570 section 3.2.8).
    fn end(&self) -> usize {
        let last = self.text.rfind('/').unwrap_or_default();
        let mut is_within = false;
        for (at, c) in self.text.char_indices().skip_while(|(at, _)| *at < last) {
            match c {
                '?' | '#' if !is_within => return at,
                '{' if self.text[at..].starts_with("{?") => return at,
                '{' => is_within = true,
                '}' => is_within = false,
                _ => {}
            }
        }
        self.text.len()
    }
}

/// A part of a path segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text as it stands, not percent-encoded.
    Literal(String),
    /// A parameter of the operation.
    Param(ParamIndex),
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own in the document"
)]
pub struct Param {
    /// Its name on the wire, for example `$top`.
    pub wire: String,
    /// Its Rust name, for example `top`; also the setter's on the client's request.
    pub ident: String,
    /// The part of the request that has it.
    pub place: Place,
    /// How lists and objects are written.
    pub style: Style,
    /// `true` if each item or member is written on its own.
    pub explode: bool,
    /// `true` if reserved characters stay as they are (query only).
    pub allow_reserved: bool,
    /// The media type that its value is written in, where it has one instead of a style.
    pub content: Option<MediaKind>,
    /// The value that it holds.
    pub slot: Slot,
    /// `true` if it must be given. Parameters of the path always must.
    pub required: bool,
    /// The value that its absence means.
    pub default: Option<Literal>,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Its location.
    pub origin: Origin,
}

/// The part of a request that has a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How lists and objects are written in a parameter (`OpenAPI` 3.0.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// `1,2,3`.
    Simple,
    /// `;id=1`.
    Matrix,
    /// `.1.2`.
    Label,
    /// `id=1&id=2`, or `id=1,2`.
    Form,
    /// `id=1%202`.
    SpaceDelimited,
    /// `id=1|2`.
    PipeDelimited,
    /// `id[a]=1`.
    DeepObject,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The name of the argument, `body` unless a parameter has it.
    pub ident: String,
    /// `true` if it must be there.
    pub required: bool,
    /// The media types it may have, in order of preference.
    pub content: Vec<Content>,
    /// Its documentation.
    pub docs: Docs,
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type as the document writes it, for example `application/json`.
    pub media_type: String,
    /// How it is read and written.
    pub kind: MediaKind,
    /// The Rust name where a choice between media types needs one, for example `Json`.
    pub ident: String,
    /// The value that it holds.
    pub slot: Slot,
    /// Which schema the document has for it.
    pub schema: SchemaGroup,
    /// `true` if the schema says more of text or bytes than that they are such: what it says is not used.
    pub described: bool,
    /// How parts of a form are written.
    pub parts: Vec<PartEncoding>,
}

/// How a body is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MediaKind {
    /// `application/json`, `+json`.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// `text/*`.
    Text,
    /// `text/event-stream`.
    EventStream,
    /// Anything else: bytes.
    Bytes,
}

/// How one part of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartEncoding {
    /// The property.
    pub wire: String,
    /// Its media type.
    pub content_type: Option<String>,
    /// `true` for a file: raw bytes, of which `multipart/form-data` can hold some.
    pub file: bool,
    /// How lists and objects are written.
    pub style: Style,
    /// `true` if each item or member is written on its own.
    pub explode: bool,
}

/// One thing that may be answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The status.
    pub status: Status,
    /// The variant in errors and answers, for example `BadRequest`.
    pub ident: String,
    /// `true` if it means success.
    pub success: bool,
    /// The part of the server that answers it.
    pub by: AnsweredBy,
    /// The media types it may have; empty for no body.
    pub content: Vec<Content>,
    /// Its typed headers.
    pub headers: Vec<Header>,
    /// Its documentation.
    pub docs: Docs,
    /// Its location.
    pub origin: Origin,
}

impl Response {
    /// Returns whether the document has it, rather than only the server's runtime.
    pub fn is_documented(&self) -> bool {
        self.by == AnsweredBy::Document
    }

    /// The body, if it is JSON and nothing else, and stands for more than one status.
    fn json_of_many(&self) -> Option<&Slot> {
        match (self.status, self.content.as_slice()) {
            (Status::Range(_) | Status::Default, [one]) if one.kind == MediaKind::Json => {
                Some(&one.slot)
            }
            _ => None,
        }
    }
}

/// A status or a class of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Exactly this one.
    Code(u16),
    /// `1XX` to `5XX`, by the first digit.
    Range(u8),
    /// Every status that is not listed.
    Default,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(class) => write!(f, "{class}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The part of a server that answers a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnsweredBy {
    /// The service, because the document says so.
    Document,
    /// The server's runtime, for requests that never reach the service.
    Runtime,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its name on the wire.
    pub wire: String,
    /// The field's name.
    pub ident: String,
    /// The value that it holds.
    pub slot: Slot,
    /// `true` if it is always there.
    pub required: bool,
    /// Its documentation.
    pub docs: Docs,
}

#[cfg(test)]
mod tests {
    use super::PathTemplate;

    #[track_caller]
    fn check(text: &str, sent: &str, aside: &str, routed_if_shared: &str) {
        let mut path = PathTemplate {
            text: text.to_owned(),
            ..PathTemplate::default()
        };
        assert_eq!((path.sent(), path.aside()), (sent, aside), "{text}");
        assert_eq!(path.routed(), sent, "{text}");
        path.shared = true;
        assert_eq!(path.routed(), routed_if_shared, "{text}");
    }

    #[test]
    fn what_stands_behind_a_path_is_not_of_it() {
        check("/pets/{id}", "/pets/{id}", "", "/pets/{id}");
        check("/token#refresh", "/token", "#refresh", "/token#refresh");
        check("/a?b={c}", "/a", "?b={c}", "/a?b=c");
        check("/a{?b,c}", "/a", "{?b,c}", "/a?b,c");
        check("/a/{b?}", "/a/{b?}", "", "/a/{b?}");
        check("/a/#b/{c}", "/a/#b/{c}", "", "/a/#b/{c}");
    }
}
