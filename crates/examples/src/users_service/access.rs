//! Who may do what: the callers that the service knows, and what their roles let them do.
//!
//! Whether a token has the scopes that an operation asks for, and whether it reaches beyond what is
//! the caller's own, was decided before a handler runs or is a line in it. What is decided here is
//! that a caller is bound by its directory roles too, as the matrices of the model say.

use super::store::Record;
use graph_users_server::model::wire::json;
use graph_users_server::model::{DirectoryRole, User, UserUpdate};
use graph_users_server::{Call, Fault, Principal, StaticTokens};

/// A caller that the service knows, once it has a token.
#[derive(Debug)]
pub struct Known {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The id by which its tokens name it: a user's, or an application's.
    pub id: &'static str,
    /// The name and user principal name of the user for whom it acts; an application has neither.
    pub user: Option<(&'static str, &'static str)>,
    /// Its roles, which its tokens carry.
    pub roles: &'static [DirectoryRole],
    /// The scopes that it was granted.
    pub scopes: &'static [&'static str],
}

/// Every kind of caller that makes a difference.
pub const CALLERS: [Known; 5] = [
    Known {
        name: "administrator",
        id: "11111111-1111-4111-8111-111111111111",
        user: Some(("Megan Bowen", "megan@contoso.com")),
        roles: &[DirectoryRole::GlobalAdmin],
        scopes: &["User.Read.All", "User.ReadWrite.All"],
    },
    Known {
        name: "helpdesk",
        id: "22222222-2222-4222-8222-222222222222",
        user: Some(("Lee Gu", "lee@contoso.com")),
        roles: &[DirectoryRole::HelpdeskAdmin],
        scopes: &["User.Read.All", "User.ReadWrite.All"],
    },
    Known {
        name: "member",
        id: "33333333-3333-4333-8333-333333333333",
        user: Some(("Adele Vance", "adele@contoso.com")),
        roles: &[DirectoryRole::NoAdminRole],
        scopes: &["User.Read", "User.ReadWrite"],
    },
    Known {
        name: "reader",
        id: "44444444-4444-4444-8444-444444444444",
        user: Some(("Alex Wilber", "alex@contoso.com")),
        roles: &[DirectoryRole::NoAdminRole],
        scopes: &["User.Read.All"],
    },
    Known {
        name: "application",
        id: "55555555-5555-4555-8555-555555555555",
        user: None,
        roles: &[DirectoryRole::UserAdmin],
        scopes: &["User.Read.All", "User.ReadWrite.All"],
    },
];

/// Lets in who shows one of these tokens, as the caller beside it.
pub fn authorizer<'a>(tokens: impl IntoIterator<Item = (&'a str, &'static Known)>) -> StaticTokens {
    let mut authorizer = StaticTokens::new();
    for (token, known) in tokens {
        let principal = match known.user {
            Some(_) => Principal::user(known.id),
            None => Principal::application(known.id),
        };
        let roles = known.roles.iter().map(|role| role.as_str());
        let principal = principal
            .with_scopes(known.scopes.iter().copied())
            .with_roles(roles);
        authorizer = authorizer.principal(token, principal);
    }
    authorizer
}

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
    global_admins: usize,
) -> Result<(), Fault> {
    let roles = roles(call);
    let is_own = is_own(call, target);
    let may_reset = DirectoryRole::CAN_RESET_PASSWORD_OF.allows(
        &roles,
        &target.roles,
        // The one condition of the table: not the last one's own assignment.
        |_condition| !is_own || global_admins > 1,
    );
    let may_act = may_act(&roles, &target.roles);
    let mut changed = changed(update)?;
    permit(changed.all(|name| match name.as_str() {
        name if RESET.contains(&name) => may_reset,
        name if User::SENSITIVE_PROPERTIES.contains(&name) => may_act,
        _ => may_act || is_own,
    }))
}

/// Refuses a caller whose roles do not let it delete this user, which is a sensitive action. The
/// last Global Admin stays: nobody could make another.
pub(super) fn check_delete(
    call: &Call,
    target: &Record,
    global_admins: usize,
) -> Result<(), Fault> {
    let is_last = global_admins == 1 && target.roles.contains(&DirectoryRole::GlobalAdmin);
    permit(may_act(&roles(call), &target.roles) && !is_last)
}

/// Refuses a caller whose roles do not let it create users: it sets the sensitive properties of
/// somebody who has no role yet.
pub(super) fn check_create(call: &Call) -> Result<(), Fault> {
    permit(may_act(&roles(call), &[DirectoryRole::NoAdminRole]))
}

/// Whether a user is the one for whom the caller acts.
pub(super) fn is_own(call: &Call, target: &Record) -> bool {
    let id = target.user.id.as_ref().map(AsRef::as_ref);
    call.user().is_ok_and(|user| id == Some(user))
}

fn may_act(roles: &[DirectoryRole], target: &[DirectoryRole]) -> bool {
    DirectoryRole::CAN_ACT_ON_SENSITIVE_PROPERTIES_OF.allows(roles, target, |_condition| false)
}

fn roles(call: &Call) -> Vec<DirectoryRole> {
    let names = call.principal().roles().iter();
    names.filter_map(|name| name.parse().ok()).collect()
}

/// The wire names of what an update changes. The password is left out of what is written down.
fn changed(update: &UserUpdate) -> Result<impl Iterator<Item = String>, Fault> {
    let mut update = update.clone();
    let password = std::mem::take(&mut update.password_profile);
    let password = (!password.is_keep()).then(|| "passwordProfile".to_owned());
    let members: json::Map<String, json::Value> = json::from_value(json::to_value(update)?)?;
    Ok(members.into_iter().map(|(name, _)| name).chain(password))
}

fn permit(allowed: bool) -> Result<(), Fault> {
    let message = "Insufficient privileges to complete the operation.";
    let refused = || {
        Fault::forbidden()
            .with_code("Authorization_RequestDenied")
            .with_message(message)
    };
    allowed.then_some(()).ok_or_else(refused)
}
