//! The credentials that a client is configured with.

use super::Credential;
use crate::BuildError;
use graphwright_wire::security::{Scheme, SchemeKind};
use std::fmt;

/// Credentials by the name of a scheme and by the kind of a scheme, in order of precedence. The last
/// one set wins.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    named: Vec<(String, Credential)>,
    token: Option<Credential>,
    api_key: Option<Credential>,
    basic: Option<Credential>,
}

impl Credentials {
    pub(crate) fn set_named(&mut self, scheme: String, credential: Credential) {
        self.named.retain(|(name, _)| *name != scheme);
        self.named.push((scheme, credential));
    }

    pub(crate) fn set_token(&mut self, credential: Credential) {
        self.token = Some(credential);
    }

    pub(crate) fn set_api_key(&mut self, credential: Credential) {
        self.api_key = Some(credential);
    }

    pub(crate) fn set_basic(&mut self, credential: Credential) {
        self.basic = Some(credential);
    }

    /// The credential that is configured for a scheme.
    pub(crate) fn find(&self, scheme: &Scheme) -> Option<&Credential> {
        let named = self.named.iter().find(|(name, _)| name == scheme.name);
        match named {
            Some((_, credential)) => Some(credential),
            None => self.find_by_kind(scheme.kind),
        }
    }

    fn find_by_kind(&self, kind: SchemeKind) -> Option<&Credential> {
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

    /// Refuses a credential for a scheme that does not exist or does not take it, and one that can
    /// never be sent. Leaving it out would only lead to a 401.
    pub(crate) fn validate(&self, schemes: &'static [&'static Scheme]) -> Result<(), BuildError> {
        let unfit = |name: &str, reason| BuildError::Credential {
            scheme: name.to_owned(),
            reason,
        };
        for (name, credential) in &self.named {
            let scheme = schemes.iter().find(|scheme| scheme.name == name);
            let scheme = scheme.ok_or_else(|| BuildError::UnknownScheme {
                scheme: name.clone(),
                known: schemes.iter().map(|scheme| scheme.name).collect(),
            })?;
            credential
                .check_fits(scheme.kind)
                .and_then(|()| credential.validate())
                .map_err(|reason| unfit(name, reason))?;
        }
        match &self.basic {
            Some(basic) => basic.validate().map_err(|reason| unfit("basic", reason)),
            None => Ok(()),
        }
    }
}

/// Shows the kinds and names of schemes that have credentials.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let by_kind = [
            ("token", &self.token),
            ("api_key", &self.api_key),
            ("basic", &self.basic),
        ];
        let kinds = by_kind
            .into_iter()
            .filter(|(_, credential)| credential.is_some())
            .map(|(kind, _)| kind);
        let names = self.named.iter().map(|(name, _)| name.as_str());
        f.debug_set().entries(kinds.chain(names)).finish()
    }
}
