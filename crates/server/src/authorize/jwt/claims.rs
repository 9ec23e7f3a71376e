//! What a token says, and who its holder is by that.

use crate::{Principal, Refusal, strict_json};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};
use std::fmt;

/// The claims of a token that was accepted. `Debug` shows their names only.
#[derive(Clone, PartialEq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// A claim by its name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A claim that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The first of these claims that is there; it must be text, and some.
    fn subject(&self, names: &[String]) -> Result<&str, Refusal> {
        let first = names.iter().find_map(|name| self.get(name));
        first
            .and_then(Value::as_str)
            .filter(|subject| !subject.is_empty())
            .ok_or(Refusal::Invalid)
    }

    /// The items of a claim that is a list of text. Where it is one text, `split` says what its
    /// items are.
    fn items(
        &self,
        name: &str,
        split: fn(&str) -> Vec<String>,
    ) -> Result<Option<Vec<String>>, Refusal> {
        let items = match self.get(name) {
            None => return Ok(None),
            Some(Value::String(text)) => Some(split(text)),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect(),
            Some(_) => None,
        };
        items.map(Some).ok_or(Refusal::Invalid)
    }
}

/// A claim that comes twice is refused, at any depth: RFC 7519 section 4 leaves it open which counts.
impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match strict_json::strict(deserializer)? {
            Value::Object(claims) => Ok(Self(claims)),
            _ => Err(D::Error::custom("claims are an object")),
        }
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Which claims say who calls and what it was granted; those of Entra ID unless told otherwise.
///
/// ```
/// use graphwright_server::jwt::ClaimNames;
///
/// // RFC 9068, as most other providers have it.
/// let names = ClaimNames::new().user_scopes("scope").user(["sub"]).application(["client_id"]);
/// # let _ = names;
/// ```
#[derive(Clone, Debug)]
pub struct ClaimNames {
    user: Vec<String>,
    application: Vec<String>,
    user_scopes: String,
    application_scopes: String,
    roles: String,
}

impl ClaimNames {
    /// `scp`, `roles`, `wids`; `oid` or `sub` for a user, `azp`, `appid` or `sub` for an application.
    pub fn new() -> Self {
        Self {
            user: ["oid", "sub"].map(str::to_owned).into(),
            application: ["azp", "appid", "sub"].map(str::to_owned).into(),
            user_scopes: "scp".to_owned(),
            application_scopes: "roles".to_owned(),
            roles: "wids".to_owned(),
        }
    }

    /// Who the user is: the first of these that is there.
    pub fn user(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.user = names.into_iter().map(Into::into).collect();
        self
    }

    /// Who an application is that acts for itself: the first of these that is there.
    pub fn application(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.application = names.into_iter().map(Into::into).collect();
        self
    }

    /// What a user delegated, as a list or as words. A token that has it acts for a user.
    pub fn user_scopes(mut self, name: impl Into<String>) -> Self {
        self.user_scopes = name.into();
        self
    }

    /// What an application was granted for itself. In a user's token these are roles of the user and
    /// grant no scope.
    pub fn application_scopes(mut self, name: impl Into<String>) -> Self {
        self.application_scopes = name.into();
        self
    }

    /// The roles that the service's own policies go by.
    pub fn roles(mut self, name: impl Into<String>) -> Self {
        self.roles = name.into();
        self
    }

    /// Who calls by these claims. Claims of another form than they should have grant nothing: the
    /// token is refused.
    pub(super) fn principal(&self, claims: Claims) -> Result<Principal, Refusal> {
        let granted = claims.items(&self.application_scopes, whole)?;
        let granted = granted.unwrap_or_default();
        let roles = claims.items(&self.roles, whole)?.unwrap_or_default();
        let principal = match claims.items(&self.user_scopes, words)? {
            Some(scopes) => Principal::user(claims.subject(&self.user)?)
                .with_scopes(scopes)
                .with_roles(granted),
            None => Principal::application(claims.subject(&self.application)?).with_scopes(granted),
        };
        Ok(principal.with_roles(roles).with_claim(claims))
    }
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self::new()
    }
}

/// Scopes are words (RFC 6749 section 3.3).
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Roles may have spaces in them.
fn whole(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}
