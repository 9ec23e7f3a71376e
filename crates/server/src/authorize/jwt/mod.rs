//! Bearer tokens that are JSON web tokens (RFC 7519), signed with HS256, RS256 or ES256.
//!
//! Tokens are checked as RFC 8725 requires: a key has one algorithm, and a token is verified by
//! keys of its algorithm only; issuer, audience and expiry are required. Keys come from a set of
//! the service ([`Keys`]), never from the token. Nothing of a refused token is kept, sent or
//! logged. Encrypted tokens and other algorithms are refused.
//!
//! `jsonwebtoken` verifies signatures and times. The algorithm is a property of a key (`jwk.rs`),
//! never the choice of a token; `keys.rs` replaces keys while tokens are verified; `claims.rs`
//! makes a [`Principal`]. The decision is [`Attempt::permit`]'s, as for all authorizers.

mod claims;
mod jwk;
mod keys;

pub use claims::{ClaimNames, Claims};
pub use jwk::KeysError;
pub use keys::Keys;

use super::{Attempt, Authorizer, Principal, Refusal};
use graphwright_wire::security::{Scheme, SchemeKind};
use jsonwebtoken::{Algorithm, Validation, crypto, decode, decode_header};
use std::time::Duration;

/// An authorizer for tokens of one issuer, as Entra ID and most other identity providers issue
/// them.
///
/// ```
/// use graphwright_server::jwt::{JwtAuthorizer, Keys, KeysError};
/// use serde_json::json;
///
/// # fn main() -> Result<(), KeysError> {
/// // The key set at the `jwks_uri` of the provider; here a key that both sides know.
/// let keys = Keys::new(&json!({ "keys": [
///     { "kty": "oct", "kid": "2026", "alg": "HS256", "k": "c2l4dGVlbiBieXRlcyBhcmUgbm90IGVub3VnaCBoZXJl" },
/// ] }))?;
/// let authorizer = JwtAuthorizer::new(keys.clone(), "https://login.example.com/v2.0", "api://users");
/// // Later, after the provider has rotated its keys:
/// keys.replace(&json!({ "keys": [
///     { "kty": "oct", "kid": "2027", "alg": "HS256", "k": "YW5vdGhlciBzZWNyZXQgb2YgbW9yZSB0aGFuIDMyIGJ5dGVz" },
/// ] }))?;
/// # let _ = authorizer;
/// # Ok(())
/// # }
/// ```
///
/// A token with a user's scopes (`scp`) acts for that user, any other token for its application,
/// whose scopes are its `roles`. Handlers read all claims by `call.principal().claim::<Claims>()`.
/// Schemes other than bearer tokens are never met.
#[derive(Clone, Debug)]
pub struct JwtAuthorizer {
    keys: Keys,
    issuers: Vec<String>,
    audiences: Vec<String>,
    leeway: Duration,
    names: ClaimNames,
}

impl JwtAuthorizer {
    /// Accepts tokens of an issuer for an audience: the claims `iss` and `aud`, which are compared
    /// exactly.
    pub fn new(keys: Keys, issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        // If other dependencies turn on a second implementation in the library, one must be
        // selected. An error means that one has been selected before.
        let _ = crypto::rust_crypto::DEFAULT_PROVIDER.install_default();
        Self {
            keys,
            issuers: vec![issuer.into()],
            audiences: vec![audience.into()],
            leeway: Duration::from_secs(60),
            names: ClaimNames::new(),
        }
    }

    /// Accepts tokens of another issuer too, whose keys must be in the same set.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuers.push(issuer.into());
        self
    }

    /// Accepts tokens for another audience too.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audiences.push(audience.into());
        self
    }

    /// Sets the allowed difference of clocks, an hour at most. The default is 60 seconds.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway.min(LEEWAY_LIMIT);
        self
    }

    /// Sets the names of claims, if they differ from those of Entra ID.
    pub fn claim_names(mut self, names: ClaimNames) -> Self {
        self.names = names;
        self
    }

    /// Verifies a token, and returns its holder.
    async fn verify(&self, token: &str) -> Result<Principal, Refusal> {
        if token.len() > TOKEN_LIMIT {
            return Err(Refusal::Invalid);
        }
        let header = decode_header(token).map_err(|_| Refusal::Invalid)?;
        // Extensions that must be understood (RFC 7515 section 4.1.11). None is supported.
        if header.crit.is_some() {
            return Err(Refusal::Invalid);
        }
        let keys = self.keys.set_for(header.kid.as_deref(), header.alg).await?;
        let validation = self.validation(header.alg);
        let claims = keys
            .candidates(header.kid.as_deref(), header.alg)
            .find_map(|key| decode::<Claims>(token, key, &validation).ok())
            .map(|token| token.claims)
            // The library accepts a list of issuers, which RFC 7519 section 4.1.1 does not have.
            .filter(|claims| claims.text("iss").is_some())
            .ok_or(Refusal::Invalid)?;
        self.names.to_principal(claims)
    }

    fn validation(&self, algorithm: Algorithm) -> Validation {
        let mut validation = Validation::new(algorithm);
        validation.set_required_spec_claims(&["exp", "iss", "aud"]);
        validation.set_issuer(&self.issuers);
        validation.set_audience(&self.audiences);
        validation.validate_nbf = true;
        validation.leeway = self.leeway.as_secs();
        validation
    }
}

impl Authorizer for JwtAuthorizer {
    async fn authorize(&self, attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        match attempt.bearer() {
            Some(token) => {
                let caller = self.verify(token.expose()).await?;
                attempt.permit(caller, is_bearer_scheme)
            }
            // Some operations have an alternative without requirements.
            None => attempt.permit(Principal::anonymous(), |_| false),
        }
    }
}

/// The maximum length of a token in bytes: far above real ones, and cheap to read.
const TOKEN_LIMIT: usize = 16 << 10;

/// The maximum leeway, since the library adds it to times without checking for overflow.
const LEEWAY_LIMIT: Duration = Duration::from_secs(60 * 60);

fn is_bearer_scheme(scheme: &Scheme) -> bool {
    matches!(
        scheme.kind,
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer
    )
}
