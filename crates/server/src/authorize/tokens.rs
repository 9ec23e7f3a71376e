//! An authorizer with fixed tokens.

use super::{Attempt, Authorizer, Principal, Refusal};
use graphwright_wire::security::Requirement;
use std::collections::HashMap;
use std::fmt;

/// An authorizer with a fixed list of tokens, for tests, examples and loopback services.
///
/// A token is accepted in each location of the operation's schemes: as a bearer token, or as a key
/// in a header, query or cookie. `Debug` does not show the tokens.
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
    /// An authorizer without tokens, which refuses every call.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a token with its scopes. Its holder is anonymous.
    pub fn token(
        self,
        token: impl Into<String>,
        scopes: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.principal(token, Principal::anonymous().with_scopes(scopes))
    }

    /// Adds a token with its holder.
    pub fn principal(mut self, token: impl Into<String>, principal: Principal) -> Self {
        self.principals.insert(token.into(), principal);
        self
    }

    /// Returns the caller, if it meets all requirements of one alternative.
    fn authenticate(
        &self,
        attempt: &Attempt<'_>,
        alternative: &[Requirement],
    ) -> Result<Principal, Refusal> {
        let anonymous = Principal::anonymous();
        let mut caller = &anonymous;
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
            match self.authenticate(&attempt, alternative) {
                Ok(principal) => return Ok(principal),
                Err(other) => refusal = closest_refusal(refusal, other),
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

/// Returns the refusal of the alternative that the caller came closer to meeting.
fn closest_refusal(left: Refusal, right: Refusal) -> Refusal {
    let rank = |refusal: &Refusal| match refusal {
        Refusal::Missing => 0,
        Refusal::Invalid => 1,
        Refusal::Forbidden | Refusal::Unavailable(_) => 2,
    };
    if rank(&right) > rank(&left) {
        right
    } else {
        left
    }
}
