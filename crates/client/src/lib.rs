//! The runtime under generated clients.
//!
//! Generated code is thin: a method fills a [`Request`], and a [`Call`] says how its [`Reply`] is read.
//! Everything else is done here, once. Addresses are built so that a parameter cannot change which
//! resource is meant. Credentials are attached if the operation requires them, and sent nowhere else.
//! Answers are read up to a limit. Every failure is an [`Error`] with the status, code, message and
//! request id. Transient failures are retried if that is safe, see [`RetryPolicy`]. `tracing` gets a
//! span for every call and attempt.
//!
//! The client follows no redirects, repeats no request on which the server may have acted unless it is
//! idempotent, takes no proxy from the environment, and changes no process-wide setting.
//!
//! The HTTP stack is behind the feature `reqwest` (on by default); without it, bring a [`Transport`].
//! The feature `blocking` adds a `wait` to every call, for programs that are not `async`, and the
//! feature `mock` a transport in memory for the tests of programs. The flows of OAuth 2 are in the
//! crate `graphwright-oauth`.
//!
//! # Layers
//!
//! From the bottom up, each importing only from those before it:
//!
//! - `api` (statics of generated code), `base_url`, `clock`, `random`, `secrets`, `headers`;
//! - `retry` (the rules of retries), `error` (all error types);
//! - `body`, `transport`, `decompress`, `token`, `hooks`, [`auth`] (credentials), `reply` (answers);
//! - `core` (the configuration of a client), `builder`, `request`;
//! - `attempt` (the loop over attempts), `call`;
//! - `events`, [`paging`], [`provider`], `mock`.

#![forbid(unsafe_code)]

mod api;
mod attempt;
pub mod auth;
mod base_url;
#[cfg(feature = "blocking")]
mod blocking;
mod body;
mod builder;
mod call;
mod clock;
mod core;
mod deadline;
#[cfg(feature = "decompress")]
mod decompress;
mod error;
mod events;
mod headers;
mod hooks;
#[cfg(feature = "mock")]
pub mod mock;
mod options;
pub mod paging;
pub mod provider;
mod random;
mod reply;
mod request;
mod retry;
mod secrets;
mod token;
mod transport;

pub use crate::api::{Api, Operation};
pub use crate::base_url::BaseUrlError;
#[cfg(feature = "blocking")]
pub use crate::blocking::{Waiting, wait};
pub use crate::body::{Body, Progress};
pub use crate::builder::Builder;
pub use crate::call::{Call, Full, Sending, WithDownload, WithFull};
pub use crate::clock::{Clock, SleepFuture, SystemClock};
pub use crate::core::Core;
pub use crate::error::{
    BuildError, DecodeError, Error, ErrorKind, RequestError, TokenError, TransportError,
    TransportErrorKind, Undocumented,
};
pub use crate::events::{
    Event, EventStream, Reconnect, Streams, WithEvents, event_json, event_text,
};
pub use crate::hooks::{After, Before, Hook};
pub use crate::paging::{Items, Page, Paged, Pages, Paging};
pub use crate::reply::{Decoded, Download, HeaderError, Reading, Reply, ResponseHeader};
pub use crate::request::{Choice, Request};
pub use crate::retry::{EarlierAttempt, NotRepeated, Outcome, RetryPolicy};
pub use crate::token::{StaticToken, TokenFuture, TokenProvider, TokenRequest};
#[cfg(feature = "reqwest")]
pub use crate::transport::reqwest::{ReqwestBuilder, ReqwestTransport};
pub use crate::transport::{SendOptions, Transport, TransportFuture};
pub use bytes::Bytes;
pub use graphwright_wire::security::{ErrorShape, Requirement, Scheme, SchemeKind, Security};
pub use graphwright_wire::style::Notation;
pub use graphwright_wire::{Secret, Timestamp};
pub use http;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
