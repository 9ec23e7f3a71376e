//! Which of an operation's alternatives is shown.

use graphwright_wire::security::{Requirement, SchemeKind, Security};

/// The first alternative of which everything is there and something can be shown; no requirement
/// where there is none.
///
/// A client certificate is the transport's, so that an alternative neither fails for want of one nor
/// is chosen for it alone. An alternative that asks nothing is chosen only where no other can be.
pub(crate) fn choose(
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
