//! The configuration that all handles of a client share.

use crate::auth::Credentials;
use crate::base_url::{BaseUrl, BaseUrlError};
use crate::hooks::Hooks;
use crate::options::CallOptions;
use crate::random::Random;
use crate::retry::Budget;
use crate::{Api, Clock, Transport};
use http::{HeaderMap, HeaderName};
use std::fmt;
use std::sync::Arc;

/// A configured client. Generated clients wrap one; cloning it is cheap.
#[derive(Clone)]
pub struct Core {
    config: Arc<Config>,
    /// `None` if neither the caller nor the document has one: then only operations with their own
    /// server can be called.
    base_url: Option<BaseUrl>,
}

/// The configuration except for the base URL, checked by [`Builder::build`](crate::Builder::build).
pub(crate) struct Config {
    pub(crate) api: &'static Api,
    /// `true` if the caller chose the base URL, `false` if it is the document's first server.
    pub(crate) base_url_is_chosen: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) options: CallOptions,
    pub(crate) body_limit: usize,
    pub(crate) links_below_base_path: bool,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) budget: Budget,
    pub(crate) random: Random,
    pub(crate) hooks: Hooks,
    pub(crate) request_id_header: Option<HeaderName>,
}

impl Core {
    pub(crate) fn new(config: Config, base_url: Option<BaseUrl>) -> Self {
        Self {
            config: Arc::new(config),
            base_url,
        }
    }

    /// The same client for a version of the API at another path of the same server, for example
    /// `/beta`. Generated code calls it.
    ///
    /// If the base URL ends in the path of the API's server, that path is replaced:
    /// `https://proxy.example/graph/v1.0` becomes `https://proxy.example/graph/beta`. Any other base
    /// URL was chosen by the caller, and stays.
    pub fn below(&self, base_path: &'static str) -> Self {
        let base_url = self.base_url.as_ref();
        let replaced =
            base_url.and_then(|base| base.replace_path(self.api().base_path(), base_path));
        Self {
            config: Arc::clone(&self.config),
            base_url: replaced.or_else(|| self.base_url.clone()),
        }
    }

    /// The same client for an operation with a server of its own.
    ///
    /// A base URL that the caller chose applies to every operation, and stays. A server that is only
    /// a path replaces the path of the base URL, whoever chose that.
    pub(crate) fn served_at(&self, server: &str) -> Result<Self, BaseUrlError> {
        let base_url = match &self.base_url {
            base if server.starts_with('/') => base.as_ref().map(|base| base.with_path(server)),
            Some(base) if self.config.base_url_is_chosen => Some(base.clone()),
            _ => Some(BaseUrl::parse(server)?),
        };
        Ok(Self {
            config: Arc::clone(&self.config),
            base_url,
        })
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.config.api
    }

    pub(crate) fn base_url(&self) -> Option<&BaseUrl> {
        self.base_url.as_ref()
    }

    pub(crate) fn links_below_base_path(&self) -> bool {
        self.config.links_below_base_path
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.config.headers
    }

    pub(crate) fn options(&self) -> CallOptions {
        self.config.options
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.config.clock.as_ref()
    }

    /// The clock, for what outlives the call.
    pub(crate) fn shared_clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.config.clock)
    }

    pub(crate) fn credentials(&self) -> &Credentials {
        &self.config.credentials
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        self.config.transport.as_ref()
    }

    pub(crate) fn body_limit(&self) -> usize {
        self.config.body_limit
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.config.budget
    }

    pub(crate) fn random(&self) -> &Random {
        &self.config.random
    }

    pub(crate) fn hooks(&self) -> &Hooks {
        &self.config.hooks
    }

    pub(crate) fn request_id_header(&self) -> Option<&HeaderName> {
        self.config.request_id_header.as_ref()
    }
}

/// Shows the base URL and no secret.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base_url: &dyn fmt::Debug = match &self.base_url {
            Some(base_url) => base_url,
            None => &"none",
        };
        f.debug_struct("Core")
            .field("api", &self.config.api.name)
            .field("base_url", base_url)
            .field("headers", &self.config.headers.keys().collect::<Vec<_>>())
            .field("options", &self.config.options)
            .field("body_limit", &self.config.body_limit)
            .field("credentials", &self.config.credentials)
            .finish_non_exhaustive()
    }
}
