//! The claims of a token, and the principal that they identify.

use crate::{Principal, Refusal, strict_json};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};
use std::fmt;

/// The claims of an accepted token. `Debug` shows their names only.
#[derive(Clone, PartialEq)]
pub struct Claims(Map<String, Value>);

impl Claims {
    /// A claim by name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// A claim that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str()
    }

    /// The first of these claims that is present, which must be text and not empty.
    fn subject(&self, names: &[String]) -> Result<&str, Refusal> {
        let first = names.iter().find_map(|name| self.get(name));
        first
            .and_then(Value::as_str)
            .filter(|subject| !subject.is_empty())
            .ok_or(Refusal::Invalid)
    }

    /// The items of a claim that is a list of texts, or one text that `split` splits.
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

/// Refuses duplicate claims at any depth, since RFC 7519 section 4 leaves it open which one counts.
impl<'de> Deserialize<'de> for Claims {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match strict_json::deserialize(deserializer)? {
            Value::Object(claims) => Ok(Self(claims)),
            _ => Err(D::Error::custom("claims must be an object")),
        }
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// The names of the claims that identify the caller and its scopes. The default is those of Entra
/// ID.
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
    /// `scp`, `roles`, `wids`; `oid` or `sub` for a user, `azp`, `appid` or `sub` for an
    /// application.
    pub fn new() -> Self {
        Self {
            user: ["oid", "sub"].map(str::to_owned).into(),
            application: ["azp", "appid", "sub"].map(str::to_owned).into(),
            user_scopes: "scp".to_owned(),
            application_scopes: "roles".to_owned(),
            roles: "wids".to_owned(),
        }
    }

    /// Sets the claims that identify a user; the first that is present counts.
    pub fn user(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.user = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the claims that identify an application that acts for itself; the first that is present
    /// counts.
    pub fn application(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.application = names.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the claim with the scopes that a user delegated, as a list or as words. A token with
    /// this claim acts for a user.
    pub fn user_scopes(mut self, name: impl Into<String>) -> Self {
        self.user_scopes = name.into();
        self
    }

    /// Sets the claim with the scopes that an application was granted. In a user's token they are
    /// roles of the user, and no scopes.
    pub fn application_scopes(mut self, name: impl Into<String>) -> Self {
        self.application_scopes = name.into();
        self
    }

    /// Sets the claim with the roles that the service's own policies use.
    pub fn roles(mut self, name: impl Into<String>) -> Self {
        self.roles = name.into();
        self
    }

    /// Converts claims to a principal. Fails for a claim of the wrong type, so that the token is
    /// refused.
    pub(super) fn to_principal(&self, claims: Claims) -> Result<Principal, Refusal> {
        let application_scopes = claims.items(&self.application_scopes, single)?;
        let application_scopes = application_scopes.unwrap_or_default();
        let roles = claims.items(&self.roles, single)?.unwrap_or_default();
        let principal = match claims.items(&self.user_scopes, words)? {
            Some(scopes) => Principal::user(claims.subject(&self.user)?)
                .with_scopes(scopes)
                .with_roles(application_scopes),
            None => Principal::application(claims.subject(&self.application)?)
                .with_scopes(application_scopes),
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

/// Roles may contain spaces.
fn single(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}
