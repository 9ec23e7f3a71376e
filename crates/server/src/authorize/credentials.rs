//! Credentials in requests.

use super::Attempt;
use crate::query;
use graphwright_wire::security::SchemeKind;
use http::header::AUTHORIZATION;
use std::borrow::Cow;
use std::fmt;

/// A credential that a caller sent. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential<'a>(Cow<'a, str>);

impl Credential<'_> {
    /// The credential itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Credential<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(..)")
    }
}

impl<'a> Attempt<'a> {
    /// The bearer token of the request (RFC 6750 section 2.1).
    pub fn bearer(&self) -> Option<Credential<'a>> {
        self.authorization("Bearer")
    }

    /// The credential for a scheme: the token, the key, or the text after the name of the HTTP
    /// authentication scheme. `None` for client certificates, which are not in requests.
    pub fn credential(&self, scheme: SchemeKind) -> Option<Credential<'a>> {
        match scheme {
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer => self.bearer(),
            SchemeKind::Basic => self.authorization("Basic"),
            SchemeKind::Http(name) => self.authorization(name),
            SchemeKind::ApiKeyHeader(name) => {
                let value = self.headers().get(name)?.to_str().ok()?;
                Some(Credential(value.into()))
            }
            SchemeKind::ApiKeyQuery(name) => {
                query::find_value(self.uri().query()?, name).map(Credential)
            }
            SchemeKind::ApiKeyCookie(name) => {
                query::find_cookie(self.headers(), name).map(|value| Credential(value.into()))
            }
            SchemeKind::MutualTls => None,
        }
    }

    fn authorization(&self, scheme: &str) -> Option<Credential<'a>> {
        let value = self.headers().get(AUTHORIZATION)?.to_str().ok()?;
        let (name, credential) = value.split_once(' ')?;
        let credential = credential.trim();
        (name.eq_ignore_ascii_case(scheme) && !credential.is_empty())
            .then(|| Credential(credential.into()))
    }
}
