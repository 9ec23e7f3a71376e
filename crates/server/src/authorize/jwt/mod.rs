//! Bearer tokens that are JSON web tokens (RFC 7519), signed with HS256, RS256 or ES256.
//!
//! What is checked of a token is what RFC 8725 asks for: a key has one algorithm and a token is
//! verified by keys of its algorithm only; issuer, audience and expiry must be there and fit. Keys
//! come from a set that the service gives ([`Keys`]) and never from the token, whatever its header
//! says. Nothing of a token that is refused is kept, told or logged.
//!
//! Encrypted tokens and other algorithms are refused.

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

/// An authoriser for tokens of one issuer, as Entra ID and most other identity providers make them.
///
/// ```
/// use graphwright_server::jwt::{JwtAuthorizer, Keys, KeysError};
/// use serde_json::json;
///
/// # fn main() -> Result<(), KeysError> {
/// // What the provider has at its `jwks_uri`; here a key that both sides know.
/// let keys = Keys::new(&json!({ "keys": [
///     { "kty": "oct", "kid": "2026", "alg": "HS256", "k": "c2l4dGVlbiBieXRlcyBhcmUgbm90IGVub3VnaCBoZXJl" },
/// ] }))?;
/// let authorizer = JwtAuthorizer::new(keys.clone(), "https://login.example.com/v2.0", "api://users");
/// // Later, when the provider has other keys:
/// keys.replace(&json!({ "keys": [
///     { "kty": "oct", "kid": "2027", "alg": "HS256", "k": "YW5vdGhlciBzZWNyZXQgb2YgbW9yZSB0aGFuIDMyIGJ5dGVz" },
/// ] }))?;
/// # let _ = authorizer;
/// # Ok(())
/// # }
/// ```
///
/// A token with scopes of a user (`scp`) acts for that user, any other one for its application,
/// whose scopes are its `roles`. Handlers find all claims by `call.principal().claim::<Claims>()`.
/// Schemes other than bearer tokens are never met by it.
#[derive(Clone, Debug)]
pub struct JwtAuthorizer {
    keys: Keys,
    issuers: Vec<String>,
    audiences: Vec<String>,
    leeway: Duration,
    names: ClaimNames,
}

impl JwtAuthorizer {
    /// Takes tokens of an issuer that are meant for an audience: the claims `iss` and `aud`, which
    /// are compared as they are.
    pub fn new(keys: Keys, issuer: impl Into<String>, audience: impl Into<String>) -> Self {
        // Where the service's other dependencies make the library offer two implementations, it
        // wants to be told which. That it was told before is as good.
        let _ = crypto::rust_crypto::DEFAULT_PROVIDER.install_default();
        Self {
            keys,
            issuers: vec![issuer.into()],
            audiences: vec![audience.into()],
            leeway: Duration::from_secs(60),
            names: ClaimNames::new(),
        }
    }

    /// Takes tokens of another issuer too, whose keys are in the same set.
    pub fn issuer(mut self, issuer: impl Into<String>) -> Self {
        self.issuers.push(issuer.into());
        self
    }

    /// Takes tokens for another audience too.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audiences.push(audience.into());
        self
    }

    /// How far clocks may be apart: 60 seconds unless this says otherwise, an hour at most.
    pub fn leeway(mut self, leeway: Duration) -> Self {
        self.leeway = leeway.min(LEEWAY_LIMIT);
        self
    }

    /// Reads other claims than Entra's.
    pub fn claim_names(mut self, names: ClaimNames) -> Self {
        self.names = names;
        self
    }

    /// Who shows a token, if it is a good one.
    async fn verify(&self, token: &str) -> Result<Principal, Refusal> {
        if token.len() > TOKEN_LIMIT {
            return Err(Refusal::Invalid);
        }
        let header = decode_header(token).map_err(|_| Refusal::Invalid)?;
        // Extensions that must be understood (RFC 7515 section 4.1.11), and none is.
        if header.crit.is_some() {
            return Err(Refusal::Invalid);
        }
        let keys = self.keys.set_for(header.kid.as_deref(), header.alg).await?;
        let validation = self.validation(header.alg);
        let claims = keys
            .fitting(header.kid.as_deref(), header.alg)
            .find_map(|key| decode::<Claims>(token, key, &validation).ok())
            .map(|token| token.claims)
            // The library takes lists of issuers, of which RFC 7519 section 4.1.1 knows nothing.
            .filter(|claims| claims.text("iss").is_some())
            .ok_or(Refusal::Invalid)?;
        self.names.principal(claims)
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
                attempt.permit(caller, takes_bearer)
            }
            // Some operations take callers of whom nothing is known beside those with a token.
            None => attempt.permit(Principal::anonymous(), |_| false),
        }
    }
}

/// The bytes of a token; far above any that is real, and below what is costly to read.
const TOKEN_LIMIT: usize = 16 << 10;

/// What the library adds to and takes from times, without looking for overflow.
const LEEWAY_LIMIT: Duration = Duration::from_secs(60 * 60);

fn takes_bearer(scheme: &Scheme) -> bool {
    matches!(
        scheme.kind,
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer
    )
}
