//! Refusals of calls.

use std::error::Error;

/// The reason why a call is refused.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// 401: there are no credentials.
    Missing,
    /// 401: the credentials are invalid: unknown, expired or malformed.
    Invalid,
    /// 403: the caller is known, but not permitted to do this. The response lists the scopes that
    /// would suffice.
    Forbidden,
    /// 503: the decision is not possible now, for example because keys cannot be fetched.
    Unavailable(Box<dyn Error + Send + Sync>),
}
