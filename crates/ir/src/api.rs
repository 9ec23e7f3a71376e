//! The model as a whole.

use crate::{
    Docs, Method, Operation, Origin, Policy, Scope, SecurityNeed, SecurityScheme, TagId, TypeDef,
    TypeId, Version, VersionId, VersionSet,
};

/// An API, ready to be written as Rust.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// The prefix of the generated packages, for example `graph-users`.
    pub name: String,
    /// Title, version and description of the document.
    pub info: Info,
    /// The inputs that it was made from, as paths relative to the configuration.
    pub inputs: Vec<String>,
    /// The servers, in document order.
    pub servers: Vec<Server>,
    /// Its versions; the first is the one that needs no feature. Never empty after lowering.
    pub versions: Vec<Version>,
    /// Groups of operations, in order of first use.
    pub tags: Vec<Tag>,
    /// Every type, by [`TypeId`].
    pub types: Vec<TypeDef>,
    /// Every operation, in document order.
    pub operations: Vec<Operation>,
    /// Requests that prose describes and that are not generated, since a table contradicts it.
    pub suppressed: Vec<Suppressed>,
    /// How callers prove who they are.
    pub security_schemes: Vec<SecurityScheme>,
    /// The scopes that callers can be granted, in order of first use.
    pub scopes: Vec<Scope>,
    /// The requirements of operations without requirements of their own.
    pub security: SecurityNeed,
    /// The shape of error bodies, where the API has one for all operations.
    pub error_shape: Option<ErrorShape>,
    /// Facts that hold between properties or roles rather than inside one type.
    pub policies: Vec<Policy>,
}

impl Api {
    /// The type behind an id.
    ///
    /// # Panics
    ///
    /// If the id was made for another `Api`.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// The feature that something needs, given the versions that have it; `None` for what is always
    /// there.
    pub fn feature(&self, versions: &VersionSet) -> Option<&str> {
        self.feature_of(versions.first())
    }

    /// The feature that adds a version; `None` for the one that is always there.
    pub fn feature_of(&self, version: VersionId) -> Option<&str> {
        self.versions.get(version.0)?.feature.as_deref()
    }

    /// The operations of a tag, in document order.
    pub fn operations_of(&self, tag: TagId) -> impl Iterator<Item = &Operation> {
        self.operations
            .iter()
            .filter(move |operation| operation.tag == tag)
    }
}

/// Title, version and description of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Its title.
    pub title: String,
    /// Its own version, which is not a Cargo version.
    pub version: String,
    /// Its description.
    pub docs: Docs,
}

/// A place where the API is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL, with `{variables}` in braces; may be relative to where the document was found.
    pub url: String,
    /// The URL with its variables as their defaults.
    pub default_url: String,
    /// The name of its constant, for example `V1_0`.
    pub ident: String,
    /// The path of the default URL without a trailing slash, for example `/v1.0`; empty for none.
    pub base_path: String,
    /// Its documentation.
    pub docs: Docs,
    /// The variables of the URL, in the order of their use.
    pub variables: Vec<ServerVariable>,
}

/// A variable in a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name in the URL.
    pub wire: String,
    /// The value it has unless the caller says otherwise.
    pub default: String,
    /// The values it may have; empty for any.
    pub values: Vec<String>,
}

/// A group of operations: one file, one client handle, one server trait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The tag in the document; empty for the operations that have none.
    pub wire: String,
    /// The module and the accessor, for example `users`.
    pub module: String,
    /// The handle and the trait, for example `Users`.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// The version that all its operations belong to: a tag of the document is one group for each
    /// version that has operations of its own.
    pub version: VersionId,
}

/// A request that prose describes and a table of the same document does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The id that it would have.
    pub id: String,
    /// Its method.
    pub method: Method,
    /// Its path.
    pub path: String,
    /// Why it is left out, as a clause: "the row of `manager` allows `GET` alone".
    pub reason: String,
    /// The location of the prose that describes it.
    pub origin: Origin,
    /// The row that contradicts it.
    pub against: Origin,
}

/// The places of what every error has in its body. Pointers are JSON pointers (RFC 6901).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorShape {
    /// The type of the body.
    pub ty: TypeId,
    /// The place of its machine-readable code, for example `/error/code`.
    pub code: Option<String>,
    /// The place of its message.
    pub message: Option<String>,
    /// The place of the list of single violations.
    pub details: Option<String>,
    /// The place of the server's name for the request.
    pub request_id: Option<String>,
}
