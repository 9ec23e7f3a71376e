//! Requests to an authorization server.

use crate::answer::Answer;
use crate::app::{App, Authentication};
use crate::error::AuthError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graphwright_client::http::{HeaderValue, Method, Request, Uri, header};
use graphwright_client::provider::{Endpoint, ExchangeError, ExchangeLimits, Secrets, exchange};
use graphwright_client::{Body, Clock, Secret, SystemClock, Transport, TransportError};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The bounds of one request. Tokens that contain hundreds of groups have some 20 KiB.
const LIMITS: ExchangeLimits = ExchangeLimits {
    timeout: Duration::from_secs(30),
    body: 128 * 1024,
};

/// The characters that a query or a form holds without encoding (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The authorization server of an [`App`], with a checked address and a transport.
#[derive(Clone)]
pub(super) struct AuthorizationServer {
    app: App,
    token_endpoint: Uri,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
}

impl AuthorizationServer {
    pub(super) fn new(app: App) -> Result<Self, AuthError> {
        let endpoint = parse_endpoint(&app.token_url)?;
        let transport = match &app.transport {
            Some(transport) => Arc::clone(transport),
            None => endpoint
                .default_transport()
                .map_err(transport_failed)?
                .ok_or(AuthError::NoTransport)?,
        };
        let clock = match &app.clock {
            Some(clock) => Arc::clone(clock),
            None => Arc::new(SystemClock::new()),
        };
        Ok(Self {
            app,
            token_endpoint: endpoint.uri().clone(),
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

    /// Sends a request to the token endpoint (RFC 6749, section 3.2).
    pub(super) async fn request_token(&self, form: Form) -> Result<Answer, AuthError> {
        self.post(self.token_endpoint.clone(), form).await
    }

    /// Sends a request to another endpoint.
    pub(super) async fn request_at(&self, url: &str, form: Form) -> Result<Answer, AuthError> {
        let endpoint = parse_endpoint(url)?;
        self.post(endpoint.uri().clone(), form).await
    }

    async fn post(&self, uri: Uri, form: Form) -> Result<Answer, AuthError> {
        let (request, secrets) = self.make_request(uri, form);
        let response = exchange(self.transport.as_ref(), request, LIMITS).await;
        let response = response.map_err(exchange_failed)?;
        Answer::read(response.status(), response.body(), &secrets)
    }

    /// Makes the request, and lists its secrets.
    fn make_request(&self, uri: Uri, mut form: Form) -> (Request<Body>, Secrets) {
        let mut authorization = None;
        match &self.app.authentication {
            Authentication::Public => form.add("client_id", &self.app.client_id),
            Authentication::Body(secret) => {
                form.add("client_id", &self.app.client_id);
                form.add_secret("client_secret", secret);
            }
            Authentication::Header(secret) => {
                // Both are encoded as in a form before they are joined (RFC 6749, section 2.3.1).
                let pair = [&self.app.client_id, secret.expose()].map(|text| encode(text));
                let user_pass = Secret::new(STANDARD.encode(pair.join(":")));
                let header = HeaderValue::try_from(format!("Basic {}", user_pass.expose()));
                let mut header = header.expect("base64 is letters, digits and signs");
                header.set_sensitive(true);
                authorization = Some(header);
                form.secrets.extend([secret.clone(), user_pass]);
            }
        }
        for (name, value) in &self.app.parameters {
            form.add_secret(name, value);
        }
        let mut request = Request::new(Body::from(form.text.expose().clone()));
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

/// A body of `application/x-www-form-urlencoded`, and its secrets.
#[derive(Default)]
pub(super) struct Form {
    text: Secret<String>,
    secrets: Vec<Secret<String>>,
}

impl Form {
    pub(super) fn for_grant(grant_type: &str) -> Self {
        let mut form = Self::default();
        form.add("grant_type", grant_type);
        form
    }

    pub(super) fn add(&mut self, name: &str, value: &str) {
        let pair = format!("{}={}", encode(name), encode(value));
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
        let as_sent = Secret::new(encode(value.expose()));
        self.secrets.extend([value.clone(), as_sent]);
    }

    /// Adds the scopes, if any are requested (RFC 6749, section 3.3).
    pub(super) fn add_scopes(&mut self, app: &App) {
        if !app.scopes.is_empty() {
            self.add("scope", &app.scopes.join(" "));
        }
    }

    pub(super) fn as_str(&self) -> &str {
        self.text.expose()
    }
}

/// Percent-encodes text for a query or a form.
pub(super) fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

pub(super) fn parse_endpoint(url: &str) -> Result<Endpoint, AuthError> {
    Endpoint::parse(url).map_err(AuthError::Endpoint)
}

fn exchange_failed(error: ExchangeError) -> AuthError {
    match error {
        ExchangeError::Transport(error) => transport_failed(error),
        ExchangeError::BodyTooLarge { status, .. } => AuthError::Answer {
            status: status.as_u16(),
            reason: "it is too large",
        },
    }
}

fn transport_failed(error: TransportError) -> AuthError {
    AuthError::Transport(Arc::new(error))
}
