//! An address book behind the generated server trait: all operations over a map in memory.
//!
//! It shows what is left to write when routing, parsing, validation and error bodies are not: the
//! behaviour. Filtering, sorting and searching are not part of it and answer 501.

use graph_users_server::model::wire::Uuid;
use graph_users_server::model::{
    ErrorBody, ErrorResponse, MemberOfPage, User, UserCollection, UserCreate, UserKey, UserUpdate,
};
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetMeParams, GetUserAnswer,
    GetUserManagerAnswer, GetUserParams, ListUserMemberOfAnswer, ListUserMemberOfParams,
    ListUsersAnswer, ListUsersParams, UpdateUserAnswer,
};
use graph_users_server::{Call, Fault, Users};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The users of one tenant, by id.
#[derive(Debug, Default)]
pub struct AddressBook {
    users: Mutex<BTreeMap<String, User>>,
}

impl AddressBook {
    fn users(&self) -> MutexGuard<'_, BTreeMap<String, User>> {
        // A handler that panicked leaves whole users behind: each is inserted in one step.
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, key: &UserKey) -> Option<User> {
        self.users()
            .values()
            .find(|user| answers_to(user, key))
            .cloned()
    }
}

impl Users for AddressBook {
    async fn list(&self, _call: Call, params: ListUsersParams) -> Result<ListUsersAnswer, Fault> {
        if params.filter.or(params.orderby).or(params.search).is_some() {
            return Err(Fault::not_implemented());
        }
        let most = params
            .top
            .and_then(|top| usize::try_from(top).ok())
            .unwrap_or(100);
        let page: Vec<User> = self.users().values().take(most).cloned().collect();
        Ok(ListUsersAnswer::Ok(UserCollection::default().value(page)))
    }

    async fn create(&self, _call: Call, body: UserCreate) -> Result<CreateUserAnswer, Fault> {
        let name = UserKey::UserPrincipalName(body.user_principal_name.clone());
        if self.find(&name).is_some() {
            return Ok(CreateUserAnswer::BadRequest(error(
                "Request_MultipleObjectsWithSameKeyValue",
                "Another object with the same value for property userPrincipalName already exists.",
            )));
        }
        let mut users = self.users();
        let id = Uuid::from_u128(users.len() as u128 + 1).to_string();
        let mut user = User::default()
            .id(id.as_str())
            .account_enabled(body.account_enabled)
            .display_name(body.display_name)
            .mail_nickname(body.mail_nickname)
            .user_principal_name(body.user_principal_name);
        user.given_name = body.given_name;
        user.surname = body.surname;
        user.job_title = body.job_title;
        user.department = body.department;
        user.usage_location = body.usage_location;
        users.insert(id, user.clone());
        Ok(CreateUserAnswer::Created(user))
    }

    async fn get(
        &self,
        _call: Call,
        user_id: UserKey,
        _params: GetUserParams,
    ) -> Result<GetUserAnswer, Fault> {
        Ok(match self.find(&user_id) {
            Some(user) => GetUserAnswer::Ok(user),
            None => GetUserAnswer::NotFound(not_found(&user_id)),
        })
    }

    async fn update(
        &self,
        _call: Call,
        user_id: UserKey,
        body: UserUpdate,
    ) -> Result<UpdateUserAnswer, Fault> {
        let mut users = self.users();
        let Some(user) = users.values_mut().find(|user| answers_to(user, &user_id)) else {
            return Ok(UpdateUserAnswer::NotFound(not_found(&user_id)));
        };
        body.display_name.apply(&mut user.display_name);
        body.given_name.apply(&mut user.given_name);
        body.surname.apply(&mut user.surname);
        body.job_title.apply(&mut user.job_title);
        body.department.apply(&mut user.department);
        body.office_location.apply(&mut user.office_location);
        body.mobile_phone.apply(&mut user.mobile_phone);
        body.preferred_language.apply(&mut user.preferred_language);
        body.usage_location.apply(&mut user.usage_location);
        body.account_enabled.apply(&mut user.account_enabled);
        Ok(UpdateUserAnswer::NoContent)
    }

    async fn delete(&self, _call: Call, user_id: UserKey) -> Result<DeleteUserAnswer, Fault> {
        let mut users = self.users();
        let before = users.len();
        users.retain(|_, user| !answers_to(user, &user_id));
        Ok(if users.len() < before {
            DeleteUserAnswer::NoContent
        } else {
            DeleteUserAnswer::NotFound(not_found(&user_id))
        })
    }

    async fn list_member_of(
        &self,
        _call: Call,
        _user_id: UserKey,
        _params: ListUserMemberOfParams,
    ) -> Result<ListUserMemberOfAnswer, Fault> {
        // An address book knows no groups, so nobody is a member of any.
        Ok(ListUserMemberOfAnswer::Ok(
            MemberOfPage::default().value([]),
        ))
    }

    async fn get_manager(
        &self,
        _call: Call,
        user_id: UserKey,
    ) -> Result<GetUserManagerAnswer, Fault> {
        Ok(GetUserManagerAnswer::NotFound(not_found(&user_id)))
    }

    async fn get_me(&self, _call: Call, _params: GetMeParams) -> Result<GetMeAnswer, Fault> {
        Err(Fault::not_implemented())
    }
}

fn answers_to(user: &User, key: &UserKey) -> bool {
    match key {
        UserKey::Id(id) => user.id.as_ref() == Some(id),
        UserKey::UserPrincipalName(name) => user.user_principal_name.as_ref() == Some(name),
        // A kind of key that later versions of the model may have.
        _ => false,
    }
}

fn not_found(key: &UserKey) -> ErrorResponse {
    error(
        "Request_ResourceNotFound",
        &format!("Resource '{key}' does not exist."),
    )
}

fn error(code: &str, message: &str) -> ErrorResponse {
    ErrorResponse::default().error(ErrorBody::default().code(code).message(message))
}
