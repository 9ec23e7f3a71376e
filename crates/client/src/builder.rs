//! How a client is configured, and what it refuses to be.

use crate::base_url::BaseUrl;
use crate::core::Config;
use crate::request::header_of_caller;
use crate::{Api, BaseUrlError, Core, TokenProvider, Transport, TransportError};
use http::{HeaderMap, HeaderValue, header};
use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// The longest time from sending to the last byte of an answer, unless it is set.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(100);

/// The largest body that is read, unless it is set: 16 MiB.
const DEFAULT_BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Configures a generated client `C`.
pub struct Builder<C> {
    api: &'static Api,
    base_url: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    tokens: Option<Arc<dyn TokenProvider>>,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    timeout: Option<Duration>,
    body_limit: usize,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> Builder<C> {
    /// Begins with what the API says of itself. Generated code calls it.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            transport: None,
            tokens: None,
            headers: Vec::new(),
            user_agent: None,
            timeout: Some(DEFAULT_TIMEOUT),
            body_limit: DEFAULT_BODY_LIMIT,
            client: PhantomData,
        }
    }

    /// Calls another server than the document's first.
    ///
    /// It must be an absolute `https` URL without user, query and fragment; `http` is for this
    /// machine only. Tokens go to this origin and to no other.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Where tokens come from, for the operations that ask for one.
    pub fn token(mut self, tokens: impl TokenProvider) -> Self {
        self.tokens = Some(Arc::new(tokens));
        self
    }

    /// Sends through another transport than the one of the feature `reqwest`.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the longest time from sending to the last byte of an answer: 100 seconds unless it is
    /// set, `None` for no bound.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// Sets the largest body that is read, in bytes after any decoding: 16 MiB unless it is set.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets the whole `User-Agent`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Adds a header to every request. An `Authorization` takes the place of tokens.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Makes the client.
    ///
    /// Fails where the base URL or a header cannot be used, and where there is no transport.
    pub fn build(self) -> Result<C, BuildError> {
        let base_url = self.base_url.as_deref().unwrap_or(self.api.server);
        let base_url = BaseUrl::parse(base_url).map_err(BuildError::BaseUrl)?;
        let headers = self.all_headers()?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&base_url)?,
        };
        let config = Config {
            api: self.api,
            transport,
            tokens: self.tokens,
            headers,
            timeout: self.timeout,
            body_limit: self.body_limit,
        };
        Ok(C::from(Core::new(config, base_url)))
    }

    fn all_headers(&self) -> Result<HeaderMap, BuildError> {
        let default = || {
            format!(
                "{} graphwright-client/{}",
                self.api.name,
                env!("CARGO_PKG_VERSION")
            )
        };
        let user_agent = HeaderValue::try_from(self.user_agent.clone().unwrap_or_else(default));
        let user_agent = user_agent.map_err(|_| BuildError::Header {
            name: header::USER_AGENT.to_string(),
        })?;
        let mut headers = HeaderMap::from_iter([(header::USER_AGENT, user_agent)]);
        for (name, value) in &self.headers {
            let header = header_of_caller(name, value);
            let (name, value) = header.map_err(|_| BuildError::Header { name: name.clone() })?;
            headers.insert(name, value);
        }
        Ok(headers)
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(base_url: &BaseUrl) -> Result<Arc<dyn Transport>, BuildError> {
    let transport = crate::transport::reqwest::for_base_url(base_url);
    Ok(Arc::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_base_url: &BaseUrl) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// Shows no secret.
impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("api", &self.api.name)
            .field(
                "headers",
                &self
                    .headers
                    .iter()
                    .map(|(name, _)| name)
                    .collect::<Vec<_>>(),
            )
            .field("timeout", &self.timeout)
            .field("body_limit", &self.body_limit)
            .field("has_tokens", &self.tokens.is_some())
            .finish_non_exhaustive()
    }
}

/// Why there is no client.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL cannot be used.
    BaseUrl(BaseUrlError),
    /// A header has a name or a value that cannot be sent, or belongs to the transport.
    Header {
        /// Its name.
        name: String,
    },
    /// Without the feature `reqwest`, [`Builder::transport`] must be called.
    NoTransport,
    /// The default transport cannot be made.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(error) => write!(f, "the base URL cannot be used: {error}"),
            Self::Header { name } => {
                write!(f, "the header `{}` cannot be sent", name.escape_debug())
            }
            Self::NoTransport => {
                f.write_str("no transport: enable the feature `reqwest`, or set one")
            }
            Self::Transport(error) => write!(f, "no transport: {error}"),
        }
    }
}

impl StdError for BuildError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::BaseUrl(error) => Some(error),
            Self::Transport(error) => Some(error),
            Self::Header { .. } | Self::NoTransport => None,
        }
    }
}
