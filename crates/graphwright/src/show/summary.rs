//! The last line of a run.

use crate::counts::Counts;
use crate::output::Written;
use std::time::Duration;

/// The summary of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The counts of the document and of its model.
    pub counts: Counts,
    /// The changed files; `None` if the run stopped before writing.
    pub written: Option<Written>,
    /// The time since the start of the program.
    pub elapsed: Duration,
}
