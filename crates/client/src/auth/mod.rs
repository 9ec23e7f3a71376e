//! Who the caller is: credentials for the security schemes of a document, and where tokens come from.
//!
//! [`Builder::token`](crate::Builder::token), [`Builder::api_key`](crate::Builder::api_key) and
//! [`Builder::basic`](crate::Builder::basic) serve every scheme of their kind, and
//! [`Builder::credential`](crate::Builder::credential) serves one scheme by its name. What an
//! operation asks for is an any-of list of all-of lists: the first alternative for which everything
//! is configured is shown, and nothing else.
//!
//! The flows of OAuth 2 are in a crate of their own, `graphwright-oauth`, behind [`TokenProvider`](crate::TokenProvider).
//!
//! Not here: client certificates, which belong to the transport, and the schemes of HTTP that answer
//! a challenge (Digest, Negotiate).

mod attach;
mod choose;
mod configured;
mod credential;

pub(crate) use self::attach::{Attached, is_set};
pub(crate) use self::choose::choose;
pub(crate) use self::configured::Credentials;
pub use self::credential::Credential;
