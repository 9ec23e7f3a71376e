//! Authorization: whether a caller may call an operation, decided before the body is read.
//!
//! The service's [`Authorizer`] identifies the caller. [`Attempt::permit`] is the only code that
//! compares scopes with the requirements of an operation. It is told by which schemes the caller is
//! authenticated, so that an alternative with another scheme is never met, and it counts a scope
//! only for the kinds of callers that the document grants it to.
//! [`Call::reach`](crate::Call::reach) follows from the same rule: scopes that the configuration
//! lists in `[scopes] own` are [`Scope::own`](crate::Scope::own), and limit a user to its own data.

mod attempt;
mod authorizer;
mod challenge;
mod credentials;
#[cfg(feature = "jwt")]
pub mod jwt;
mod permit;
mod principal;
mod refusal;
#[cfg(test)]
mod tests;
mod tokens;

pub use attempt::Attempt;
pub use authorizer::{AllowAll, Authorizer};
pub(crate) use authorizer::{DynAuthorizer, RefuseAll};
pub(crate) use challenge::{add_challenge, refusal_fault};
pub use credentials::Credential;
pub(crate) use permit::reach;
pub use principal::{Access, Principal, Reach};
pub use refusal::Refusal;
pub use tokens::StaticTokens;
