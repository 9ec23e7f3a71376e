//! The decision whether an authenticated caller meets the requirements of an operation, in one
//! place.

use super::{Access, Attempt, Principal, Reach, Refusal};
use crate::{Api, Operation};
use graphwright_wire::security::{self, Requirement, Scheme};

impl Attempt<'_> {
    /// Permits an authenticated caller that meets one of the operation's alternatives.
    ///
    /// `proved` returns whether the caller is authenticated by a scheme. An alternative with
    /// another scheme is not met, whatever its scopes. A granted scope counts only if the document
    /// grants it to this kind of caller: a delegated scope does not count for an application, nor
    /// an application's scope for a user. A scope that no flow of the document declares counts for
    /// both.
    ///
    /// ```
    /// use graphwright_server::{Attempt, Principal, Refusal, SchemeKind};
    ///
    /// fn let_in(attempt: &Attempt<'_>, caller: Principal) -> Result<Principal, Refusal> {
    ///     attempt.permit(caller, |scheme| scheme.kind == SchemeKind::OAuth2)
    /// }
    /// ```
    ///
    /// Fails with [`Refusal::Missing`] if the caller is authenticated for no alternative, and with
    /// [`Refusal::Forbidden`] if it is, but lacks the scopes.
    pub fn permit(
        &self,
        caller: Principal,
        proved: impl Fn(&Scheme) -> bool,
    ) -> Result<Principal, Refusal> {
        let security = self.security();
        let mut refusal = Refusal::Missing;
        for alternative in security {
            if !alternative
                .iter()
                .all(|requirement| proved(requirement.scheme))
            {
                continue;
            }
            if alternative
                .iter()
                .all(|requirement| self.is_met(requirement, &caller))
            {
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

    /// Returns whether a caller has the scopes of a requirement.
    pub(super) fn is_met(&self, requirement: &Requirement, caller: &Principal) -> bool {
        let is_effective = |scope: &&'static str| has_effective_scope(self.api, scope, caller);
        match requirement.scopes {
            [] => true,
            scopes if requirement.any_of => scopes.iter().any(is_effective),
            scopes => scopes.iter().all(is_effective),
        }
    }
}

/// The reach of a permitted caller in an operation.
///
/// Scopes limit only callers that are permitted by scopes. A caller without any scope of the
/// operation was permitted by other rules of the authorizer, and is not limited.
pub(crate) fn reach(api: &Api, operation: &Operation, caller: &Principal) -> Reach {
    let requirements = operation.security.iter().copied().flatten();
    let granted = requirements
        .flat_map(|requirement| requirement.scopes)
        .filter(|scope| has_effective_scope(api, scope, caller))
        .map(|scope| match security::find(api.scopes, scope) {
            Some(scope) if scope.own => Reach::Own,
            _ => Reach::All,
        });
    granted.max().unwrap_or(Reach::All)
}

/// Returns whether a scope was granted, and the document grants it to this kind of caller.
fn has_effective_scope(api: &Api, scope: &str, caller: &Principal) -> bool {
    caller.has_scope(scope)
        && security::find(api.scopes, scope).is_none_or(|scope| {
            let is_undeclared = !scope.delegated && !scope.application;
            match caller.access() {
                None => true,
                Some(Access::Delegated) => scope.delegated || is_undeclared,
                Some(Access::Application) => scope.application || is_undeclared,
            }
        })
}
