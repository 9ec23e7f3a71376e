//! One credential: a token, a key, or a user name with a password.

use crate::{StaticToken, TokenProvider};
use graphwright_wire::Secret;
use graphwright_wire::security::SchemeKind;
use std::fmt;
use std::sync::Arc;

/// A credential, for one security scheme or for all schemes of a kind.
///
/// ```
/// use graphwright_client::auth::Credential;
///
/// let key = Credential::api_key("3f8a-11");
/// assert_eq!(format!("{key:?}"), "Credential(key)");
/// ```
#[derive(Clone)]
pub struct Credential(Kind);

#[derive(Clone)]
enum Kind {
    Token(Arc<dyn TokenProvider>),
    ApiKey(Arc<dyn TokenProvider>),
    Basic(Login),
}

/// A user name and a password (RFC 7617).
#[derive(Clone)]
pub(crate) struct Login {
    pub(super) user: String,
    pub(super) password: Secret<String>,
}

/// The source of a credential's text.
pub(crate) enum Source<'a> {
    Provider(&'a Arc<dyn TokenProvider>),
    Login(&'a Login),
}

impl Credential {
    /// A token, which the provider is asked for before every attempt. It serves bearer schemes
    /// (`http` `bearer`, `oauth2`, `openIdConnect`). Set for a scheme by name, it can also be a key
    /// that changes, or the text after the name of another HTTP scheme.
    pub fn token(provider: impl TokenProvider) -> Self {
        Self(Kind::Token(Arc::new(provider)))
    }

    /// A key that does not change. Set for a scheme by name, it can also be a bearer token.
    pub fn api_key(key: impl Into<Secret<String>>) -> Self {
        Self(Kind::ApiKey(Arc::new(StaticToken::new(key))))
    }

    /// A user name and a password, for `http` `basic` (RFC 7617).
    pub fn basic(user: impl Into<String>, password: impl Into<Secret<String>>) -> Self {
        Self(Kind::Basic(Login {
            user: user.into(),
            password: password.into(),
        }))
    }

    /// Fails if schemes of this kind do not take the credential.
    pub(super) fn check_fits(&self, kind: SchemeKind) -> Result<(), &'static str> {
        let is_login = matches!(self.0, Kind::Basic(_));
        match kind {
            SchemeKind::Basic if is_login => Ok(()),
            SchemeKind::Basic => Err("the scheme takes a user name and a password"),
            SchemeKind::MutualTls => Err("client certificates belong to the transport"),
            SchemeKind::OAuth2
            | SchemeKind::OpenIdConnect
            | SchemeKind::Bearer
            | SchemeKind::Http(_)
            | SchemeKind::ApiKeyHeader(_)
            | SchemeKind::ApiKeyQuery(_)
            | SchemeKind::ApiKeyCookie(_)
                if is_login =>
            {
                Err("the scheme takes a token or a key, not a user name and a password")
            }
            SchemeKind::OAuth2
            | SchemeKind::OpenIdConnect
            | SchemeKind::Bearer
            | SchemeKind::Http(_)
            | SchemeKind::ApiKeyHeader(_)
            | SchemeKind::ApiKeyQuery(_)
            | SchemeKind::ApiKeyCookie(_) => Ok(()),
        }
    }

    pub(crate) fn source(&self) -> Source<'_> {
        match &self.0 {
            Kind::Token(provider) | Kind::ApiKey(provider) => Source::Provider(provider),
            Kind::Basic(login) => Source::Login(login),
        }
    }

    /// Fails if the credential can never be sent.
    pub(super) fn validate(&self) -> Result<(), &'static str> {
        let Kind::Basic(login) = &self.0 else {
            return Ok(());
        };
        if login.user.contains(':') {
            return Err("a user name must not contain a colon (RFC 7617, section 2)");
        }
        if login.user.contains(char::is_control)
            || login.password.expose().contains(char::is_control)
        {
            return Err("control characters cannot be sent (RFC 7617, section 2)");
        }
        Ok(())
    }
}

/// Shows the kind of the credential and no secret.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Token(_) => "Credential(token)",
            Kind::ApiKey(_) => "Credential(key)",
            Kind::Basic(_) => "Credential(basic)",
        })
    }
}
