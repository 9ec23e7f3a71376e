//! The parts of the model, which passes need and give.

/// A part of the model, as passes depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The operations that are generated, and the part of the document that they need.
    Selection,
    /// Title and version of the document.
    Info,
    /// Its servers.
    Servers,
    /// Its versions, and those that front ends add.
    Versions,
    /// Its security schemes.
    Schemes,
    /// The requirements of operations without requirements of their own.
    Security,
    /// Types with their bodies, as the inputs describe them.
    Types,
    /// Operations and the tags that group them, as the inputs describe them.
    Operations,
    /// The defaults of fields and parameters.
    Defaults,
    /// The forms of schemas, and the form that each use of a schema means.
    Forms,
    /// The fields that are behind a pointer.
    Boxes,
    /// The marks that distinguish the requests of operations with the same method and path.
    Recognition,
    /// The uses of types.
    Usage,
    /// The versions of types.
    TypeVersions,
    /// The types that can be hashed.
    Hashability,
    /// The Rust names of types, tags and operations.
    Names,
    /// The shape of error bodies.
    ErrorShape,
    /// The scopes.
    Scopes,
    /// The policies.
    Policies,
    /// The paging of lists.
    Paging,
}
