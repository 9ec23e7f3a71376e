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

/// Something that a caller can be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its name, for example `User.Read.All`.
    pub name: &'static str,
    /// Whether a flow with a user in it grants it: any of OAuth 2 but client credentials (RFC 6749,
    /// section 4.4). Neither this nor [`Self::application`] holds for one that no flow declares.
    pub delegated: bool,
    /// Whether an application can have it without a user.
    pub application: bool,
    /// Whether a user who delegates it lets the caller at what is the user's own, and at nothing else.
    pub own: bool,
    /// Who may grant it, where that is known.
    pub consent: Option<Consent>,
    /// What it is good for, in prose.
    pub scenarios: &'static [&'static str],
    /// What the document says of it; may be empty.
    pub description: &'static str,
}

/// Who may grant a [`Scope`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Consent {
    /// Any user.
    User,
    /// An administrator.
    Admin,
}

/// The scope of a catalogue that has a name; letters are told apart by case (RFC 6749, section 3.3).
pub fn find(scopes: &[&'static Scope], name: &str) -> Option<&'static Scope> {
    scopes.iter().copied().find(|scope| scope.name == name)
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
