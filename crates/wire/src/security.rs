//! Security as data: what schemes a document has, what an operation asks of its callers, and where
//! error bodies carry what both runtimes need to read or write.
//!
//! Nothing here checks anything: the server's authoriser and the client's token provider do.

/// What an operation asks: one of the outer list, and of that every requirement of the inner list.
///
/// An empty outer list asks nothing; an empty inner list is an alternative that asks nothing
/// ("Security Requirement Object" of the specification, 3.0.3).
pub type Security = &'static [&'static [Requirement]];

/// A use of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// How the caller proves who it is.
    pub scheme: &'static Scheme,
    /// What the caller must have been granted.
    pub scopes: &'static [&'static str],
    /// Whether one of the scopes is enough. Documents ask for all of them; many mean any.
    pub any_of: bool,
}

/// A way to prove who one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its key in the document.
    pub name: &'static str,
    /// What it is.
    pub kind: SchemeKind,
}

/// What a scheme is, with what is needed to find the credential in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// An OAuth 2.0 access token, sent as a bearer token (RFC 6750).
    OAuth2,
    /// A token from an `OpenID` Connect provider, sent as a bearer token.
    OpenIdConnect,
    /// `Authorization: Bearer` (RFC 6750).
    Bearer,
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// Another HTTP authentication scheme, by its registered name.
    Http(&'static str),
    /// A key in the header of this name.
    ApiKeyHeader(&'static str),
    /// A key in the query parameter of this name.
    ApiKeyQuery(&'static str),
    /// A key in the cookie of this name.
    ApiKeyCookie(&'static str),
    /// A client certificate.
    MutualTls,
}

/// Where the document's error body carries what, as JSON pointers (RFC 6901) into the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErrorShape {
    /// The code, for programs.
    pub code: Option<&'static str>,
    /// The message, for people.
    pub message: Option<&'static str>,
    /// The list of single faults.
    pub details: Option<&'static str>,
    /// The id that finds the request in the server's logs.
    pub request_id: Option<&'static str>,
}
