//! The last line of a run.

use crate::counts::Counts;
use crate::output::Written;
use std::time::Duration;

/// What a run did, for its last line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What was in the document, and what became of it.
    pub counts: Counts,
    /// What was written; `None` where the run did not come to writing.
    pub written: Option<Written>,
    /// From the start of the program.
    pub elapsed: Duration,
}
