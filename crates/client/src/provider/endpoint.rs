//! Addresses outside of the API.

use crate::base_url::BaseUrl;
use crate::transport::{self, Servers};
use crate::{BaseUrlError, Transport, TransportError};
use http::Uri;
use std::sync::Arc;

/// The address of an endpoint outside of the API, for example a token endpoint.
///
/// It must be `https`, or `http` on this machine, and have no user, password or fragment: the rules
/// of [`Builder::base_url`](crate::Builder::base_url), except that it may have a query.
#[derive(Clone, Debug)]
pub struct Endpoint {
    server: BaseUrl,
    uri: Uri,
}

impl Endpoint {
    /// Parses an absolute URL.
    pub fn parse(url: &str) -> Result<Self, BaseUrlError> {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        let server = BaseUrl::parse(path)?;
        if query.contains('#') {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let uri = url.parse().map_err(|_| BaseUrlError::Malformed)?;
        Ok(Self { server, uri })
    }

    /// The whole address, with its query.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Makes the transport of the feature `reqwest` for this server alone; `None` without that
    /// feature. Fails if the platform has no certificates.
    pub fn default_transport(&self) -> Result<Option<Arc<dyn Transport>>, TransportError> {
        transport::default_transport(Some(&self.server), Servers::One)
    }
}
