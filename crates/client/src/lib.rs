//! The runtime under generated clients.
//!
//! Generated code is thin: a method fills a [`Request`], a [`Call`] says how its [`Reply`] is read,
//! and everything else happens here, once: addresses are built so that a parameter cannot change
//! which resource is meant, the token is attached where the operation asks for one and nowhere
//! else, answers are read up to a limit, and whatever goes wrong becomes an [`Error`] that knows
//! the status, the code, the message and the request id.
//!
//! What it does not do: it follows no redirect, it repeats no request, it takes no proxy from the
//! environment, and it changes no process-wide setting.
//!
//! The HTTP stack is behind the feature `reqwest` (on by default); without it, any [`Transport`]
//! will do.

#![forbid(unsafe_code)]

mod api;
mod base_url;
mod body;
mod builder;
mod call;
mod core;
mod credentials;
mod error;
mod reply;
mod request;
mod retry_after;
mod token;
mod transport;

pub use crate::api::{Api, Operation};
pub use crate::base_url::BaseUrlError;
pub use crate::body::Body;
pub use crate::builder::{BuildError, Builder};
pub use crate::call::{Call, Full, Sending, WithFull};
pub use crate::core::Core;
pub use crate::error::{Error, ErrorKind, Undocumented};
pub use crate::reply::{DecodeError, Decoded, Reply};
pub use crate::request::{PathStyle, QueryStyle, Request, RequestError};
pub use crate::token::{StaticToken, TokenError, TokenFuture, TokenProvider, TokenRequest};
#[cfg(feature = "reqwest")]
pub use crate::transport::reqwest::{ReqwestBuilder, ReqwestTransport};
pub use crate::transport::{
    SendOptions, Transport, TransportError, TransportErrorKind, TransportFuture,
};
pub use bytes::Bytes;
pub use graphwright_wire::security::{ErrorShape, Requirement, Scheme, SchemeKind, Security};
pub use graphwright_wire::{Secret, Timestamp};
pub use http;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
