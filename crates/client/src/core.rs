//! What the handles of one client share, and the one way that every request takes.

use crate::base_url::BaseUrl;
use crate::error::{Cause, Report};
use crate::reply::Reply;
use crate::reply::read::{ReadError, announced_length, to_end};
use crate::{Api, Body, Operation, RequestError, SendOptions, TokenProvider, Transport};
use bytes::Bytes;
use graphwright_wire::Secret;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// A configured client. Generated clients wrap one; cloning it is cheap.
#[derive(Clone)]
pub struct Core {
    config: Arc<Config>,
    base_url: BaseUrl,
}

/// What [`Builder::build`](crate::Builder::build) has checked, beside the base URL.
pub(crate) struct Config {
    pub(crate) api: &'static Api,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) tokens: Option<Arc<dyn TokenProvider>>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) body_limit: usize,
}

impl Core {
    pub(crate) fn new(config: Config, base_url: BaseUrl) -> Self {
        Self {
            config: Arc::new(config),
            base_url,
        }
    }

    /// The same client for a version of the API that is served below another path of the same
    /// server, for example `/beta`. Generated code calls it.
    ///
    /// Where the base URL ends in the path of the API's own server, the other path takes its place:
    /// `https://proxy.example/graph/v1.0` becomes `https://proxy.example/graph/beta`. A base URL
    /// that ends otherwise is what the caller chose, and stays.
    pub fn below(&self, base_path: &'static str) -> Self {
        let replaced = self.base_url.replaced(self.api().base_path(), base_path);
        Self {
            config: Arc::clone(&self.config),
            base_url: replaced.unwrap_or_else(|| self.base_url.clone()),
        }
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.config.api
    }

    pub(crate) fn base_url(&self) -> &BaseUrl {
        &self.base_url
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.config.headers
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.config.timeout
    }

    pub(crate) fn tokens(&self) -> Option<&dyn TokenProvider> {
        self.config.tokens.as_deref()
    }

    /// The life of a call: credentials, one exchange, the whole body.
    pub(crate) async fn send(
        self,
        operation: &'static Operation,
        request: Result<http::Request<Body>, RequestError>,
        timeout: Option<Duration>,
    ) -> Result<Reply, Box<Report>> {
        let unanswered = |cause| Box::new(Report::unanswered(operation.id, cause));
        let mut request = request.map_err(|error| unanswered(Cause::Request(error)))?;
        let secret = self.authenticate(operation, &mut request).await;
        let secret = secret.map_err(|error| unanswered(Cause::Token(error)))?;
        let response = self
            .config
            .transport
            .send(request, SendOptions { timeout })
            .await;
        let response = response.map_err(|error| unanswered(Cause::Transport(error)))?;
        self.read(operation, response, secret).await
    }

    async fn read(
        &self,
        operation: &'static Operation,
        response: http::Response<Body>,
        secret: Option<Secret<String>>,
    ) -> Result<Reply, Box<Report>> {
        let (head, body) = response.into_parts();
        let announced = announced_length(&operation.method, head.status, &head.headers);
        let limit = self.config.body_limit;
        let cause = match to_end(body, announced, limit).await {
            Ok(body) => return Ok(Reply::new(head, body, secret)),
            Err(ReadError::Transport(error)) => Cause::Transport(error),
            Err(ReadError::TooLarge) => Cause::BodyTooLarge { limit },
        };
        let reply = Reply::new(head, Bytes::new(), secret).for_error();
        Err(Box::new(Report::answered(
            self.api(),
            operation.id,
            cause,
            reply,
            Vec::new(),
        )))
    }
}

/// Shows where it calls and no secret.
impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("api", &self.config.api.name)
            .field("base_url", &self.base_url)
            .field("headers", &self.config.headers.keys().collect::<Vec<_>>())
            .field("timeout", &self.config.timeout)
            .field("body_limit", &self.config.body_limit)
            .field("has_tokens", &self.config.tokens.is_some())
            .finish_non_exhaustive()
    }
}
