//! How one call is sent, beside what it sends.

use crate::RetryPolicy;
use std::time::Duration;

/// What can be set for all calls of a client, and for each call by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CallOptions {
    /// The longest time of one attempt, from sending to the last byte of the answer.
    pub(crate) timeout: Option<Duration>,
    /// The longest time of the whole call.
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: RetryPolicy,
}
