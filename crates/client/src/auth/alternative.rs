//! The choice between the security alternatives of an operation.

use graphwright_wire::security::{Requirement, SchemeKind, Security};

/// Chooses the first alternative whose credentials are all there and of which at least one is sent by
/// the client; no requirements if there is none.
///
/// A client certificate belongs to the transport: an alternative neither fails because one is
/// missing nor is chosen for it alone. An alternative without requirements is chosen only if no other
/// can be.
pub(crate) fn choose_alternative(
    security: Security,
    has: impl Fn(&Requirement) -> bool,
) -> &'static [Requirement] {
    let is_ours = |requirement: &Requirement| requirement.scheme.kind != SchemeKind::MutualTls;
    let chosen = security.iter().find(|alternative| {
        alternative.iter().any(is_ours)
            && alternative
                .iter()
                .all(|requirement| !is_ours(requirement) || has(requirement))
    });
    chosen.copied().unwrap_or_default()
}
