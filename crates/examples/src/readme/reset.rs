//! A policy in a line.

use graph_users_server::model::DirectoryRole;

/// Whether who has the caller's roles may reset the password of who has the target's: for somebody
/// with several roles the strictest counts.
pub fn may_reset(caller: &[DirectoryRole], target: &[DirectoryRole], last_admin: bool) -> bool {
    DirectoryRole::CAN_RESET_PASSWORD_OF.allows(caller, target, |_condition| !last_admin)
}
