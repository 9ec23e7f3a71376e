//! Errors of flows and sessions.

use graphwright_client::provider::one_line;
use graphwright_client::{BaseUrlError, TokenError, TransportError};
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// The reason why a flow or a session has no token. It holds no secret, even if the server echoed one.
///
/// It is the source of the error of a call that fails for it:
///
/// ```
/// use graphwright_client::Error;
/// use graphwright_oauth::AuthError;
///
/// fn must_sign_in<E>(error: &Error<E>) -> bool {
///     let error = error.token_error().and_then(|error| error.downcast_ref::<AuthError>());
///     error.is_some_and(AuthError::needs_sign_in)
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AuthError {
    /// The address of an endpoint cannot be used.
    Endpoint(BaseUrlError),
    /// Without the client's feature `reqwest`, [`App::transport`](crate::App::transport) must be called.
    NoTransport,
    /// There was no whole answer.
    Transport(Arc<TransportError>),
    /// The server refused the request.
    Refused(OAuthError),
    /// The answer does not follow the protocol.
    Answer {
        /// The status of the answer.
        status: u16,
        /// The problem, as a sentence.
        reason: &'static str,
    },
    /// The redirect does not belong to the request (RFC 6749, section 10.12).
    State,
    /// The time for entering the user code is up (RFC 8628, section 3.5).
    Expired,
    /// The access token has expired, and there is no refresh token.
    SignIn,
    /// The tokens could not be loaded or saved.
    Store(Arc<dyn StdError + Send + Sync>),
    /// The system provided no random bytes.
    Random,
}

impl AuthError {
    /// Returns whether the user must sign in: the session is over, or was never granted.
    pub fn needs_sign_in(&self) -> bool {
        match self {
            Self::SignIn | Self::Expired => true,
            Self::Refused(error) => matches!(
                error.kind(),
                OAuthErrorKind::InvalidGrant | OAuthErrorKind::InteractionRequired
            ),
            _ => false,
        }
    }

    /// The error of the server, if it refused the request.
    pub fn refused(&self) -> Option<&OAuthError> {
        match self {
            Self::Refused(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(error) => write!(f, "an endpoint cannot be used: {error}"),
            Self::NoTransport => {
                f.write_str("no transport: enable the feature `reqwest`, or set one")
            }
            Self::Transport(error) => {
                write!(f, "the request to the authorization server failed: {error}")
            }
            Self::Refused(error) => write!(f, "the authorization server refused: {error}"),
            Self::Answer { status, reason } => {
                write!(f, "the authorization server answered {status}: {reason}")
            }
            Self::State => f.write_str("the redirect does not belong to this request"),
            Self::Expired => f.write_str("the time to sign in is up"),
            Self::SignIn => f.write_str("the session is over: sign in again"),
            Self::Store(error) => write!(f, "the tokens could not be stored: {error}"),
            Self::Random => f.write_str("the system provided no random bytes"),
        }
    }
}

impl StdError for AuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Endpoint(error) => Some(error),
            Self::Transport(error) => Some(error.as_ref()),
            Self::Refused(error) => Some(error),
            Self::Store(error) => Some(error.as_ref()),
            Self::NoTransport
            | Self::Answer { .. }
            | Self::State
            | Self::Expired
            | Self::SignIn
            | Self::Random => None,
        }
    }
}

impl From<AuthError> for TokenError {
    fn from(error: AuthError) -> Self {
        Self::new(error)
    }
}

/// An error of the protocol (RFC 6749, sections 4.1.2.1 and 5.2; RFC 8628, section 3.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthError {
    pub(super) code: String,
    pub(super) description: Option<String>,
    pub(super) uri: Option<String>,
}

impl OAuthError {
    /// The code verbatim, for example `invalid_grant`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The kind of the error.
    pub fn kind(&self) -> OAuthErrorKind {
        KINDS
            .iter()
            .find(|(code, _)| *code == self.code)
            .map_or(OAuthErrorKind::Other, |(_, kind)| *kind)
    }

    /// The description for developers.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The address of a page about the error.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", one_line(&self.code))?;
        match &self.description {
            Some(description) => write!(f, ": {}", one_line(description)),
            None => Ok(()),
        }
    }
}

impl StdError for OAuthError {}

/// The kinds of errors of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuthErrorKind {
    /// A parameter of the request is missing, repeated or invalid.
    InvalidRequest,
    /// The app is unknown, or its secret is wrong.
    InvalidClient,
    /// The code or the refresh token is wrong, used up, expired or revoked.
    InvalidGrant,
    /// The app may not use this flow.
    UnauthorizedClient,
    /// The server does not support this flow.
    UnsupportedGrantType,
    /// The server does not support this response type.
    UnsupportedResponseType,
    /// A scope is unknown or not allowed.
    InvalidScope,
    /// The user or the server refused.
    AccessDenied,
    /// The server failed.
    ServerError,
    /// The server is overloaded or in maintenance.
    TemporarilyUnavailable,
    /// The user has not signed in yet.
    AuthorizationPending,
    /// The user has not signed in yet, and the server was asked too often.
    SlowDown,
    /// The time for entering the user code is up.
    ExpiredToken,
    /// The user must do something: sign in, consent, or choose (`OpenID` Connect Core 1.0,
    /// section 3.1.2.6).
    InteractionRequired,
    /// Another one; see [`OAuthError::code`].
    Other,
}

const KINDS: &[(&str, OAuthErrorKind)] = &[
    ("invalid_request", OAuthErrorKind::InvalidRequest),
    ("invalid_client", OAuthErrorKind::InvalidClient),
    ("invalid_grant", OAuthErrorKind::InvalidGrant),
    ("unauthorized_client", OAuthErrorKind::UnauthorizedClient),
    (
        "unsupported_grant_type",
        OAuthErrorKind::UnsupportedGrantType,
    ),
    (
        "unsupported_response_type",
        OAuthErrorKind::UnsupportedResponseType,
    ),
    ("invalid_scope", OAuthErrorKind::InvalidScope),
    ("access_denied", OAuthErrorKind::AccessDenied),
    ("server_error", OAuthErrorKind::ServerError),
    (
        "temporarily_unavailable",
        OAuthErrorKind::TemporarilyUnavailable,
    ),
    (
        "authorization_pending",
        OAuthErrorKind::AuthorizationPending,
    ),
    ("slow_down", OAuthErrorKind::SlowDown),
    ("expired_token", OAuthErrorKind::ExpiredToken),
    ("interaction_required", OAuthErrorKind::InteractionRequired),
    ("login_required", OAuthErrorKind::InteractionRequired),
    ("consent_required", OAuthErrorKind::InteractionRequired),
    (
        "account_selection_required",
        OAuthErrorKind::InteractionRequired,
    ),
    // Microsoft's device flow has these codes in place of those of RFC 8628.
    ("authorization_declined", OAuthErrorKind::AccessDenied),
    ("code_expired", OAuthErrorKind::ExpiredToken),
];
