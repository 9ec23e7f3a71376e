//! What carries requests: the one seam between this crate and an HTTP stack.

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

use crate::base_url::BaseUrl;
use crate::{Body, Operation, TransportError};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Carries one request and brings its answer.
///
/// An implementation must follow no redirect (the request may hold a token that is meant for one
/// origin only), must report a body that ended early as an error, and must keep to
/// [`SendOptions::timeout`].
///
/// Its futures are `Send`, as those of a program are that runs in several threads; one over what a
/// browser has, which is not, wraps it, for example by the crate `send_wrapper`.
///
/// ```
/// use graphwright_client::http::{Request, Response};
/// use graphwright_client::{Body, SendOptions, Transport, TransportFuture};
///
/// /// Answers everything with an empty object.
/// struct Empty;
///
/// impl Transport for Empty {
///     fn send(&self, _request: Request<Body>, _options: SendOptions) -> TransportFuture<'_> {
///         Box::pin(async { Ok(Response::new(Body::from("{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request. The future ends when status and headers of the answer are there; its
    /// body may still be on the way.
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_> {
        (**self).send(request, options)
    }
}

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'a>>;

/// What a transport must keep to for one request, and may want to know of it.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct SendOptions {
    /// The operation that is called; `None` for what is no call, such as a request for a token.
    pub operation: Option<&'static Operation>,
    /// The longest time from sending to the last byte of the answer; `None` sets no bound.
    pub timeout: Option<Duration>,
}

/// The servers that a transport is to connect to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Servers {
    /// That of the base URL and no other.
    One,
    /// That of the base URL, if there is one, and others.
    Several,
}

/// Makes the transport of the feature `reqwest`; `None` without that feature.
#[cfg(feature = "reqwest")]
pub(crate) fn default_transport(
    base_url: Option<&BaseUrl>,
    servers: Servers,
) -> Result<Option<Arc<dyn Transport>>, TransportError> {
    let transport = reqwest::for_base_url(base_url, servers)?;
    Ok(Some(Arc::new(transport)))
}

#[cfg(not(feature = "reqwest"))]
#[expect(clippy::unnecessary_wraps, reason = "with the feature it can fail")]
pub(crate) fn default_transport(
    _: Option<&BaseUrl>,
    _: Servers,
) -> Result<Option<Arc<dyn Transport>>, TransportError> {
    Ok(None)
}
