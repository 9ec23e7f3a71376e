//! Where a walk is.

use crate::pointer;
use std::fmt::Write;

/// The way from the value to one inside of it. It is only written down where something is wrong,
/// since nothing is wrong with most values.
#[derive(Default)]
pub(super) struct Place<'v>(Vec<Step<'v>>);

/// One step of the way.
pub(super) enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

impl<'v> Place<'v> {
    pub(super) fn enter(&mut self, step: Step<'v>) {
        self.0.push(step);
    }

    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// As a JSON pointer (RFC 6901, section 3).
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.0 {
            match step {
                Step::Key(key) => pointer::push(&mut pointer, key),
                Step::Index(index) => {
                    // Writing to a `String` cannot fail.
                    let _ = write!(pointer, "/{index}");
                }
            }
        }
        pointer
    }
}
