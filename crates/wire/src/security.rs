//! Security as data: the schemes and scopes of a document, the requirements of an operation, and
//! the shape of error bodies, which both runtimes read or write.
//!
//! Nothing here checks anything: the server's authorizer and the client's token provider do.

/// The requirements of an operation: every requirement of one inner list must be met.
///
/// An empty outer list requires nothing; an empty inner list is an alternative that requires
/// nothing (OpenAPI 3.0.3, "Security Requirement Object").
pub type Security = &'static [&'static [Requirement]];

/// The requirement of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The scheme by which the caller authenticates.
    pub scheme: &'static Scheme,
    /// The scopes that the caller must have been granted.
    pub scopes: &'static [&'static str],
    /// `true` if one of the scopes is enough. By the specification all are required; many documents
    /// mean any.
    pub any_of: bool,
}

/// A security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its key in the document.
    pub name: &'static str,
    /// Its kind.
    pub kind: SchemeKind,
}

/// The kind of a scheme, with the location of its credential in a request.
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

/// A scope: a permission that a caller can be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its name, for example `User.Read.All`.
    pub name: &'static str,
    /// `true` if a flow with a user grants it: any of OAuth 2 except client credentials (RFC 6749,
    /// section 4.4). If no flow declares the scope, this and [`Self::application`] are both
    /// `false`.
    pub delegated: bool,
    /// `true` if an application can have it without a user.
    pub application: bool,
    /// `true` if it gives access to the user's own data only.
    pub own: bool,
    /// The consent that it takes, if known.
    pub consent: Option<Consent>,
    /// Its uses, in prose.
    pub scenarios: &'static [&'static str],
    /// Its description in the document; may be empty.
    pub description: &'static str,
}

/// The consent that a [`Scope`] takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Consent {
    /// Any user.
    User,
    /// An administrator.
    Admin,
}

/// Returns the scope with this name. Names are case-sensitive (RFC 6749, section 3.3).
pub fn find(scopes: &[&'static Scope], name: &str) -> Option<&'static Scope> {
    scopes.iter().copied().find(|scope| scope.name == name)
}

/// The shape of a document's error bodies, as JSON pointers (RFC 6901) into the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ErrorShape {
    /// The code, for programs.
    pub code: Option<&'static str>,
    /// The message, for people.
    pub message: Option<&'static str>,
    /// The list of details, one per mistake in the request.
    pub details: Option<&'static str>,
    /// The id that finds the request in the server's logs.
    pub request_id: Option<&'static str>,
}
