//! The tokens of one account: their times, and the text in which they are stored.

use graphwright_client::Secret;
use serde_json::{Map, Value};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The longest time before its expiry at which a token is renewed. Half a minute would suffice for
/// clocks that differ; the rest is for calls that wait, and for short outages of the server.
const EARLY: Duration = Duration::from_secs(5 * 60);

/// The time before a failed renewal is tried again, while the old token is valid.
const RETRY_DELAY: Duration = Duration::from_secs(30);

/// The longest lifetime that is accepted, ten years; a longer one could overflow.
const MAX_LIFETIME: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tokens {
    access: Option<Access>,
    refresh: Option<Secret<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Access {
    token: Secret<String>,
    /// The expiry, and the time of renewal. Both are `None` if the server does not tell the lifetime:
    /// the token is then used until it is rejected.
    expires: Option<SystemTime>,
    renew: Option<SystemTime>,
}

impl Tokens {
    /// The tokens of a session that has only a refresh token.
    pub(super) fn from_refresh_token(refresh: Secret<String>) -> Self {
        Self {
            access: None,
            refresh: Some(refresh),
        }
    }

    /// Tokens that were issued now.
    pub(super) fn issued(
        access: Secret<String>,
        lifetime: Option<Duration>,
        refresh: Option<Secret<String>>,
        now: SystemTime,
    ) -> Self {
        let expires = lifetime.and_then(|lifetime| now.checked_add(lifetime.min(MAX_LIFETIME)));
        Self {
            access: Some(Access::new(access, expires, now)),
            refresh,
        }
    }

    pub(super) fn access(&self) -> Option<&Secret<String>> {
        self.access.as_ref().map(|access| &access.token)
    }

    pub(super) fn refresh(&self) -> Option<&Secret<String>> {
        self.refresh.as_ref()
    }

    /// Returns whether there is an access token that need not be renewed yet.
    pub(super) fn is_fresh(&self, now: SystemTime) -> bool {
        let access = self.access.as_ref();
        access.is_some_and(|access| is_before(now, access.renew))
    }

    /// Returns whether there is an access token that has not expired.
    pub(super) fn is_alive(&self, now: SystemTime) -> bool {
        let access = self.access.as_ref();
        access.is_some_and(|access| is_before(now, access.expires))
    }

    /// Removes the access token if it is this one.
    pub(super) fn forget(&mut self, rejected: &Secret<String>) {
        self.access.take_if(|access| access.token == *rejected);
    }

    /// Keeps the old refresh token if no new one was issued (RFC 6749, section 6).
    pub(super) fn inherit(&mut self, old: &Self) {
        if self.refresh.is_none() {
            self.refresh.clone_from(&old.refresh);
        }
    }

    /// Continues with the old token for a while, after a failed renewal.
    pub(super) fn postpone_renewal(&mut self, now: SystemTime) {
        if let Some(access) = &mut self.access {
            access.renew = now.checked_add(RETRY_DELAY).min(access.expires);
        }
    }

    /// The text for a store.
    pub(super) fn to_text(&self) -> Secret<String> {
        let mut members = Map::new();
        if let Some(access) = &self.access {
            let token = access.token.expose().clone();
            members.insert(ACCESS.to_owned(), token.into());
            if let Some(expires) = access.expires {
                let expires = expires.duration_since(UNIX_EPOCH).unwrap_or_default();
                members.insert(EXPIRES.to_owned(), expires.as_secs().into());
            }
        }
        if let Some(refresh) = &self.refresh {
            members.insert(REFRESH.to_owned(), refresh.expose().clone().into());
        }
        Secret::new(Value::Object(members).to_string())
    }

    /// Parses the text of a store; `None` if it has no tokens.
    pub(super) fn from_text(text: &str, now: SystemTime) -> Option<Self> {
        let kept: Value = serde_json::from_str(text).ok()?;
        let secret = |name: &str| Some(Secret::from(kept.get(name)?.as_str()?));
        let expires = kept.get(EXPIRES).and_then(Value::as_u64);
        let expires = expires.and_then(|at| UNIX_EPOCH.checked_add(Duration::from_secs(at)));
        let tokens = Self {
            access: secret(ACCESS).map(|token| Access::new(token, expires, now)),
            refresh: secret(REFRESH),
        };
        (tokens != Self::default()).then_some(tokens)
    }
}

const ACCESS: &str = "access_token";
const REFRESH: &str = "refresh_token";
/// Seconds since 1970.
const EXPIRES: &str = "expires_at";

impl Access {
    /// An access token that is renewed when a tenth of its time is left, but not earlier than [`EARLY`].
    fn new(token: Secret<String>, expires: Option<SystemTime>, now: SystemTime) -> Self {
        let renew = expires.map(|expires| {
            let left = expires.duration_since(now).unwrap_or_default();
            expires.checked_sub(EARLY.min(left / 10)).unwrap_or(expires)
        });
        Self {
            token,
            expires,
            renew,
        }
    }
}

/// Returns whether a time, if there is one, is in the future.
fn is_before(now: SystemTime, time: Option<SystemTime>) -> bool {
    time.is_none_or(|time| now < time)
}

#[cfg(test)]
mod tests {
    use super::{MAX_LIFETIME, Tokens};
    use graphwright_client::Secret;
    use std::time::{Duration, SystemTime, UNIX_EPOCH};

    fn at(seconds: u64) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_000_000 + seconds)
    }

    fn issued(lifetime: Option<u64>) -> Tokens {
        let lifetime = lifetime.map(Duration::from_secs);
        Tokens::issued(Secret::from("a"), lifetime, None, at(0))
    }

    #[track_caller]
    fn check(tokens: &Tokens, seconds: u64, expected: (bool, bool)) {
        let now = at(seconds);
        assert_eq!((tokens.is_fresh(now), tokens.is_alive(now)), expected);
    }

    #[test]
    fn a_token_is_renewed_before_it_expires() {
        let hour = issued(Some(3600));
        check(&hour, 3299, (true, true));
        check(&hour, 3300, (false, true));
        check(&hour, 3600, (false, false));
        let minute = issued(Some(60));
        check(&minute, 53, (true, true));
        check(&minute, 54, (false, true));
        check(&issued(Some(0)), 0, (false, false));
        check(&issued(None), u64::from(u32::MAX), (true, true));
        check(
            &issued(Some(u64::MAX)),
            MAX_LIFETIME.as_secs(),
            (false, false),
        );
        check(&Tokens::default(), 0, (false, false));
    }

    #[test]
    fn after_a_failed_renewal_the_old_token_is_used_for_a_while() {
        let mut hour = issued(Some(3600));
        hour.postpone_renewal(at(3400));
        check(&hour, 3429, (true, true));
        check(&hour, 3430, (false, true));
        hour.postpone_renewal(at(3590));
        check(&hour, 3599, (true, true));
        check(&hour, 3600, (false, false));
    }

    #[test]
    fn stored_tokens_are_read_back() {
        let refresh = Some(Secret::from("r"));
        let lifetime = Some(Duration::from_secs(60));
        let tokens = Tokens::issued(Secret::from("a"), lifetime, refresh, at(0));
        let text = tokens.to_text();
        let expected = r#"{"access_token":"a","expires_at":1000060,"refresh_token":"r"}"#;
        assert_eq!(text.expose(), expected);
        assert_eq!(Tokens::from_text(text.expose(), at(0)), Some(tokens));
        for other in [
            "",
            "{}",
            "[]",
            "<html>",
            r#"{"access_token":5,"expires_at":-1}"#,
        ] {
            assert_eq!(Tokens::from_text(other, at(0)), None, "{other}");
        }
        let far = format!(r#"{{"access_token":"a","expires_at":{}}}"#, u64::MAX);
        assert!(Tokens::from_text(&far, at(0)).is_some());
    }
}
