//! Requests to an authorization server.

use super::answer::Answer;
use super::app::{App, Proof};
use super::error::AuthError;
use crate::auth::{Secrets, encoded};
use crate::base_url::BaseUrl;
use crate::reply::read::{ReadError, opened, to_end};
use crate::{BaseUrlError, Body, Clock, SendOptions, SystemClock, Transport};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graphwright_wire::Secret;
use http::{HeaderValue, Method, Uri, header};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The longest time for one request.
const TIMEOUT: Duration = Duration::from_secs(30);

/// The largest answer that is read. Tokens with hundreds of groups in them have some 20 KiB.
const LIMIT: usize = 128 * 1024;

/// An [`App`] whose addresses are checked and whose transport is there.
#[derive(Clone)]
pub(super) struct Endpoint {
    app: App,
    token: Uri,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
}

impl Endpoint {
    pub(super) fn of(app: App) -> Result<Self, AuthError> {
        let (base, token) = address(&app.token_url)?;
        let transport = match &app.transport {
            Some(transport) => Arc::clone(transport),
            None => default_transport(&base)?,
        };
        let clock = match &app.clock {
            Some(clock) => Arc::clone(clock),
            None => Arc::new(SystemClock::new()),
        };
        Ok(Self {
            app,
            token,
            transport,
            clock,
        })
    }

    pub(super) fn app(&self) -> &App {
        &self.app
    }

    pub(super) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    pub(super) fn now(&self) -> SystemTime {
        self.clock.time_of_day()
    }

    /// Asks the token endpoint (RFC 6749, section 3.2).
    pub(super) async fn token(&self, form: Form) -> Result<Answer, AuthError> {
        self.post(self.token.clone(), form).await
    }

    /// Asks another endpoint of the same server in the same way.
    pub(super) async fn other(&self, url: &str, form: Form) -> Result<Answer, AuthError> {
        let (_, uri) = address(url)?;
        self.post(uri, form).await
    }

    async fn post(&self, uri: Uri, form: Form) -> Result<Answer, AuthError> {
        let (request, secrets) = self.request(uri, form);
        let options = SendOptions {
            timeout: Some(TIMEOUT),
            ..SendOptions::default()
        };
        let response = self.transport.send(request, options).await;
        let (mut head, body) = response.map_err(transport_failed)?.into_parts();
        let body = opened(&Method::POST, &mut head, body);
        match to_end(body, LIMIT).await {
            Ok(body) => Answer::read(head.status, &body, &secrets),
            Err(ReadError::Transport(error)) => Err(transport_failed(error)),
            Err(ReadError::TooLarge) => Err(AuthError::Answer {
                status: head.status.as_u16(),
                reason: "it is too large",
            }),
        }
    }

    /// The request, and what is secret in it.
    fn request(&self, uri: Uri, mut form: Form) -> (http::Request<Body>, Secrets) {
        let mut authorization = None;
        match &self.app.proof {
            Proof::Public => form.add("client_id", &self.app.client_id),
            Proof::Body(secret) => {
                form.add("client_id", &self.app.client_id);
                form.add_secret("client_secret", secret);
            }
            Proof::Header(secret) => {
                // Both are encoded as in a form before they are joined (RFC 6749, section 2.3.1).
                let pair = [&self.app.client_id, secret.expose()].map(|text| encoded(text));
                let pair = Secret::new(STANDARD.encode(pair.join(":")));
                let value = HeaderValue::try_from(format!("Basic {}", pair.expose()));
                let mut value = value.expect("base64 is letters, digits and signs");
                value.set_sensitive(true);
                authorization = Some(value);
                form.secrets.extend([secret.clone(), pair]);
            }
        }
        for (name, value) in &self.app.parameters {
            form.add_secret(name, value);
        }
        let mut request = http::Request::new(Body::from(form.text.expose().clone()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        let json = HeaderValue::from_static("application/json");
        let media_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::ACCEPT, json);
        headers.insert(header::CONTENT_TYPE, media_type);
        headers.extend(authorization.map(|value| (header::AUTHORIZATION, value)));
        (request, form.secrets.into_iter().collect())
    }
}

/// A body of `application/x-www-form-urlencoded`, and what is secret in it.
#[derive(Default)]
pub(super) struct Form {
    text: Secret<String>,
    secrets: Vec<Secret<String>>,
}

impl Form {
    pub(super) fn grant(grant_type: &str) -> Self {
        let mut form = Self::default();
        form.add("grant_type", grant_type);
        form
    }

    pub(super) fn add(&mut self, name: &str, value: &str) {
        let pair = format!("{}={}", encoded(name), encoded(value));
        let before = self.text.expose();
        let text = if before.is_empty() {
            pair
        } else {
            format!("{before}&{pair}")
        };
        self.text = Secret::new(text);
    }

    pub(super) fn add_secret(&mut self, name: &str, value: &Secret<String>) {
        self.add(name, value.expose());
        let as_sent = Secret::new(encoded(value.expose()));
        self.secrets.extend([value.clone(), as_sent]);
    }

    /// The scopes, if any are asked for (RFC 6749, section 3.3).
    pub(super) fn add_scopes(&mut self, app: &App) {
        if !app.scopes.is_empty() {
            self.add("scope", &app.scopes.join(" "));
        }
    }

    pub(super) fn as_str(&self) -> &str {
        self.text.expose()
    }
}

/// An address by the rules of base URLs, but for the query that an endpoint may have (RFC 6749,
/// section 3.2).
pub(super) fn address(url: &str) -> Result<(BaseUrl, Uri), AuthError> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let base = BaseUrl::parse(path).map_err(AuthError::Endpoint)?;
    if query.contains('#') {
        return Err(AuthError::Endpoint(BaseUrlError::QueryOrFragment));
    }
    let uri = url.parse();
    Ok((
        base,
        uri.map_err(|_| AuthError::Endpoint(BaseUrlError::Malformed))?,
    ))
}

fn transport_failed(error: crate::TransportError) -> AuthError {
    AuthError::Transport(Arc::new(error))
}

#[cfg(feature = "reqwest")]
fn default_transport(base: &BaseUrl) -> Result<Arc<dyn Transport>, AuthError> {
    let transport = crate::transport::reqwest::for_base_url(Some(base), true);
    Ok(Arc::new(transport.map_err(transport_failed)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_base: &BaseUrl) -> Result<Arc<dyn Transport>, AuthError> {
    Err(AuthError::NoTransport)
}
