//! The failure of operations of which the document says no failure.

use std::error::Error as StdError;
use std::fmt;

/// What an operation fails with whose document does not say how it fails: there is no value of it.
///
/// Such a call's [`Error`](crate::Error) still has status, code, message and request id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undocumented {}

impl fmt::Display for Undocumented {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl StdError for Undocumented {}
