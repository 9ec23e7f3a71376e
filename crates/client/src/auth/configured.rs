//! The credentials that a builder was given.

use super::Credential;
use crate::TokenError;
use graphwright_wire::security::{Scheme, SchemeKind};
use std::fmt;

/// By name of a scheme first, by kind otherwise. The last one set wins.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    named: Vec<(String, Credential)>,
    token: Option<Credential>,
    api_key: Option<Credential>,
    basic: Option<Credential>,
}

impl Credentials {
    pub(super) fn set_named(&mut self, scheme: String, credential: Credential) {
        self.named.retain(|(name, _)| *name != scheme);
        self.named.push((scheme, credential));
    }

    pub(super) fn set_token(&mut self, credential: Credential) {
        self.token = Some(credential);
    }

    pub(super) fn set_api_key(&mut self, credential: Credential) {
        self.api_key = Some(credential);
    }

    pub(super) fn set_basic(&mut self, credential: Credential) {
        self.basic = Some(credential);
    }

    /// What is configured for a scheme. Fails where a credential of another kind was set for it by
    /// name: what was meant cannot be known, and leaving it out would only bring a 401.
    pub(crate) fn find(&self, scheme: &Scheme) -> Result<Option<&Credential>, TokenError> {
        let named = self.named.iter().find(|(name, _)| name == scheme.name);
        match named {
            Some((_, credential)) if credential.fits(scheme.kind) => Ok(Some(credential)),
            Some((name, credential)) => Err(TokenError::new(format!(
                "the security scheme `{}` cannot be served by {credential:?}",
                name.escape_debug()
            ))),
            None => Ok(self.of_kind(scheme.kind)),
        }
    }

    fn of_kind(&self, kind: SchemeKind) -> Option<&Credential> {
        match kind {
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer => {
                self.token.as_ref()
            }
            SchemeKind::ApiKeyHeader(_)
            | SchemeKind::ApiKeyQuery(_)
            | SchemeKind::ApiKeyCookie(_) => self.api_key.as_ref(),
            SchemeKind::Basic => self.basic.as_ref(),
            SchemeKind::Http(_) | SchemeKind::MutualTls => None,
        }
    }

    /// The first that cannot be sent, and why.
    pub(crate) fn check(&self) -> Result<(), (String, &'static str)> {
        let named = self
            .named
            .iter()
            .map(|(name, credential)| (name.as_str(), credential));
        let basic = self.basic.iter().map(|credential| ("basic", credential));
        for (name, credential) in named.chain(basic) {
            credential
                .check()
                .map_err(|reason| (name.to_owned(), reason))?;
        }
        Ok(())
    }
}

/// Shows for what there are credentials.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            ("token", &self.token),
            ("api_key", &self.api_key),
            ("basic", &self.basic),
        ];
        let kinds = kinds
            .into_iter()
            .filter(|(_, set)| set.is_some())
            .map(|(name, _)| name);
        let named = self.named.iter().map(|(name, _)| name.as_str());
        f.debug_set().entries(kinds.chain(named)).finish()
    }
}
