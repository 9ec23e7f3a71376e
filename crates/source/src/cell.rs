//! Values with their places.

use crate::diagnostic::Origin;

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<T> {
    /// The value.
    pub value: T,
    /// The place of exactly this value: a part of a table cell, a word of a sample.
    pub origin: Origin,
}

impl<T> Cell<T> {
    /// A value and its place.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }
}
