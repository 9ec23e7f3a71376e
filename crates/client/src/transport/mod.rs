//! The interface between this crate and an HTTP stack.
//!
//! [`Transport`] is the only place where requests leave the crate: calls, token requests of a
//! provider and the [mock](crate::mock) go through it. The core, without any feature, uses no
//! runtime, thread, file or clock of the machine except in [`SystemClock`](crate::SystemClock), which
//! a build for a browser must replace.

#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;

use crate::base_url::BaseUrl;
use crate::{Body, Operation, TransportError};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Sends one request and receives its answer.
///
/// An implementation must not follow redirects (the request may hold a token that is meant for one
/// origin only), must report a body that ends early as an error, and must observe
/// [`SendOptions::timeout`].
///
/// Its futures must be `Send`. An implementation over the API of a browser, whose futures are not,
/// wraps them, for example with the crate `send_wrapper`.
///
/// ```
/// use graphwright_client::http::{Request, Response};
/// use graphwright_client::{Body, SendOptions, Transport, TransportFuture};
///
/// /// Answers every request with an empty object.
/// struct Empty;
///
/// impl Transport for Empty {
///     fn send(&self, _request: Request<Body>, _options: SendOptions) -> TransportFuture<'_> {
///         Box::pin(async { Ok(Response::new(Body::from("{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request. The future ends when status and headers of the answer have arrived; the body
    /// may still be coming.
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_> {
        (**self).send(request, options)
    }
}

/// The future that [`Transport::send`] returns.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'a>>;

/// The options of one request that a transport is given.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct SendOptions {
    /// The operation that is called; `None` for requests of no operation, such as token requests.
    pub operation: Option<&'static Operation>,
    /// The longest time from sending to the last byte of the answer; unlimited if `None`.
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
