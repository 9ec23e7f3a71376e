//! The reasons for which a call is refused.

use std::error::Error;

/// Why a call is refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// 401: there are no credentials.
    Missing,
    /// 401: there are credentials, but they are not accepted: unknown, expired, malformed.
    Invalid,
    /// 403: the caller is known and may not do this. The answer names the scopes that would do.
    Forbidden,
    /// 503: it cannot be decided now, for example because keys cannot be fetched.
    Unavailable(Box<dyn Error + Send + Sync>),
}
