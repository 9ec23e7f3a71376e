//! Answers of authorization servers, which are not trusted until they are read.

use crate::error::{AuthError, OAuthError};
use crate::tokens::Tokens;
use graphwright_client::Secret;
use graphwright_client::http::StatusCode;
use graphwright_client::provider::Secrets;
use serde_json::{Map, Value};
use std::time::{Duration, SystemTime};

/// The members of a successful answer.
pub(super) struct Answer {
    status: StatusCode,
    members: Map<String, Value>,
}

impl Answer {
    /// Reads an answer, whatever its media type: a JSON object with an `error` is a refusal, and any
    /// other with the status 200 a success. `secrets` are those of the request, which servers quote.
    pub(super) fn read(
        status: StatusCode,
        body: &[u8],
        secrets: &Secrets,
    ) -> Result<Self, AuthError> {
        let invalid = |reason| AuthError::Answer {
            status: status.as_u16(),
            reason,
        };
        if status.is_redirection() {
            return Err(invalid("redirects are not followed"));
        }
        let Ok(Value::Object(members)) = serde_json::from_slice(body) else {
            return Err(invalid("it is not a JSON object"));
        };
        if let Some(code) = members.get("error").and_then(Value::as_str) {
            let text = |name: &str| Some(secrets.redact(members.get(name)?.as_str()?));
            return Err(AuthError::Refused(OAuthError {
                code: secrets.redact(code),
                description: text("error_description"),
                uri: text("error_uri"),
            }));
        }
        if status != StatusCode::OK {
            return Err(invalid("it has no `error`"));
        }
        Ok(Self { status, members })
    }

    /// Reads the answer of a token endpoint (RFC 6749, section 5.1).
    pub(super) fn tokens(&self, now: SystemTime) -> Result<Tokens, AuthError> {
        let token_type = self.members.get("token_type").and_then(Value::as_str);
        if !token_type.is_some_and(|kind| kind.eq_ignore_ascii_case("bearer")) {
            // A token of an unknown type must not be used (RFC 6749, section 7.1).
            return Err(self.invalid("its `token_type` is not `Bearer`"));
        }
        let access = self.secret("access_token")?;
        let access = access.ok_or_else(|| self.invalid("it has no `access_token`"))?;
        let lifetime = self.seconds("expires_in")?;
        let refresh = self.secret("refresh_token")?;
        Ok(Tokens::issued(access, lifetime, refresh, now))
    }

    /// A member that is a non-empty text which a header or a form can hold.
    pub(super) fn secret(&self, name: &'static str) -> Result<Option<Secret<String>>, AuthError> {
        match self.members.get(name) {
            None | Some(Value::Null) => Ok(None),
            // The characters that tokens are made of: RFC 6749, appendix A.
            Some(Value::String(text))
                if !text.is_empty() && text.bytes().all(|byte| (0x20..=0x7e).contains(&byte)) =>
            {
                Ok(Some(Secret::new(text.clone())))
            }
            Some(_) => Err(self.invalid("a token in it is not printable text")),
        }
    }

    /// A member that is a text for people, without characters that are unsafe for a terminal.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.members.get(name)?.as_str()?;
        let is_plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() || c == ' ');
        is_plain.then_some(text)
    }

    /// A member that is a number of seconds, which some servers write as text.
    pub(super) fn seconds(&self, name: &'static str) -> Result<Option<Duration>, AuthError> {
        let seconds = match self.members.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.trim().parse().ok(),
            Some(_) => None,
        };
        let seconds = seconds.filter(|seconds| *seconds >= 0.0);
        match seconds.map(Duration::try_from_secs_f64) {
            Some(Ok(duration)) => Ok(Some(duration)),
            // A finite number beyond all durations.
            Some(Err(_)) if seconds.is_some_and(f64::is_finite) => Ok(Some(Duration::MAX)),
            _ => Err(self.invalid("a number of seconds in it is not valid")),
        }
    }

    pub(super) fn invalid(&self, reason: &'static str) -> AuthError {
        AuthError::Answer {
            status: self.status.as_u16(),
            reason,
        }
    }
}
