//! The users behind the generated stub. Only the operations that are measured are implemented.

use crate::users::{self, PAGE};
use anyhow::Result;
use graph_users_server::model::{User, UserCollection, UserCreate, UserKey, UserUpdate};
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetMeParams, GetUserAnswer,
    GetUserManagerAnswer, GetUserParams, ListUserMemberOfAnswer, ListUserMemberOfParams,
    ListUsersAnswer, ListUsersParams, UpdateUserAnswer,
};
use graph_users_server::{Call, Fault, Users};
use std::collections::HashMap;

/// The users that are served.
pub(super) struct Directory {
    by_id: HashMap<String, User>,
    all: Vec<User>,
}

impl Directory {
    pub(super) fn new() -> Result<Self> {
        let all: Vec<User> = (0..PAGE)
            .map(|number| serde_json::from_value(users::user(number)))
            .collect::<Result<_, _>>()?;
        let by_id = all
            .iter()
            .filter_map(|user| Some((user.id.as_ref()?.as_str().to_owned(), user.clone())));
        Ok(Self {
            by_id: by_id.collect(),
            all,
        })
    }
}

impl Users for Directory {
    async fn list(&self, _call: Call, params: ListUsersParams) -> Result<ListUsersAnswer, Fault> {
        let top = params.top.and_then(|top| usize::try_from(top).ok());
        let users = self.all.iter().take(top.unwrap_or(100)).cloned();
        let page = UserCollection::default().value(users.collect::<Vec<_>>());
        Ok(ListUsersAnswer::Ok(page))
    }

    async fn create(&self, _call: Call, body: UserCreate) -> Result<CreateUserAnswer, Fault> {
        let mut user = User::default()
            .id(users::id(0))
            .display_name(body.display_name)
            .user_principal_name(body.user_principal_name)
            .account_enabled(body.account_enabled)
            .mail_nickname(body.mail_nickname);
        user.given_name = body.given_name;
        user.surname = body.surname;
        user.job_title = body.job_title;
        user.department = body.department;
        user.usage_location = body.usage_location;
        Ok(CreateUserAnswer::Created(user))
    }

    async fn get(
        &self,
        _call: Call,
        user_id: UserKey,
        _params: GetUserParams,
    ) -> Result<GetUserAnswer, Fault> {
        let user = self.by_id.get(user_id.as_str()).cloned();
        user.map(GetUserAnswer::Ok)
            .ok_or_else(Fault::not_implemented)
    }

    async fn update(
        &self,
        _call: Call,
        _user_id: UserKey,
        _body: UserUpdate,
    ) -> Result<UpdateUserAnswer, Fault> {
        Err(Fault::not_implemented())
    }

    async fn delete(&self, _call: Call, _user_id: UserKey) -> Result<DeleteUserAnswer, Fault> {
        Err(Fault::not_implemented())
    }

    async fn list_member_of(
        &self,
        _call: Call,
        _user_id: UserKey,
        _params: ListUserMemberOfParams,
    ) -> Result<ListUserMemberOfAnswer, Fault> {
        Err(Fault::not_implemented())
    }

    async fn get_manager(
        &self,
        _call: Call,
        _user_id: UserKey,
    ) -> Result<GetUserManagerAnswer, Fault> {
        Err(Fault::not_implemented())
    }

    async fn get_me(&self, _call: Call, _params: GetMeParams) -> Result<GetMeAnswer, Fault> {
        Err(Fault::not_implemented())
    }
}
