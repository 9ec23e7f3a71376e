//! The HTTP stack: reqwest over rustls, with the ring provider and the platform's certificates.
//!
//! Nothing here is process-wide: the provider is given to this configuration alone. Redirects are
//! not followed, requests are not repeated, and proxies are taken from
//! [`ReqwestBuilder::proxy`] only, never from the environment, because a variable that was set for
//! another program must not see this one's tokens.

use super::{SendOptions, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Body;
use crate::base_url::BaseUrl;
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use reqwest::redirect::Policy;
use rustls::RootCertStore;
use rustls_platform_verifier::BuilderVerifierExt;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// How long a connection may take to be made, unless it is set.
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A [`Transport`] with a pool of connections. Cloning it is cheap and shares the pool.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// Begins a transport that is not like the default one.
    pub fn builder() -> ReqwestBuilder {
        ReqwestBuilder {
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            proxy: None,
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>, options: SendOptions) -> TransportFuture<'_> {
        Box::pin(async move {
            // Without one, tokio's sockets would panic.
            tokio::runtime::Handle::try_current()
                .map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
            let mut request = reqwest::Request::try_from(request.map(outgoing)).map_err(failed)?;
            *request.timeout_mut() = options.timeout;
            let response = self.client.execute(request).await.map_err(failed)?;
            Ok(http::Response::from(response).map(|body| Body::stream(Incoming(body))))
        })
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

/// Configures a [`ReqwestTransport`].
pub struct ReqwestBuilder {
    connect_timeout: Duration,
    proxy: Option<String>,
}

impl ReqwestBuilder {
    /// Sets how long a connection may take to be made: 10 seconds unless it is set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sends every request through an HTTP proxy, for example `http://proxy.example:8080`; calls to
    /// `https` go through it as a tunnel.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Makes the transport. Fails where the proxy is no URL and where the platform has no
    /// certificates.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        let tls = tls(Trust::Platform)?;
        self.build_with(tls)
    }

    fn build_with(self, tls: rustls::ClientConfig) -> Result<ReqwestTransport, TransportError> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy()
            .connect_timeout(self.connect_timeout);
        if let Some(proxy) = self.proxy {
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(failed)?);
        }
        let client = builder.build().map_err(failed)?;
        Ok(ReqwestTransport { client })
    }
}

/// The proxy's address may hold a password.
impl fmt::Debug for ReqwestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("has_proxy", &self.proxy.is_some())
            .finish()
    }
}

/// The default transport. One that speaks to this machine without TLS needs no certificates, and
/// so does not read them.
pub(crate) fn for_base_url(base_url: &BaseUrl) -> Result<ReqwestTransport, TransportError> {
    let trust = if base_url.is_https() {
        Trust::Platform
    } else {
        Trust::Nobody
    };
    ReqwestTransport::builder().build_with(tls(trust)?)
}

#[derive(Clone, Copy)]
enum Trust {
    Platform,
    Nobody,
}

fn tls(trust: Trust) -> Result<rustls::ClientConfig, TransportError> {
    let failed = |error| TransportError::new(TransportErrorKind::Other, error);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider);
    let builder = builder
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    let builder = match trust {
        Trust::Platform => builder.with_platform_verifier().map_err(failed)?,
        Trust::Nobody => builder.with_root_certificates(RootCertStore::empty()),
    };
    Ok(builder.with_no_client_auth())
}

/// The URL is taken out of the error: queries carry secrets.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Other
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}

/// A body of reqwest's as a stream of chunks.
struct Incoming(reqwest::Body);

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        use http_body::Body;
        loop {
            return Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(chunk) => Some(Ok(chunk)),
                    Err(_trailers) => continue,
                },
                Some(Err(error)) => Some(Err(failed(error))),
                None => None,
            });
        }
    }
}

fn outgoing(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(Outgoing {
            length: body.length(),
            body: Mutex::new(body),
        }),
    }
}

/// A stream of chunks as a body of reqwest's. The lock is never taken: it makes the stream `Sync`,
/// which reqwest asks for.
struct Outgoing {
    body: Mutex<Body>,
    length: Option<u64>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = match self.body.get_mut() {
            Ok(body) => body,
            Err(poisoned) => poisoned.into_inner(),
        };
        Pin::new(body)
            .poll_next(context)
            .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    /// What is known of the length is sent as `Content-Length`.
    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[cfg(test)]
mod tests {
    use super::ReqwestTransport;
    use crate::{Body, SendOptions, Transport, TransportErrorKind};
    use rustls::crypto::CryptoProvider;
    use tokio::io::AsyncWriteExt;

    #[tokio::test]
    async fn tls_installs_nothing_and_trusts_no_plain_answer() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}/", listener.local_addr().unwrap());
        let transport = ReqwestTransport::builder().build().unwrap();
        let request = http::Request::get(url).body(Body::empty()).unwrap();
        let (answer, ()) = tokio::join!(transport.send(request, SendOptions::default()), async {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream
                .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
                .await
                .unwrap();
        });
        assert_eq!(answer.unwrap_err().kind(), TransportErrorKind::Connect);
        assert!(CryptoProvider::get_default().is_none());
    }

    #[test]
    fn a_proxy_that_is_no_url_is_an_error() {
        let error = ReqwestTransport::builder()
            .proxy("http://user:hunter2@[")
            .build()
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }
}
