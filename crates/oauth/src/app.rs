//! The registration of a program with an authorization server.

use crate::store::TokenStore;
use graphwright_client::{Clock, Secret, Transport};
use std::fmt;
use std::sync::Arc;

/// A program as it is registered with an authorization server (a client in the words of RFC 6749,
/// section 2). Every flow starts with it.
///
/// Endpoints must be `https`; `http` is for this machine only. Their redirects are not followed, and an
/// answer of more than 128 KiB is refused.
///
/// ```
/// use graphwright_oauth::App;
///
/// // The endpoint of a Microsoft Entra tenant; `organizations` and `common` are for many tenants.
/// let tenant = "contoso.onmicrosoft.com";
/// let app = App::new(
///     format!("https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"),
///     "6731de76-14a6-49ae-97bc-6eba6914391e",
/// )
/// .secret("jBMd.qYq")
/// .scope("https://graph.microsoft.com/.default");
/// assert!(!format!("{app:?}").contains("jBMd"));
/// ```
#[derive(Clone)]
pub struct App {
    pub(super) token_url: String,
    pub(super) client_id: String,
    pub(super) authentication: Authentication,
    pub(super) scopes: Vec<String>,
    pub(super) parameters: Vec<(String, Secret<String>)>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) store: Option<Arc<dyn TokenStore>>,
}

/// The authentication of the app (RFC 6749, section 2.3).
#[derive(Clone)]
pub(super) enum Authentication {
    /// None: a program that is given to users cannot keep a secret.
    Public,
    /// `Authorization: Basic`, which every server must support.
    Header(Secret<String>),
    /// `client_secret` in the body.
    Body(Secret<String>),
}

impl App {
    /// Makes a public app, with the address of the token endpoint.
    pub fn new(token_url: impl Into<String>, client_id: impl Into<String>) -> Self {
        Self {
            token_url: token_url.into(),
            client_id: client_id.into(),
            authentication: Authentication::Public,
            scopes: Vec::new(),
            parameters: Vec::new(),
            transport: None,
            clock: None,
            store: None,
        }
    }

    /// Makes it a confidential app, whose secret goes into the header `Authorization`
    /// (`client_secret_basic`; RFC 6749, section 2.3.1).
    pub fn secret(mut self, secret: impl Into<Secret<String>>) -> Self {
        self.authentication = Authentication::Header(secret.into());
        self
    }

    /// Makes it a confidential app, whose secret goes into the body (`client_secret_post`).
    pub fn secret_in_body(mut self, secret: impl Into<Secret<String>>) -> Self {
        self.authentication = Authentication::Body(secret.into());
        self
    }

    /// Adds a scope to request, for example `User.Read`. With `offline_access` many servers issue a
    /// refresh token.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Adds scopes to request.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes.extend(scopes.into_iter().map(Into::into));
        self
    }

    /// Adds a parameter to every token request, for example `audience` or `resource` (RFC 8707).
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret<String>>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Sets the store that keeps the tokens when the program has ended.
    pub fn store(mut self, store: impl TokenStore) -> Self {
        self.store = Some(Arc::new(store));
        self
    }

    /// Sets the transport, instead of that of the client's feature `reqwest`.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the clock, instead of that of the machine.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }
}

/// Shows the names of parameters and no secret.
impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = self.parameters.iter().map(|(name, _)| name);
        f.debug_struct("App")
            .field("client_id", &self.client_id)
            .field(
                "is_public",
                &matches!(self.authentication, Authentication::Public),
            )
            .field("scopes", &self.scopes)
            .field("parameters", &parameters.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
