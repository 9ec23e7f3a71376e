//! How a user comes to be, and what an update does to it.

use super::errors;
use graph_users_server::model::wire::Timestamp;
use graph_users_server::model::{ErrorResponse, User, UserCreate, UserUpdate};
use uuid::Uuid;

/// The user that a body of `POST /users` describes, under a new id.
pub(super) fn created(body: UserCreate) -> User {
    let now = Timestamp::now();
    let mut user = User::default()
        .id(Uuid::new_v4().to_string())
        .account_enabled(body.account_enabled)
        .business_phones([])
        .created_date_time(now)
        .display_name(body.display_name)
        .last_password_change_date_time(now)
        .mail_nickname(body.mail_nickname)
        .user_principal_name(body.user_principal_name);
    user.given_name = body.given_name;
    user.surname = body.surname;
    user.job_title = body.job_title;
    user.department = body.department;
    user.usage_location = body.usage_location;
    user
}

/// Changes what an update names: `null` clears a property, and one that is left out stays.
pub(super) fn apply(body: UserUpdate, user: &mut User) {
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
    if body.business_phones.is_some() {
        user.business_phones = body.business_phones;
    }
    if body.other_mails.is_some() {
        user.other_mails = body.other_mails;
    }
}

/// What is wrong with an update that the document could not say: it clears what no user is without,
/// or gives a name in which nothing tells it from an id.
pub(super) fn refusal(body: &UserUpdate) -> Option<ErrorResponse> {
    let clears = body.account_enabled.is_clear()
        || body.display_name.is_clear()
        || body.password_profile.is_clear()
        || body.user_principal_name.is_clear();
    let name = body.user_principal_name.value();
    if clears {
        Some(errors::required())
    } else if name.is_some_and(|name| !name.contains('@')) {
        Some(errors::no_name())
    } else {
        None
    }
}
