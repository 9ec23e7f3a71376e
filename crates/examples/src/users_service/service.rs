//! The eight operations, as the generated trait has them.

use super::errors::{invalid, no_such_caller, not_found};
use super::store::{Record, Store};
use super::{access, changes, query};
use graph_users_server::model::{
    MemberOfPage, User, UserCollection, UserCreate, UserId, UserKey, UserUpdate,
};
use graph_users_server::runtime::{PageTokens, Selection};
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetMeParams, GetUserAnswer,
    GetUserManagerAnswer, GetUserParams, ListUserMemberOfAnswer, ListUserMemberOfParams,
    ListUsersAnswer, ListUsersParams, UpdateUserAnswer,
};
use graph_users_server::{Call, Fault, Users};
use tokio::sync::RwLock;
use uuid::Uuid;

/// The service: users, and what it takes to make links to pages of them.
#[derive(Debug)]
pub struct UsersService {
    url: String,
    store: RwLock<Store>,
    pages: PageTokens,
}

impl UsersService {
    /// A service that is reached at `url` (`http://127.0.0.1:8080/v1.0`), with the users for whom the
    /// [known callers](super::callers) act. Links to pages are good for as long as it lives.
    pub fn new(url: impl Into<String>) -> Self {
        let key = [Uuid::new_v4(), Uuid::new_v4()].map(Uuid::into_bytes);
        Self {
            url: url.into(),
            store: RwLock::new(Store::seeded()),
            pages: PageTokens::new("$skiptoken", key.as_flattened()),
        }
    }

    fn context(&self, of: &str) -> String {
        format!("{}/$metadata#{of}", self.url)
    }

    /// A user as an answer of its own.
    fn entity(&self, user: &User, selection: &Selection) -> Result<User, Fault> {
        let mut user = selection.project(user)?;
        let context = self.context("users/$entity");
        user.additional.insert("@odata.context", context);
        Ok(user)
    }
}

impl Users for UsersService {
    async fn list(&self, call: Call, params: ListUsersParams) -> Result<ListUsersAnswer, Fault> {
        call.check_reach(|_| false)?;
        query::check(&call, &["$select", "$top", "$count", "$skiptoken"])?;
        let selection = query::selection(params.select.as_deref())?;
        let size = usize::try_from(params.top.unwrap_or(100))?;
        let begin = self.pages.position(&call).map_err(invalid)?;

        let store = self.store.read().await;
        let mut rest = store.users(begin.unwrap_or_default()).peekable();
        let page: Vec<_> = rest.by_ref().take(size).collect();
        let users = page.iter().map(|(_, one)| selection.project(&one.user));
        let mut users = UserCollection::default()
            .odata_context(self.context("users"))
            .value(users.collect::<Result<Vec<_>, _>>()?);
        if let Some((next, _)) = rest.peek() {
            let query = self.pages.query_after(&call, next)?;
            users.odata_next_link = Some(format!("{}/users?{query}", self.url));
        }
        if begin.is_none() && query::counts(&call, &params) {
            let count = store.users(0).count();
            users.additional.insert("@odata.count", count);
        }
        Ok(ListUsersAnswer::Ok(users))
    }

    async fn create(&self, call: Call, body: UserCreate) -> Result<CreateUserAnswer, Fault> {
        call.check_reach(|_| false)?;
        access::check_create(&call)?;
        let user = changes::created(body);
        let answer = self.entity(&user, &query::defaults())?;
        self.store.write().await.insert(Record::ordinary(user))?;
        Ok(CreateUserAnswer::Created(answer))
    }

    async fn get(
        &self,
        call: Call,
        user_id: UserKey,
        params: GetUserParams,
    ) -> Result<GetUserAnswer, Fault> {
        query::check(&call, &["$select"])?;
        let selection = query::selection(params.select.as_deref())?;
        let store = self.store.read().await;
        Ok(match reached(&call, &store, &user_id)? {
            Some((_, record)) => GetUserAnswer::Ok(self.entity(&record.user, &selection)?),
            None => GetUserAnswer::NotFound(not_found()),
        })
    }

    async fn update(
        &self,
        call: Call,
        user_id: UserKey,
        body: UserUpdate,
    ) -> Result<UpdateUserAnswer, Fault> {
        let mut store = self.store.write().await;
        let Some((place, target)) = reached(&call, &store, &user_id)? else {
            return Ok(UpdateUserAnswer::NotFound(not_found()));
        };
        access::check_update(&call, target, &body, store.is_last_admin(target))?;
        let user = changes::updated(target.user.clone(), body)?;
        store.replace(place, user)?;
        Ok(UpdateUserAnswer::NoContent)
    }

    async fn delete(&self, call: Call, user_id: UserKey) -> Result<DeleteUserAnswer, Fault> {
        let mut store = self.store.write().await;
        let Some((place, target)) = reached(&call, &store, &user_id)? else {
            return Ok(DeleteUserAnswer::NotFound(not_found()));
        };
        access::check_delete(&call, target, store.is_last_admin(target))?;
        store.delete(place);
        Ok(DeleteUserAnswer::NoContent)
    }

    async fn list_member_of(
        &self,
        call: Call,
        user_id: UserKey,
        _params: ListUserMemberOfParams,
    ) -> Result<ListUserMemberOfAnswer, Fault> {
        query::check(&call, &[])?;
        let store = self.store.read().await;
        let Some((_, record)) = reached(&call, &store, &user_id)? else {
            return Ok(ListUserMemberOfAnswer::NotFound(not_found()));
        };
        let page = MemberOfPage::default().odata_context(self.context("directoryObjects"));
        let page = page.value(record.member_of.clone());
        Ok(ListUserMemberOfAnswer::Ok(page))
    }

    async fn get_manager(
        &self,
        call: Call,
        user_id: UserKey,
    ) -> Result<GetUserManagerAnswer, Fault> {
        query::check(&call, &[])?;
        let store = self.store.read().await;
        let manager = reached(&call, &store, &user_id)?
            .and_then(|(_, record)| store.find(&record.manager.as_ref()?.into()));
        let Some((_, manager)) = manager else {
            return Ok(GetUserManagerAnswer::NotFound(not_found()));
        };
        let manager = self.entity(&manager.user, &query::defaults())?;
        Ok(GetUserManagerAnswer::Ok(manager))
    }

    async fn get_me(&self, call: Call, params: GetMeParams) -> Result<GetMeAnswer, Fault> {
        query::check(&call, &["$select"])?;
        let selection = query::selection(params.select.as_deref())?;
        // An application that acts for itself is nobody: 403.
        let id = UserId::new(call.user()?);
        Ok(match self.store.read().await.find(&id.into()) {
            Some((_, record)) => GetMeAnswer::Ok(self.entity(&record.user, &selection)?),
            None => GetMeAnswer::Unauthorized(no_such_caller()),
        })
    }
}

/// The user with a key, and its place, where the caller's scopes reach it. A caller who reaches only
/// itself is not told which other users there are.
fn reached<'s>(
    call: &Call,
    store: &'s Store,
    key: &UserKey,
) -> Result<Option<(usize, &'s Record)>, Fault> {
    let found = store.find(key);
    call.check_reach(|own| found.is_some_and(|(_, record)| record.answers_to(own)))?;
    Ok(found)
}
