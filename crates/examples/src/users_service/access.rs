//! The permissions of a caller's directory roles, by the matrices of the model.
//!
//! Scopes are checked elsewhere: the runtime checks them before a handler runs, and a handler
//! checks their reach in one line.

use super::record::{AdminRank, Record};
use graph_users_server::model::wire::{Patch, json};
use graph_users_server::model::{DirectoryRole, User, UserUpdate};
use graph_users_server::{Call, Fault};

/// The properties that a caller who may reset a password may update.
const RESET_PROPERTIES: [&str; 4] = [
    "passwordProfile",
    "businessPhones",
    "mobilePhone",
    "otherMails",
];

/// Refuses an update that the caller's roles do not permit. A caller without roles may still change
/// its own ordinary properties.
pub(super) fn check_update(
    call: &Call,
    target: &Record,
    update: &UserUpdate,
    rank: AdminRank,
) -> Result<(), Fault> {
    let is_own = call.user().is_ok_and(|user| target.has_key(user));
    let may_act = may_act(call, &roles(&target.roles));
    let may_reset = DirectoryRole::CAN_RESET_PASSWORD_OF.allows(
        &roles(call.principal().roles()),
        &roles(&target.roles),
        // The only condition of the table: "not the last one's own assignment".
        |_condition| !(is_own && rank == AdminRank::LastAdmin),
    );
    permit_if(
        changed_properties(update)?
            .iter()
            .all(|name| match name.as_str() {
                name if RESET_PROPERTIES.contains(&name) => may_reset,
                name if User::SENSITIVE_PROPERTIES.contains(&name) => may_act,
                _ => may_act || is_own,
            }),
    )
}

/// Refuses the deletion of a user, a sensitive action, that the caller's roles do not permit. The
/// last Global Admin cannot be deleted, since nobody could create another.
pub(super) fn check_delete(call: &Call, target: &Record, rank: AdminRank) -> Result<(), Fault> {
    let may_act = may_act(call, &roles(&target.roles));
    permit_if(may_act && rank == AdminRank::Replaceable)
}

/// Refuses a caller whose roles do not permit it to create users, which sets the sensitive
/// properties of a user without roles.
pub(super) fn check_create(call: &Call) -> Result<(), Fault> {
    permit_if(may_act(call, &[DirectoryRole::NoAdminRole]))
}

/// Returns whether the caller may act on sensitive properties of a user with these roles.
fn may_act(call: &Call, target: &[DirectoryRole]) -> bool {
    let roles = roles(call.principal().roles());
    DirectoryRole::CAN_ACT_ON_SENSITIVE_PROPERTIES_OF.allows(&roles, target, |_condition| false)
}

/// Parses the roles that the matrices contain.
fn roles(names: &[String]) -> Vec<DirectoryRole> {
    names.iter().filter_map(|name| name.parse().ok()).collect()
}

/// The wire names of the properties that an update changes.
fn changed_properties(update: &UserUpdate) -> Result<Vec<String>, Fault> {
    // The password itself is not serialized.
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

/// Returns the 403 of Graph unless something is allowed.
fn permit_if(allowed: bool) -> Result<(), Fault> {
    if allowed {
        return Ok(());
    }
    Err(Fault::forbidden()
        .with_code("Authorization_RequestDenied")
        .with_message("Insufficient privileges to complete the operation."))
}
