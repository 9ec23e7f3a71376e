//! The configuration of a client.

mod credentials;
mod retries;

use crate::auth::Credentials;
use crate::base_url::BaseUrl;
use crate::core::Config;
use crate::headers::{add_preference, parse_header};
use crate::hooks::{Hook, Hooks};
use crate::options::CallOptions;
use crate::random::Random;
use crate::retry::Budget;
use crate::transport::{Servers, default_transport};
use crate::{Api, BaseUrlError, BuildError, Clock, Core, RetryPolicy, SystemClock, Transport};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

/// The default of [`Builder::timeout`].
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(100);

/// The default of [`Builder::retry_budget`].
const DEFAULT_RETRY_BUDGET: u32 = 20;

/// The default of [`Builder::request_id_header`]. Microsoft Graph has this name; a server that does
/// not know it ignores the header.
const DEFAULT_REQUEST_ID_HEADER: &str = "client-request-id";

/// The default of [`Builder::body_limit`]: 16 MiB.
const DEFAULT_BODY_LIMIT: usize = 16 * 1024 * 1024;

/// Configures a generated client `C`.
pub struct Builder<C> {
    api: &'static Api,
    base_url: Option<String>,
    needs_base_url: bool,
    transport: Option<Arc<dyn Transport>>,
    credentials: Credentials,
    headers: Vec<(String, String)>,
    user_agent: Option<String>,
    options: CallOptions,
    body_limit: usize,
    links_below_base_path: bool,
    clock: Option<Arc<dyn Clock>>,
    retry_budget: u32,
    seed: Option<u64>,
    hooks: Hooks,
    request_id_header: Option<&'static str>,
    client: PhantomData<fn() -> C>,
}

impl<C: From<Core>> Builder<C> {
    /// Starts configuring a client of an API. Generated code calls it.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            needs_base_url: true,
            transport: None,
            credentials: Credentials::default(),
            headers: Vec::new(),
            user_agent: None,
            options: CallOptions {
                timeout: Some(DEFAULT_TIMEOUT),
                deadline: None,
                retry: RetryPolicy::new(),
            },
            body_limit: DEFAULT_BODY_LIMIT,
            links_below_base_path: true,
            clock: None,
            retry_budget: DEFAULT_RETRY_BUDGET,
            seed: None,
            hooks: Hooks::default(),
            request_id_header: Some(DEFAULT_REQUEST_ID_HEADER),
            client: PhantomData,
        }
    }

    /// Sets the server, instead of the document's first one. It is called for all operations, also for
    /// those that have a server of their own in the document.
    ///
    /// It must be an absolute `https` URL without user, query and fragment; `http` is for this
    /// machine only. Credentials are sent to this origin and to no other.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Allows a client without a base URL, if the document has no server for the API: it calls the
    /// operations that have a server of their own, and refuses others. Generated code calls it.
    pub fn servers_of_operations(mut self) -> Self {
        self.needs_base_url = false;
        self
    }

    /// Sets the transport, instead of that of the feature `reqwest`.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the longest time of one attempt, from sending to the last byte of the answer: 100
    /// seconds by default, unlimited if `None`. For a whole call, see [`deadline`](Self::deadline).
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.timeout = timeout.into();
        self
    }

    /// Sets the largest body that is read, in bytes after any decompression: 16 MiB by default.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets the whole `User-Agent`.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = Some(user_agent.into());
        self
    }

    /// Adds a header to every request. A header that a credential would set, such as `Authorization`,
    /// replaces the credential.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a preference (RFC 7240) to every request, for example `include-unknown-enum-members`,
    /// which makes Microsoft Graph send members of enums that it otherwise hides.
    pub fn prefer(self, preference: impl AsRef<str>) -> Self {
        let mut latest_first = self.headers.iter().rev();
        let earlier = latest_first.find(|(name, _)| name.eq_ignore_ascii_case("prefer"));
        let earlier = earlier.map(|(_, value)| value.as_str());
        let all = add_preference(earlier, preference.as_ref());
        self.header("prefer", all)
    }

    /// Sets the header in which every call sends a random id, the same for all of its attempts, to
    /// search for in the server's logs: `client-request-id` by default, none if `None`. An id that a
    /// call sets with [`Call::header`](crate::Call::header) stays.
    pub fn request_id_header(mut self, name: impl Into<Option<&'static str>>) -> Self {
        self.request_id_header = name.into();
        self
    }

    /// Sets whether links to other pages must stay below the path of the base URL: `true` by default.
    ///
    /// With `false` they may lead anywhere on the same server, for an API whose links have another
    /// path than its base URL. Links to another server are never followed.
    pub fn links_below_base_path(mut self, stay: bool) -> Self {
        self.links_below_base_path = stay;
        self
    }

    /// Adds a hook, which is called after the hooks that were added before.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Builds the client.
    ///
    /// Fails if the base URL, a header or a credential cannot be used, or if there is no transport.
    pub fn build(self) -> Result<C, BuildError> {
        let base_url = match BaseUrl::parse(self.base_url.as_deref().unwrap_or(self.api.server)) {
            Ok(base_url) => Some(base_url),
            Err(BaseUrlError::Relative) if self.base_url.is_none() && !self.needs_base_url => None,
            Err(error) => return Err(BuildError::BaseUrl(error)),
        };
        let headers = self.all_headers()?;
        let request_id_header = self.request_id_header.map(parse_header_name).transpose()?;
        self.credentials.validate(self.api.schemes)?;
        // A base URL that the caller chose applies to every operation.
        let servers = match &self.base_url {
            Some(_) => Servers::One,
            None => Servers::Several,
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(base_url.as_ref(), servers)
                .map_err(BuildError::Transport)?
                .ok_or(BuildError::NoTransport)?,
        };
        let clock = match self.clock {
            Some(clock) => clock,
            None => default_clock()?,
        };
        let config = Config {
            api: self.api,
            base_url_is_chosen: self.base_url.is_some(),
            transport,
            credentials: self.credentials,
            headers,
            options: self.options,
            body_limit: self.body_limit,
            links_below_base_path: self.links_below_base_path,
            clock,
            budget: Budget::new(self.retry_budget),
            random: Random::new(self.seed),
            hooks: self.hooks,
            request_id_header,
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
            let header = parse_header(name, value);
            let (name, value) = header.map_err(|_| BuildError::Header { name: name.clone() })?;
            headers.insert(name, value);
        }
        Ok(headers)
    }
}

fn parse_header_name(name: &str) -> Result<HeaderName, BuildError> {
    let header = parse_header(name, "");
    let (name, _) = header.map_err(|_| BuildError::Header {
        name: name.to_owned(),
    })?;
    Ok(name)
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[expect(clippy::unnecessary_wraps, reason = "there is none in a browser")]
fn default_clock() -> Result<Arc<dyn Clock>, BuildError> {
    Ok(Arc::new(SystemClock::new()))
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
fn default_clock() -> Result<Arc<dyn Clock>, BuildError> {
    Err(BuildError::NoClock)
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
            .field("options", &self.options)
            .field("body_limit", &self.body_limit)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
