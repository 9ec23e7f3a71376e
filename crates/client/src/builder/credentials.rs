//! What a builder can be told of credentials.

use super::Builder;
use crate::auth::Credential;
use crate::{Core, TokenProvider};
use graphwright_wire::Secret;

impl<C: From<Core>> Builder<C> {
    /// Where tokens come from, for every bearer scheme: `http` `bearer`, `oauth2`, `openIdConnect`.
    ///
    /// The flows of OAuth 2 are in the crate `graphwright-oauth`; [`StaticToken`](crate::StaticToken)
    /// is a token that one has.
    pub fn token(mut self, tokens: impl TokenProvider) -> Self {
        self.credentials.set_token(Credential::token(tokens));
        self
    }

    /// The key for every `apiKey` scheme, in a header, a query or a cookie as the document says.
    pub fn api_key(mut self, key: impl Into<Secret<String>>) -> Self {
        self.credentials.set_api_key(Credential::api_key(key));
        self
    }

    /// The name and password for every `http` `basic` scheme.
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<Secret<String>>) -> Self {
        self.credentials
            .set_basic(Credential::basic(user, password));
        self
    }

    /// The credential for one security scheme, by its name in the document; it wins over what is set
    /// for its kind.
    ///
    /// A name that the document does not have and a credential that does not fit its scheme are
    /// errors of [`build`](Self::build).
    ///
    /// ```
    /// # use graphwright_client::{Builder, Core, auth::Credential};
    /// # fn keys<C: From<Core>>(builder: Builder<C>) -> Builder<C> {
    /// builder
    ///     .credential("api_key", Credential::api_key("3f8a-11"))
    ///     .credential("admin", Credential::basic("root", "xWwvJ]6NMw"))
    /// # }
    /// ```
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.credentials.set_named(scheme.into(), credential);
        self
    }
}
