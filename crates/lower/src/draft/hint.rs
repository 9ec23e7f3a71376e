//! Positions of schemas in the document: what there is to name an inline schema by.

use graphwright_ir::{OperationId, TypeId};

/// The position of an inline schema.
#[derive(Clone, Debug)]
pub struct Hint<'a> {
    /// The thing that it is part of.
    pub owner: Owner,
    /// Its role there.
    pub role: Role<'a>,
    /// `true` for an item of the list, or a value of the map, that stands in that position.
    pub item: bool,
}

/// The thing that an inline schema is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Nothing: it is a component, which stands for itself.
    Nothing,
    /// Another type.
    Type(TypeId),
    /// An operation.
    Operation(OperationId),
}

/// The role of a schema in its owner.
#[derive(Clone, Debug)]
pub enum Role<'a> {
    /// A component with a key.
    Key(&'a str),
    /// A property, parameter or header with a name.
    Property(&'a str),
    /// The body of a request.
    Body,
    /// The body of a successful response.
    Success,
    /// The body of any other response, by the variant's name.
    Failure(String),
    /// The owner itself, of which it is an item.
    Itself,
    /// A member of a union or an `allOf`, by its position from 1.
    Member(usize),
    /// A member of a union, by the word that distinguishes it from the others.
    Distinct(String),
    /// Another form of its owner, with the word that distinguishes the forms.
    Form(&'static str),
    /// Something with a name of its own, from another front end.
    Named(String),
}

impl<'a> Hint<'a> {
    /// The position of a whole thing in its owner.
    pub fn new(owner: Owner, role: Role<'a>) -> Self {
        Self {
            owner,
            role,
            item: false,
        }
    }

    /// The position of a property of a type.
    pub fn property(owner: TypeId, name: &'a str) -> Self {
        Self::new(Owner::Type(owner), Role::Property(name))
    }

    /// The position of something that stands for itself, under a name from another front end.
    pub fn named(name: impl Into<String>) -> Self {
        Self::new(Owner::Nothing, Role::Named(name.into()))
    }

    /// The position of an item of the list that stands in this one.
    pub(crate) fn item(&self) -> Self {
        Self {
            item: true,
            ..self.clone()
        }
    }

    /// The name of an inline schema in the document: the context that names it.
    pub(crate) fn wire_name(&self) -> String {
        let name = match &self.role {
            Role::Key(name) | Role::Property(name) => name,
            Role::Named(name) => name.as_str(),
            Role::Body => "body",
            Role::Success => "response",
            Role::Failure(variant) => variant,
            Role::Itself => "",
            Role::Member(_) | Role::Distinct(_) => "member",
            Role::Form(word) => word,
        };
        format!("{name}{}", if self.item { "[]" } else { "" })
    }
}
