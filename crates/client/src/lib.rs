//! The runtime under generated clients.
//!
//! Generated code is thin: a method fills a [`Request`], a [`Call`] says how its [`Reply`] is read,
//! and everything else happens here, once: addresses are built so that a parameter cannot change
//! which resource is meant, the token is attached where the operation asks for one and nowhere
//! else, answers are read up to a limit, and whatever goes wrong becomes an [`Error`] that knows
//! the status, the code, the message and the request id. What failed is sent again where that is
//! safe, see [`RetryPolicy`]; `tracing` is told of every call and attempt.
//!
//! What it does not do: it follows no redirect, it repeats no request on which the server may have
//! acted unless that is harmless, it takes no proxy from the environment, and it changes no
//! process-wide setting.
//!
//! The HTTP stack is behind the feature `reqwest` (on by default); without it, any [`Transport`]
//! will do. The feature `blocking` adds a `wait` to every call, for programs that are not `async`,
//! and the feature `mock` a transport in memory for the tests of programs.

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
pub use crate::reply::{Decoded, Download, Reading, Reply};
pub use crate::request::{Choice, PathStyle, QueryStyle, Request};
pub use crate::retry::{EarlierAttempt, NotRepeated, Outcome, RetryPolicy};
pub use crate::token::{StaticToken, TokenFuture, TokenProvider, TokenRequest};
#[cfg(feature = "reqwest")]
pub use crate::transport::reqwest::{ReqwestBuilder, ReqwestTransport};
pub use crate::transport::{SendOptions, Transport, TransportFuture};
pub use bytes::Bytes;
pub use graphwright_wire::security::{ErrorShape, Requirement, Scheme, SchemeKind, Security};
pub use graphwright_wire::{Secret, Timestamp};
pub use http;
pub use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
