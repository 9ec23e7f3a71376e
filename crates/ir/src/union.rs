//! Unions: types of which a value is one of several, and the ways to tell which.

use crate::{Docs, Literal, Slot, VariantIndex};

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// How a value finds its variant.
    pub dispatch: Dispatch,
    /// The variants, in document order.
    pub variants: Vec<Variant>,
    /// The variant that keeps what no other takes.
    pub fallback: Option<String>,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The variant's name.
    pub ident: String,
    /// The value that it holds.
    pub slot: Slot,
    /// Its documentation.
    pub docs: Docs,
}

/// How a value finds its variant.
#[derive(Clone, Debug, PartialEq)]
pub enum Dispatch {
    /// By the value of a property: wire name, and value to variant index.
    Tag {
        /// The property.
        wire: String,
        /// The values, each with its variant.
        values: Vec<TagValue>,
    },
    /// By the shape of the JSON, proven disjoint: the shapes, each with its variant.
    Shape(Vec<Shape>),
    /// The first variant that decodes, because the document gives nothing better.
    Ordered,
}

/// A value of the property that tags a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagValue {
    /// The value.
    pub value: String,
    /// The variant of the values that have it.
    pub variant: VariantIndex,
}

/// A shape of the JSON that a union takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The shape.
    pub kind: JsonKind,
    /// The variant of the values that have it.
    pub variant: VariantIndex,
}

/// The look of a JSON value from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// `null`.
    Null,
    /// A boolean.
    Bool,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// A list.
    Array,
    /// Any object.
    Object,
    /// An object with these keys, each perhaps with one fixed value: a string, an integer or a
    /// boolean.
    ObjectWith(Vec<KnownKey>),
}

/// A key that tells an object from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// The key.
    pub wire: String,
    /// The value that it must have; `None` for any.
    pub value: Option<Literal>,
}
