//! Units of work: the files of a target, which threads write in any order.

use crate::print::Printed;

/// A file of the output and the function that writes it.
pub(crate) struct Unit<'a> {
    /// The path, relative to the folder of its target.
    pub path: String,
    /// A measure of the work, in types; an operation counts as several.
    pub weight: usize,
    pub write: Box<dyn Fn() -> Printed + Send + Sync + 'a>,
}

/// The weight of an operation, in types.
const OPERATION_WEIGHT: usize = 4;

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

    /// Sets the weight of a file with so many types and operations.
    pub(crate) fn with_weight(self, types: usize, operations: usize) -> Self {
        let weight = types + operations * OPERATION_WEIGHT;
        Self { weight, ..self }
    }
}
