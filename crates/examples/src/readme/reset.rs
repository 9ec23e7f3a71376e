//! A policy in one line.

use graph_users_server::model::DirectoryRole;

/// Returns whether a caller with these roles may reset the target's password. If the target has
/// several roles, the most restrictive applies.
pub fn may_reset(caller: &[DirectoryRole], target: &[DirectoryRole], last_admin: bool) -> bool {
    DirectoryRole::CAN_RESET_PASSWORD_OF.allows(caller, target, |_condition| !last_admin)
}
