//! How a user comes to be, and what an update does to it.

use super::errors::bad_request;
use graph_users_server::Fault;
use graph_users_server::model::wire::Timestamp;
use graph_users_server::model::{User, UserCreate, UserUpdate};
use uuid::Uuid;

/// The user that a body of `POST /users` describes, under a new id.
pub(super) fn created(body: UserCreate) -> User {
    let now = Timestamp::now();
    let mut user = User::default()
        .id(Uuid::new_v4().to_string())
        .account_enabled(body.account_enabled)
        .created_date_time(now)
        .display_name(body.display_name)
        .last_password_change_date_time(now)
        .mail_nickname(body.mail_nickname)
        .user_principal_name(body.user_principal_name);
    user.business_phones = Some(Vec::new());
    user.given_name = body.given_name;
    user.surname = body.surname;
    user.job_title = body.job_title;
    user.department = body.department;
    user.usage_location = body.usage_location;
    user
}

/// What becomes of a user: `null` clears a property, and one that is left out stays.
///
/// The document cannot say that some must not be cleared, nor what tells a name from an id.
pub(super) fn updated(mut user: User, body: UserUpdate) -> Result<User, Fault> {
    let name = body.user_principal_name.value();
    if name.is_some_and(|name| !name.contains('@')) {
        return Err(bad_request("Property userPrincipalName is invalid."));
    }
    if body.account_enabled.is_clear()
        || body.display_name.is_clear()
        || body.password_profile.is_clear()
        || body.user_principal_name.is_clear()
    {
        let message = "A property that a user must have cannot be cleared.";
        return Err(bad_request(message));
    }
    if body.password_profile.is_set() {
        user.last_password_change_date_time = Some(Timestamp::now());
    }
    body.account_enabled.apply(&mut user.account_enabled);
    body.department.apply(&mut user.department);
    body.display_name.apply(&mut user.display_name);
    body.given_name.apply(&mut user.given_name);
    body.job_title.apply(&mut user.job_title);
    body.mobile_phone.apply(&mut user.mobile_phone);
    body.office_location.apply(&mut user.office_location);
    body.on_premises_immutable_id
        .apply(&mut user.on_premises_immutable_id);
    body.preferred_language.apply(&mut user.preferred_language);
    body.surname.apply(&mut user.surname);
    body.usage_location.apply(&mut user.usage_location);
    body.user_principal_name
        .apply(&mut user.user_principal_name);
    user.business_phones = body.business_phones.or(user.business_phones);
    user.other_mails = body.other_mails.or(user.other_mails);
    Ok(user)
}
