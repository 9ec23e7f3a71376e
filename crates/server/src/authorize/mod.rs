//! Who may call what: asked before the body is read, answered by the service's own authoriser.

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
pub(crate) use challenge::{refused, with_challenge};
pub use credentials::Credential;
pub(crate) use permit::reach;
pub use principal::{Access, Principal, Reach};
pub use refusal::Refusal;
pub use tokens::StaticTokens;
