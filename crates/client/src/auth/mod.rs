//! Credentials for the security schemes of a document.
//!
//! [`Builder::token`](crate::Builder::token), [`Builder::api_key`](crate::Builder::api_key) and
//! [`Builder::basic`](crate::Builder::basic) serve every scheme of their kind, and
//! [`Builder::credential`](crate::Builder::credential) serves one scheme by its name. The security
//! of an operation is an any-of list of all-of lists: the first alternative for which every
//! credential is configured is used, and nothing else is sent.
//!
//! The flows of OAuth 2 are in a crate of their own, `graphwright-oauth`, behind [`TokenProvider`](crate::TokenProvider).
//!
//! Not supported: client certificates, which belong to the transport, and the HTTP schemes that
//! answer a challenge (Digest, Negotiate).
//!
//! # How credentials are attached
//!
//! `Core::authenticate` is called once per attempt and is the only place where anything is attached:
//! `choose_alternative` picks the alternative, and `Attached` puts each credential in its place. It
//! also keeps every form in which a credential was sent (raw, percent-encoded, base64), so that errors
//! can be kept clean of all of them. After a 401 the attempt loop tells the providers of the
//! rejected tokens, and compares them with what the next attempt would send. `Builder::build` checks
//! the credentials that were set by name against the document's schemes.
//!
//! No credential is sent to an address that is not of the configured origin
//! (`BaseUrl::is_origin_of`).
//!
//! A new kind of security scheme is a variant of
//! [`SchemeKind`](graphwright_wire::security::SchemeKind), a row in `attach.rs` (`Location::of`) and
//! one in `credential.rs` (`check_fits`).

mod alternative;
mod attach;
mod credential;
mod credentials;

pub(crate) use self::alternative::choose_alternative;
pub(crate) use self::attach::{Attached, is_set};
pub use self::credential::Credential;
pub(crate) use self::credentials::Credentials;
