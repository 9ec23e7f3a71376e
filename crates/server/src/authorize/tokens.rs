//! Tokens that are known beforehand.

use super::{Attempt, Authorizer, Principal, Refusal};
use graphwright_wire::security::Requirement;
use std::collections::HashMap;
use std::fmt;

/// An authoriser with a fixed list of tokens, for tests, examples and loopback services.
///
/// A token is taken wherever the operation's schemes look for one: as a bearer token, as a key in a
/// header, query or cookie. `Debug` does not show the tokens.
///
/// ```
/// use graphwright_server::StaticTokens;
///
/// let tokens = StaticTokens::new()
///     .token("letmein", ["User.Read.All"])
///     .token("nothing", [""; 0]);
/// # let _ = tokens;
/// ```
#[derive(Clone, Default)]
pub struct StaticTokens {
    principals: HashMap<String, Principal>,
}

impl StaticTokens {
    /// An authoriser that knows no token and so refuses everybody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Knows a token and the scopes that it grants. Its holder has no name.
    pub fn token(
        self,
        token: impl Into<String>,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.principal(token, Principal::anonymous().with_scopes(scopes))
    }

    /// Knows a token and who holds it.
    pub fn principal(mut self, token: impl Into<String>, principal: Principal) -> Self {
        self.principals.insert(token.into(), principal);
        self
    }

    /// Who meets one alternative of what an operation asks.
    fn meets(
        &self,
        attempt: &Attempt<'_>,
        alternative: &[Requirement],
    ) -> Result<Principal, Refusal> {
        let nobody = Principal::anonymous();
        let mut caller = &nobody;
        for requirement in alternative {
            let credential = attempt
                .credential(requirement.scheme.kind)
                .ok_or(Refusal::Missing)?;
            let holder = self
                .principals
                .get(credential.expose())
                .ok_or(Refusal::Invalid)?;
            if !attempt.is_met(requirement, holder) {
                return Err(Refusal::Forbidden);
            }
            caller = holder;
        }
        Ok(caller.clone())
    }
}

impl Authorizer for StaticTokens {
    async fn authorize(&self, attempt: Attempt<'_>) -> Result<Principal, Refusal> {
        let mut refusal = Refusal::Missing;
        for alternative in attempt.security() {
            match self.meets(&attempt, alternative) {
                Ok(principal) => return Ok(principal),
                Err(next) => refusal = closer(refusal, next),
            }
        }
        Err(refusal)
    }
}

impl fmt::Debug for StaticTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StaticTokens")
            .field("count", &self.principals.len())
            .finish_non_exhaustive()
    }
}

/// Of two refusals, the one of the alternative that the caller came closer to.
fn closer(one: Refusal, other: Refusal) -> Refusal {
    let rank = |refusal: &Refusal| match refusal {
        Refusal::Missing => 0,
        Refusal::Invalid => 1,
        Refusal::Forbidden | Refusal::Unavailable(_) => 2,
    };
    if rank(&other) > rank(&one) {
        other
    } else {
        one
    }
}
