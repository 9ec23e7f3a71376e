//! The failure type of operations without documented failures.

use std::error::Error as StdError;
use std::fmt;

/// The failure type of an operation without documented failures. It has no values.
///
/// The [`Error`](crate::Error) of such a call still has status, code, message and request id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undocumented {}

impl fmt::Display for Undocumented {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl StdError for Undocumented {}
