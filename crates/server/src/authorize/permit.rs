//! Holding a caller against what an operation asks: the one place that decides which scopes count.

use super::{Access, Attempt, Principal, Reach, Refusal};
use crate::{Api, Operation};
use graphwright_wire::security::{self, Requirement, Scheme};

impl Attempt<'_> {
    /// Lets a caller in who proved who it is, if one of the operation's alternatives is met.
    ///
    /// `proved` says of each scheme whether the caller proved itself by it: an alternative that needs
    /// another is not met, whatever it asks of scopes. A scope that was granted counts only if the
    /// document lets this kind of caller have it: one that is delegated only is worth nothing to an
    /// application, and the other way round. One of which the document says neither counts for both.
    ///
    /// ```
    /// use graphwright_server::{Attempt, Principal, Refusal, SchemeKind};
    ///
    /// fn let_in(attempt: &Attempt<'_>, caller: Principal) -> Result<Principal, Refusal> {
    ///     attempt.permit(caller, |scheme| scheme.kind == SchemeKind::OAuth2)
    /// }
    /// ```
    ///
    /// Fails with [`Refusal::Missing`] where no alternative is proved, and with
    /// [`Refusal::Forbidden`] where one is and its scopes are not granted.
    pub fn permit(
        &self,
        caller: Principal,
        proved: impl Fn(&Scheme) -> bool,
    ) -> Result<Principal, Refusal> {
        let security = self.security();
        let mut refusal = Refusal::Missing;
        for alternative in security {
            if !alternative.iter().all(|one| proved(one.scheme)) {
                continue;
            }
            if alternative.iter().all(|one| self.is_met(one, &caller)) {
                return Ok(caller);
            }
            refusal = Refusal::Forbidden;
        }
        if security.is_empty() {
            Ok(caller)
        } else {
            Err(refusal)
        }
    }

    /// Whether a caller was granted what a requirement asks.
    pub(super) fn is_met(&self, requirement: &Requirement, caller: &Principal) -> bool {
        let counts = |scope: &&'static str| counts(self.api, scope, caller);
        match requirement.scopes {
            [] => true,
            scopes if requirement.any_of => scopes.iter().any(counts),
            scopes => scopes.iter().all(counts),
        }
    }
}

/// How far a caller who was let in reaches in an operation.
///
/// Scopes limit only those whom scopes let in: a caller without any that the operation asks for was
/// let in by other rules, which are the authoriser's own.
pub(crate) fn reach(api: &Api, operation: &Operation, caller: &Principal) -> Reach {
    let asked = operation.security.iter().copied().flatten();
    let granted = asked
        .flat_map(|requirement| requirement.scopes)
        .filter(|scope| counts(api, scope, caller))
        .map(|scope| match security::find(api.scopes, scope) {
            Some(scope) if scope.own => Reach::Own,
            _ => Reach::All,
        });
    granted.max().unwrap_or(Reach::All)
}

/// Whether a scope was granted, and the document lets this kind of caller have it.
fn counts(api: &Api, scope: &str, caller: &Principal) -> bool {
    caller.has_scope(scope)
        && security::find(api.scopes, scope).is_none_or(|scope| {
            let undeclared = !scope.delegated && !scope.application;
            match caller.access() {
                None => true,
                Some(Access::Delegated) => scope.delegated || undeclared,
                Some(Access::Application) => scope.application || undeclared,
            }
        })
}
