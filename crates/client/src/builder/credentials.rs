//! Credentials of a builder.

use super::Builder;
use crate::auth::Credential;
use crate::{Core, TokenProvider};
use graphwright_wire::Secret;

impl<C: From<Core>> Builder<C> {
    /// Sets the token provider for all bearer schemes: `http` `bearer`, `oauth2`, `openIdConnect`.
    ///
    /// The flows of OAuth 2 are in the crate `graphwright-oauth`; [`StaticToken`](crate::StaticToken)
    /// provides one token.
    pub fn token(mut self, tokens: impl TokenProvider) -> Self {
        self.credentials.set_token(Credential::token(tokens));
        self
    }

    /// Sets the key for all `apiKey` schemes, in a header, a query or a cookie as documented.
    pub fn api_key(mut self, key: impl Into<Secret<String>>) -> Self {
        self.credentials.set_api_key(Credential::api_key(key));
        self
    }

    /// Sets the user name and password for all `http` `basic` schemes.
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<Secret<String>>) -> Self {
        self.credentials
            .set_basic(Credential::basic(user, password));
        self
    }

    /// Sets the credential for one security scheme, by its name in the document. It takes precedence
    /// over the credential for the kind of the scheme.
    ///
    /// [`build`](Self::build) fails if the document has no such scheme or the scheme does not take the
    /// credential.
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
