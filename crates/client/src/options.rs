//! The options of a call.
//!
//! A new option is a field here, a method of [`Call`](crate::Call), and one of
//! [`Builder`](crate::Builder) for all calls.

use crate::RetryPolicy;
use std::time::Duration;

/// The options that can be set for all calls of a client and for each call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CallOptions {
    /// The longest time of one attempt, from sending to the last byte of the answer.
    pub(crate) timeout: Option<Duration>,
    /// The longest time of the whole call.
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: RetryPolicy,
}
