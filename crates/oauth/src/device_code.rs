//! Sign-in on another device, for programs without a browser.

use crate::answer::Answer;
use crate::app::App;
use crate::error::{AuthError, OAuthErrorKind};
use crate::server::{AuthorizationServer, Form};
use crate::session::Session;
use graphwright_client::Secret;
use std::fmt;
use std::time::Duration;

/// The default of the interval between polls (RFC 8628, section 3.2), and the time that `slow_down`
/// adds to it (section 3.5).
const INTERVAL: Duration = Duration::from_secs(5);

/// The shortest interval, even if the server says zero.
const MIN_INTERVAL: Duration = Duration::from_secs(1);

/// The longest interval and the longest time to sign in that are accepted.
const MAX_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

/// One sign-in by device code (RFC 8628).
///
/// ```no_run
/// use graphwright_oauth::{App, AuthError, DeviceCode, Session};
///
/// async fn sign_in() -> Result<Session, AuthError> {
///     let tenant = "https://login.microsoftonline.com/common/oauth2/v2.0";
///     let app = App::new(format!("{tenant}/token"), "6731de76-14a6-49ae-97bc-6eba6914391e")
///         .scopes(["User.Read", "offline_access"]);
///     let flow = DeviceCode::start(app, &format!("{tenant}/devicecode")).await?;
///     println!("Open {} and enter {}.", flow.verification_uri(), flow.user_code());
///     flow.wait().await
/// }
/// ```
pub struct DeviceCode {
    server: AuthorizationServer,
    /// The code by which the server knows this sign-in.
    code: Secret<String>,
    user_code: String,
    verification_uri: String,
    verification_uri_complete: Option<String>,
    interval: Duration,
    /// On the clock.
    expires: Duration,
}

impl DeviceCode {
    /// Requests a code from the device authorization endpoint (RFC 8628, section 3.1).
    pub async fn start(app: App, device_authorization_url: &str) -> Result<Self, AuthError> {
        let server = AuthorizationServer::new(app)?;
        let mut form = Form::default();
        form.add_scopes(server.app());
        let answer = server.request_at(device_authorization_url, form).await?;
        Self::read(server, &answer)
    }

    /// Reads the answer of the device authorization endpoint (RFC 8628, section 3.2).
    fn read(server: AuthorizationServer, answer: &Answer) -> Result<Self, AuthError> {
        let text = |name, reason| answer.text(name).ok_or_else(|| answer.invalid(reason));
        let device_code = answer.secret("device_code")?;
        let interval = answer.seconds("interval")?.unwrap_or(INTERVAL);
        let expires_in = answer.seconds("expires_in")?;
        let expires_in = expires_in.ok_or_else(|| answer.invalid("it has no `expires_in`"))?;
        Ok(Self {
            code: device_code.ok_or_else(|| answer.invalid("it has no `device_code`"))?,
            user_code: text("user_code", "it has no `user_code`")?.to_owned(),
            verification_uri: text("verification_uri", "it has no `verification_uri`")
                // Google uses the name of a draft.
                .or_else(|error| answer.text("verification_url").ok_or(error))?
                .to_owned(),
            verification_uri_complete: answer.text("verification_uri_complete").map(str::to_owned),
            interval: interval.clamp(MIN_INTERVAL, MAX_WAIT),
            expires: server.clock().now() + expires_in.min(MAX_WAIT),
            server,
        })
    }

    /// The code that the user enters.
    pub fn user_code(&self) -> &str {
        &self.user_code
    }

    /// The address at which the user enters the code.
    pub fn verification_uri(&self) -> &str {
        &self.verification_uri
    }

    /// An address that contains the user code, for example for a QR code.
    pub fn verification_uri_complete(&self) -> Option<&str> {
        self.verification_uri_complete.as_deref()
    }

    /// The time to wait before each [`poll`](Self::poll). The server may increase it.
    pub fn interval(&self) -> Duration {
        self.interval
    }

    /// The time that the user still has.
    pub fn time_left(&self) -> Duration {
        self.expires.saturating_sub(self.server.clock().now())
    }

    /// Asks the server once if the user has signed in; `None` if not yet (RFC 8628, section 3.5).
    pub async fn poll(&mut self) -> Result<Option<Session>, AuthError> {
        if self.time_left().is_zero() {
            return Err(AuthError::Expired);
        }
        let mut form = Form::for_grant("urn:ietf:params:oauth:grant-type:device_code");
        form.add_secret("device_code", &self.code);
        let answer = match self.server.request_token(form).await {
            Ok(answer) => answer,
            Err(AuthError::Refused(error)) => match error.kind() {
                OAuthErrorKind::AuthorizationPending => return Ok(None),
                OAuthErrorKind::SlowDown => {
                    self.interval = (self.interval + INTERVAL).min(MAX_WAIT);
                    return Ok(None);
                }
                OAuthErrorKind::ExpiredToken => return Err(AuthError::Expired),
                _ => return Err(AuthError::Refused(error)),
            },
            Err(error) => return Err(error),
        };
        let tokens = answer.tokens(self.server.now())?;
        let session = Session::begin(self.server.clone(), tokens).await?;
        Ok(Some(session))
    }

    /// Polls until the user has signed in or has refused, or the time is up. While the server cannot be
    /// reached, the interval doubles (RFC 8628, section 3.5).
    pub async fn wait(mut self) -> Result<Session, AuthError> {
        loop {
            let pause = self.interval.min(self.time_left());
            self.server.clock().sleep(pause).await;
            match self.poll().await {
                Ok(Some(session)) => return Ok(session),
                Ok(None) => {}
                Err(AuthError::Transport(_)) => {
                    self.interval = (self.interval * 2).min(MAX_WAIT);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// Shows the address for the user, and no code.
impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode")
            .field("app", self.server.app())
            .field("verification_uri", &self.verification_uri)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}
