//! Facts about types beside the types themselves.

use super::Types;
use graphwright_ir::TypeId;
use std::ops::{Index, IndexMut};

/// A value for each type.
#[derive(Clone, Debug, PartialEq)]
pub struct PerType<T>(Vec<T>);

impl<T> Default for PerType<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> PerType<T> {
    /// The same value for each type.
    pub(crate) fn filled(types: &Types<'_>, value: T) -> Self
    where
        T: Clone,
    {
        Self(vec![value; types.len()])
    }

    /// Iterates over the values, in the order of the ids.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Returns the number of types that have a value.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T> FromIterator<T> for PerType<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> IntoIterator for PerType<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'t, T> IntoIterator for &'t PerType<T> {
    type Item = &'t T;
    type IntoIter = std::slice::Iter<'t, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> Index<TypeId> for PerType<T> {
    type Output = T;

    fn index(&self, id: TypeId) -> &T {
        &self.0[id.0]
    }
}

impl<T> IndexMut<TypeId> for PerType<T> {
    fn index_mut(&mut self, id: TypeId) -> &mut T {
        &mut self.0[id.0]
    }
}
