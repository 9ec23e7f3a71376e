//! The path of a walk.

use crate::pointer;
use std::fmt::Write;

/// The path from the checked value to one inside of it.
#[derive(Default)]
pub(super) struct Path<'v>(Vec<Step<'v>>);

/// One step of a path.
pub(super) enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

impl<'v> Path<'v> {
    pub(super) fn enter(&mut self, step: Step<'v>) {
        self.0.push(step);
    }

    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// Returns the path as a JSON pointer (RFC 6901, section 3).
    pub(super) fn to_pointer(&self) -> String {
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
