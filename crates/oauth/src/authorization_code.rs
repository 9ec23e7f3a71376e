//! Sign-in with a browser on the same machine, or on the pages of a web application.

use crate::app::App;
use crate::error::{AuthError, OAuthError};
use crate::pkce::{challenge, random_text};
use crate::server::{AuthorizationServer, Form, encode, parse_endpoint};
use crate::session::Session;
use graphwright_client::Secret;
use graphwright_client::provider::Secrets;
use percent_encoding::percent_decode_str;
use std::fmt;

/// One sign-in by authorization code (RFC 6749, section 4.1) with PKCE (RFC 7636, method `S256`).
///
/// Send the user to [`authorization_url`](Self::authorization_url). The server redirects the browser to
/// the redirect URI, where the program must listen; with the address that it gets there,
/// [`exchange_redirect`](Self::exchange_redirect) ends the flow.
///
/// ```no_run
/// use graphwright_oauth::{App, AuthError, AuthorizationCode, Session};
///
/// async fn sign_in(wait_for_browser: impl AsyncFn(String) -> String) -> Result<Session, AuthError> {
///     let tenant = "https://login.microsoftonline.com/common/oauth2/v2.0";
///     let app = App::new(format!("{tenant}/token"), "6731de76-14a6-49ae-97bc-6eba6914391e")
///         .scopes(["User.Read", "offline_access"]);
///     let redirect_uri = "http://localhost:8400";
///     let flow = AuthorizationCode::begin(app, format!("{tenant}/authorize"), redirect_uri)?
///         .parameter("prompt", "select_account");
///     let redirect = wait_for_browser(flow.authorization_url()).await;
///     flow.exchange_redirect(&redirect).await
/// }
/// ```
pub struct AuthorizationCode {
    server: AuthorizationServer,
    authorization_url: String,
    redirect_uri: String,
    parameters: Vec<(String, String)>,
    state: Secret<String>,
    verifier: Secret<String>,
}

impl AuthorizationCode {
    /// Starts a sign-in with a random `state` and verifier. Nothing is sent yet.
    pub fn begin(
        app: App,
        authorization_url: impl Into<String>,
        redirect_uri: impl Into<String>,
    ) -> Result<Self, AuthError> {
        let authorization_url = authorization_url.into();
        parse_endpoint(&authorization_url)?;
        Ok(Self {
            server: AuthorizationServer::new(app)?,
            authorization_url,
            redirect_uri: redirect_uri.into(),
            parameters: Vec::new(),
            state: random_text()?,
            verifier: random_text()?,
        })
    }

    /// Adds a parameter to the authorization URL, for example `prompt` or `login_hint`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// The address at which the user signs in (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
    pub fn authorization_url(&self) -> String {
        let app = self.server.app();
        let mut form = Form::default();
        form.add("response_type", "code");
        form.add("client_id", &app.client_id);
        form.add("redirect_uri", &self.redirect_uri);
        form.add_scopes(app);
        form.add("state", self.state.expose());
        form.add("code_challenge", &challenge(&self.verifier));
        form.add("code_challenge_method", "S256");
        for (name, value) in &self.parameters {
            form.add(name, value);
        }
        let separator = if self.authorization_url.contains('?') {
            '&'
        } else {
            '?'
        };
        format!("{}{separator}{}", self.authorization_url, form.as_str())
    }

    /// Ends the flow with the address to which the browser was redirected: the whole address, or its
    /// path and query, as a request line has them.
    pub async fn exchange_redirect(self, address: &str) -> Result<Session, AuthError> {
        let without_fragment = address.split('#').next().unwrap_or_default();
        let (_, query) = without_fragment.split_once('?').unwrap_or_default();
        let find = |name: &str| query_parameter(query, name);
        let state = find("state").ok_or(AuthError::State)?;
        if let Some(code) = find("error") {
            self.check_state(&state)?;
            let secrets: Secrets = [self.state, self.verifier].into_iter().collect();
            let text = |name: &str| find(name).map(|text| secrets.redact(&text));
            return Err(AuthError::Refused(OAuthError {
                code: secrets.redact(&code),
                description: text("error_description"),
                uri: text("error_uri"),
            }));
        }
        let code = find("code").ok_or(AuthError::State)?;
        self.exchange(code, &state).await
    }

    /// Ends the flow with the code and the state of the redirect (RFC 6749, section 4.1.3; RFC 7636,
    /// section 4.5). If the state is not that of this flow, someone else sent the code, and nothing is
    /// sent.
    pub async fn exchange(
        self,
        code: impl Into<Secret<String>>,
        state: &str,
    ) -> Result<Session, AuthError> {
        self.check_state(state)?;
        let mut form = Form::for_grant("authorization_code");
        form.add_secret("code", &code.into());
        form.add("redirect_uri", &self.redirect_uri);
        form.add_secret("code_verifier", &self.verifier);
        let answer = self.server.request_token(form).await?;
        let tokens = answer.tokens(self.server.now())?;
        Session::begin(self.server, tokens).await
    }

    fn check_state(&self, state: &str) -> Result<(), AuthError> {
        if state == self.state.expose() {
            Ok(())
        } else {
            Err(AuthError::State)
        }
    }
}

/// A parameter of a query, decoded; `None` if it is missing or repeated (RFC 6749, section 3.1).
fn query_parameter(query: &str, name: &str) -> Option<String> {
    let name = encode(name);
    let mut values = query.split('&').filter_map(|pair| {
        let (own, value) = pair.split_once('=')?;
        (own == name).then_some(value)
    });
    let encoded = values.next().filter(|_| values.next().is_none())?;
    let encoded = encoded.replace('+', " ");
    let value = percent_decode_str(&encoded).decode_utf8().ok()?;
    Some(value.into_owned())
}

/// Shows no `state`, no verifier, and no address, which contains the `state`.
impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizationCode")
            .field("app", self.server.app())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::query_parameter;

    #[test]
    fn parameters_of_a_query() {
        let check = |query: &str, expected: Option<&str>| {
            assert_eq!(
                query_parameter(query, "code").as_deref(),
                expected,
                "{query}"
            );
        };
        check("state=1&code=a%2Bb+c", Some("a+b c"));
        check("code=", Some(""));
        check("", None);
        check("code", None);
        check("xcode=1&codes=2", None);
        check("code=1&code=2", None);
        check("code=%ff", None);
    }
}
