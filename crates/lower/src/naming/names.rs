//! The Rust names of a model, kept apart from what they name until all of them are decided.

use crate::draft::PerType;
use graphwright_ir::OperationNames;

/// The names of types, tags and operations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelNames {
    /// The names of types.
    pub types: PerType<TypeNames>,
    /// The names of tags, by [`graphwright_ir::TagId`].
    pub tags: Vec<TagNames>,
    /// The names of operations, by [`graphwright_ir::OperationId`].
    pub operations: Vec<OperationNames>,
}

/// The names that belong to a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeNames {
    /// The type's name, for example `UserCreate`.
    pub ident: String,
    /// The module (and file) that holds it.
    pub module: String,
    /// The name of its static schema, for example `USER_CREATE`.
    pub schema_ident: String,
}

/// The names that belong to a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagNames {
    /// The module and the accessor, for example `users`.
    pub module: String,
    /// The handle and the trait, for example `Users`.
    pub ident: String,
}
