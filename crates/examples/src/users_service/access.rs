//! What a caller's directory roles let it do, as the matrices of the model say.
//!
//! Whether its token has the scopes that an operation asks for, and whether they reach beyond what is
//! its own, was decided before a handler runs or is a line in it.

use super::store::Record;
use graph_users_server::model::wire::{Patch, json};
use graph_users_server::model::{DirectoryRole, User, UserUpdate};
use graph_users_server::{Call, Fault};

/// The right to reset a password includes the right to update these.
const RESET: [&str; 4] = [
    "passwordProfile",
    "businessPhones",
    "mobilePhone",
    "otherMails",
];

/// Refuses a caller whose roles do not let it make this update. Who has no role may still change
/// what is ordinary about itself.
pub(super) fn check_update(
    call: &Call,
    target: &Record,
    update: &UserUpdate,
    is_last_admin: bool,
) -> Result<(), Fault> {
    let is_own = call.user().is_ok_and(|user| target.answers_to(user));
    let may_act = may_act(call, &roles(&target.roles));
    let may_reset = DirectoryRole::CAN_RESET_PASSWORD_OF.allows(
        &roles(call.principal().roles()),
        &roles(&target.roles),
        // The one condition of the table: not the last one's own assignment.
        |_condition| !(is_own && is_last_admin),
    );
    permit(changed(update)?.iter().all(|name| match name.as_str() {
        name if RESET.contains(&name) => may_reset,
        name if User::SENSITIVE_PROPERTIES.contains(&name) => may_act,
        _ => may_act || is_own,
    }))
}

/// Refuses a caller whose roles do not let it delete this user, which is a sensitive action. The
/// last Global Admin stays: nobody could make another.
pub(super) fn check_delete(call: &Call, target: &Record, is_last_admin: bool) -> Result<(), Fault> {
    permit(may_act(call, &roles(&target.roles)) && !is_last_admin)
}

/// Refuses a caller whose roles do not let it create users: it sets the sensitive properties of
/// somebody who has no role yet.
pub(super) fn check_create(call: &Call) -> Result<(), Fault> {
    permit(may_act(call, &[DirectoryRole::NoAdminRole]))
}

fn may_act(call: &Call, target: &[DirectoryRole]) -> bool {
    let roles = roles(call.principal().roles());
    DirectoryRole::CAN_ACT_ON_SENSITIVE_PROPERTIES_OF.allows(&roles, target, |_condition| false)
}

/// The roles that the matrices speak of.
fn roles(names: &[String]) -> Vec<DirectoryRole> {
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

/// The wire names of what an update changes.
fn changed(update: &UserUpdate) -> Result<Vec<String>, Fault> {
    // The password itself is not written down.
    let mut others = update.clone();
    let password = std::mem::replace(&mut others.password_profile, Patch::Keep);
    let password = (!password.is_keep()).then(|| "passwordProfile".to_owned());
    let members: json::Map<String, json::Value> = json::from_value(json::to_value(others)?)?;
    Ok(members
        .into_iter()
        .map(|(name, _)| name)
        .chain(password)
        .collect())
}

fn permit(allowed: bool) -> Result<(), Fault> {
    if allowed {
        return Ok(());
    }
    Err(Fault::forbidden()
        .with_code("Authorization_RequestDenied")
        .with_message("Insufficient privileges to complete the operation."))
}
