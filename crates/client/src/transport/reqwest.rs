//! The HTTP stack: reqwest over rustls, with the ring provider and the platform's certificates.
//!
//! Nothing here is process-wide: the crypto provider is given to this configuration alone. Redirects
//! are not followed and requests are not repeated. A proxy is set by [`ReqwestBuilder::proxy`] only
//! and never taken from the environment, because a variable that was set for another program must
//! not let a proxy see this program's tokens.
//!
//! The server of the base URL is known as a parsed [`Url`], into which path and query are put:
//! otherwise reqwest would parse the whole address of every request.

use super::{SendOptions, Servers, Transport, TransportFuture};
use crate::base_url::BaseUrl;
use crate::{Body, TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use http::Uri;
use http_body::{Frame, SizeHint};
use reqwest::Url;
use reqwest::redirect::Policy;
use rustls::RootCertStore;
use rustls_platform_verifier::BuilderVerifierExt;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// The default of [`ReqwestBuilder::connect_timeout`].
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A [`Transport`] with a connection pool, which cheap clones share.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// The server that nearly all requests go to.
    origin: Option<Origin>,
}

/// The address of a server, parsed both by `http` and by reqwest.
#[derive(Clone)]
struct Origin {
    uri: Uri,
    url: Url,
}

impl ReqwestTransport {
    /// Starts configuring a transport.
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
            // Outside of a runtime, tokio's sockets would panic.
            tokio::runtime::Handle::try_current()
                .map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
            let request = self.convert_request(request, options)?;
            let response = self.client.execute(request).await.map_err(convert_error)?;
            Ok(http::Response::from(response).map(|body| Body::stream(Incoming(body))))
        })
    }
}

impl ReqwestTransport {
    /// Converts a request for reqwest.
    fn convert_request(
        &self,
        request: http::Request<Body>,
        options: SendOptions,
    ) -> Result<reqwest::Request, TransportError> {
        let (parts, body) = request.into_parts();
        let mut outgoing = reqwest::Request::new(parts.method, self.url(&parts.uri)?);
        *outgoing.headers_mut() = parts.headers;
        *outgoing.body_mut() = Some(convert_body(body));
        *outgoing.timeout_mut() = options.timeout;
        Ok(outgoing)
    }

    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        match &self.origin {
            Some(origin) if origin.matches(uri) => Ok(origin.url(uri)),
            _ => Url::parse(&uri.to_string())
                .map_err(|error| TransportError::new(TransportErrorKind::Other, error)),
        }
    }
}

impl Origin {
    fn new(base_url: &BaseUrl) -> Option<Self> {
        let uri = base_url.at("/".to_owned()).ok()?;
        let url = Url::parse(&uri.to_string()).ok()?;
        Some(Self { uri, url })
    }

    fn matches(&self, uri: &Uri) -> bool {
        (self.uri.scheme(), self.uri.authority()) == (uri.scheme(), uri.authority())
    }

    /// The URL of an address on this server.
    fn url(&self, uri: &Uri) -> Url {
        let mut url = self.url.clone();
        url.set_path(uri.path());
        url.set_query(uri.query());
        url
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
    /// Sets the longest time for connecting: 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sends every request through an HTTP proxy, for example `http://proxy.example:8080`; calls to
    /// `https` are tunnelled.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Makes the transport. Fails if the address of the proxy is not a URL or the platform has no
    /// certificates.
    pub fn build(self) -> Result<ReqwestTransport, TransportError> {
        let tls = configure_tls(Trust::Platform)?;
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
            builder = builder.proxy(reqwest::Proxy::all(proxy).map_err(convert_error)?);
        }
        let client = builder.build().map_err(convert_error)?;
        let origin = None;
        Ok(ReqwestTransport { client, origin })
    }
}

/// Hides the address of the proxy, which may hold a password.
impl fmt::Debug for ReqwestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("has_proxy", &self.proxy.is_some())
            .finish()
    }
}

/// Makes the default transport. If it connects to this machine without TLS and to no other server, it
/// needs no certificates and does not load them.
pub(super) fn for_base_url(
    base_url: Option<&BaseUrl>,
    servers: Servers,
) -> Result<ReqwestTransport, TransportError> {
    let trust = match base_url {
        Some(base_url) if servers == Servers::One && !base_url.is_https() => Trust::Nobody,
        _ => Trust::Platform,
    };
    let transport = ReqwestTransport::builder().build_with(configure_tls(trust)?)?;
    Ok(ReqwestTransport {
        origin: base_url.and_then(Origin::new),
        ..transport
    })
}

/// The certificates that a transport trusts.
#[derive(Clone, Copy)]
enum Trust {
    Platform,
    Nobody,
}

fn configure_tls(trust: Trust) -> Result<rustls::ClientConfig, TransportError> {
    let convert_error = |error| TransportError::new(TransportErrorKind::Other, error);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider);
    let builder = builder
        .with_safe_default_protocol_versions()
        .map_err(convert_error)?;
    let builder = match trust {
        Trust::Platform => builder.with_platform_verifier().map_err(convert_error)?,
        Trust::Nobody => builder.with_root_certificates(RootCertStore::empty()),
    };
    Ok(builder.with_no_client_auth())
}

/// Converts an error of reqwest, without the URL: queries carry secrets.
fn convert_error(error: reqwest::Error) -> TransportError {
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

/// The chunks of a body from reqwest.
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
                Some(Err(error)) => Some(Err(convert_error(error))),
                None => None,
            });
        }
    }
}

fn convert_body(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(Outgoing {
            length: body.length(),
            body: Mutex::new(body),
        }),
    }
}

/// A stream of chunks as a body for reqwest. The lock is never taken: it makes the stream `Sync`,
/// which reqwest requires.
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

    /// A known length is sent as `Content-Length`.
    fn size_hint(&self) -> SizeHint {
        self.length
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

#[cfg(test)]
mod tests {
    use super::{Origin, ReqwestTransport};
    use crate::base_url::BaseUrl;
    use crate::{Body, SendOptions, Transport, TransportErrorKind};
    use reqwest::Url;
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
    fn a_proxy_that_is_not_a_url_is_an_error() {
        let error = ReqwestTransport::builder()
            .proxy("http://user:hunter2@[")
            .build()
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"));
    }

    #[test]
    fn an_address_on_the_known_server_is_what_parsing_it_gives() {
        let base = BaseUrl::parse("https://graph.example:8443/v1.0").unwrap();
        let origin = Origin::new(&base).unwrap();
        for place in [
            "/",
            "/v1.0/users/a%40b%2Fc",
            "/users(id='x')/$value?$top=5&q=%23%3F&q=?",
            "/a//b/%2e%2e/c;d=%5C?",
        ] {
            let uri = base.at(place.to_owned()).unwrap();
            assert!(origin.matches(&uri));
            assert_eq!(origin.url(&uri), Url::parse(&uri.to_string()).unwrap());
        }
        for other in [
            "http://graph.example:8443/",
            "https://graph.example/",
            "https://graph.example.evil:8443/",
            "/users",
        ] {
            assert!(!origin.matches(&other.parse().unwrap()), "{other}");
        }
    }
}
