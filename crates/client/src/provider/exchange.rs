//! A request that belongs to no operation, and its answer.

use crate::reply::read::{ReadError, opened, to_end};
use crate::{Body, SendOptions, Transport, TransportError};
use bytes::Bytes;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// The bounds of one [`exchange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExchangeLimits {
    /// The longest time from sending to the last byte of the answer.
    pub timeout: Duration,
    /// The largest body that is read, in bytes after any decompression.
    pub body: usize,
}

/// Sends one request and reads its answer, whatever its status, to the end.
///
/// Nothing is retried, no redirect is followed and no credential is attached. A body that is
/// shorter than announced is an error, and so is one over the limit, which is not read further.
pub async fn exchange(
    transport: &dyn Transport,
    request: http::Request<Body>,
    limits: ExchangeLimits,
) -> Result<http::Response<Bytes>, ExchangeError> {
    let method = request.method().clone();
    let options = SendOptions {
        operation: None,
        timeout: Some(limits.timeout),
    };
    let response = transport.send(request, options).await;
    let (mut head, body) = response.map_err(ExchangeError::Transport)?.into_parts();
    let body = opened(&method, &mut head, body);
    match to_end(body, limits.body).await {
        Ok(body) => Ok(http::Response::from_parts(head, body)),
        Err(ReadError::Transport(error)) => Err(ExchangeError::Transport(error)),
        Err(ReadError::TooLarge) => Err(ExchangeError::BodyTooLarge {
            status: head.status,
            limit: limits.body,
        }),
    }
}

/// The reason why an [`exchange`] has no answer.
#[derive(Debug)]
pub enum ExchangeError {
    /// There was no whole answer.
    Transport(TransportError),
    /// The body of the answer is larger than [`ExchangeLimits::body`].
    BodyTooLarge {
        /// The status of the answer.
        status: StatusCode,
        /// The limit, in bytes.
        limit: usize,
    },
}

impl fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => fmt::Display::fmt(error, f),
            Self::BodyTooLarge { status, limit } => {
                write!(f, "{status}: the body is larger than {limit} bytes")
            }
        }
    }
}

impl StdError for ExchangeError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::BodyTooLarge { .. } => None,
        }
    }
}
