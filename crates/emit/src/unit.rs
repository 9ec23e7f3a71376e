//! Files that are still to be written.

use crate::print::Printed;

/// A file to be. It is written on whatever thread is free.
pub(crate) struct Unit<'a> {
    /// Its path.
    pub path: String,
    /// About how much there is to write: types, or operations of many types' worth each.
    pub weight: usize,
    /// Makes its text.
    pub write: Box<dyn Fn() -> Printed + Send + Sync + 'a>,
}

/// What an operation weighs, in types.
const OPERATION: usize = 4;

impl<'a> Unit<'a> {
    pub(crate) fn new(
        path: impl Into<String>,
        write: impl Fn() -> Printed + Send + Sync + 'a,
    ) -> Self {
        Self {
            path: path.into(),
            weight: 0,
            write: Box::new(write),
        }
    }

    /// The same with the number of types and operations in it.
    pub(crate) fn of(self, types: usize, operations: usize) -> Self {
        let weight = types + operations * OPERATION;
        Self { weight, ..self }
    }
}
