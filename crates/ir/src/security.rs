//! How callers prove who they are and what they may do.

use crate::{Docs, Origin, SchemeId};

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its key in the document.
    pub wire: String,
    /// Its Rust name in snake case.
    pub ident: String,
    /// Its kind.
    pub kind: SchemeKind,
    /// Its documentation.
    pub docs: Docs,
}

/// The kinds of security scheme of `OpenAPI` 3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key that the caller sends along.
    ApiKey {
        /// The part of the request that has it.
        place: KeyPlace,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// HTTP authentication `Basic` (RFC 7617).
    Basic,
    /// HTTP authentication `Bearer` (RFC 6750).
    Bearer {
        /// A hint at the token's format, for example `JWT`.
        format: Option<String>,
    },
    /// Another scheme of the HTTP authentication registry, in lower case.
    Http(String),
    /// OAuth 2 (RFC 6749); its token travels as a bearer.
    OAuth2 {
        /// The ways to get a token.
        flows: Vec<Flow>,
    },
    /// `OpenID` Connect; its token travels as a bearer.
    OpenIdConnect {
        /// The discovery document.
        url: String,
    },
    /// A client certificate.
    MutualTls,
}

/// The part of a request that has an API key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// In a header.
    Header,
    /// In the query.
    Query,
    /// In a cookie.
    Cookie,
}

/// A way to get an OAuth 2 token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Which one.
    pub kind: FlowKind,
    /// The address at which the user agrees, with `{variables}` left as they are.
    pub authorization_url: Option<String>,
    /// The address that gives out tokens.
    pub token_url: Option<String>,
    /// The address that renews tokens, if it is another.
    pub refresh_url: Option<String>,
    /// The scopes that it can grant, in document order.
    pub scopes: Vec<FlowScope>,
}

/// A scope that a flow can grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowScope {
    /// Its name.
    pub wire: String,
    /// Its meaning, in the document's words.
    pub description: String,
}

/// The four flows of OAuth 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowKind {
    /// RFC 6749 section 4.2.
    Implicit,
    /// RFC 6749 section 4.3.
    Password,
    /// RFC 6749 section 4.4.
    ClientCredentials,
    /// RFC 6749 section 4.1.
    AuthorizationCode,
}

/// The requirements of an operation: any one of the alternatives.
///
/// Empty means that nothing is asked; an alternative without requirements means that anonymous
/// callers are welcome beside authenticated ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityNeed {
    /// The alternatives, each a list of requirements that hold together.
    pub alternatives: Vec<Vec<Requirement>>,
}

/// One scheme that must be satisfied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The scheme.
    pub scheme: SchemeId,
    /// The scopes asked for.
    pub scopes: Vec<String>,
    /// `true` if one of the scopes is enough; by `OpenAPI` all are needed.
    pub any_of: bool,
}

/// Something that a caller can be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// Its name, for example `User.Read.All`.
    pub wire: String,
    /// The name of its static, for example `USER_READ_ALL`.
    pub ident: String,
    /// `true` if a flow with a user in it grants it (RFC 6749: every flow but client credentials).
    pub delegated: bool,
    /// `true` if an application can have it without a user (RFC 6749 section 4.4).
    pub application: bool,
    /// `true` if it reaches only what is the user's own, as the configuration says.
    pub own: bool,
    /// Those who may grant it, where a table says so.
    pub consent: Option<Consent>,
    /// Its purposes, as tables say them; each text once.
    pub scenarios: Vec<String>,
    /// Its documentation.
    pub docs: Docs,
    /// The location of its first mention.
    pub origin: Origin,
}

/// Those who may grant a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Consent {
    /// Any user.
    User,
    /// An administrator.
    Admin,
}
