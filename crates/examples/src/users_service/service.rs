//! The eight operations of the generated trait.

use super::errors::{no_such_caller, not_found, with_graph_code};
use super::record::Record;
use super::store::Store;
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

/// The service: users, and the tokens of pages.
#[derive(Debug)]
pub struct UsersService {
    url: String,
    store: RwLock<Store>,
    pages: PageTokens,
}

impl UsersService {
    /// A service with the base URL `url` (`http://127.0.0.1:8080/v1.0`) and the users for whom the
    /// [callers](super::callers) act. Links to pages are valid as long as it exists.
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

    /// Builds the response of a single user.
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
        query::check_options(&call, &["$select", "$top", "$count", "$skiptoken"])?;
        let selection = query::parse_selection(params.select.as_deref())?;
        let size = usize::try_from(params.top.unwrap_or(100))?;
        let begin = self.pages.position(&call).map_err(with_graph_code)?;

        let store = self.store.read().await;
        let mut rest = store.users(begin.unwrap_or_default()).peekable();
        let page: Vec<_> = rest.by_ref().take(size).collect();
        let users = page
            .iter()
            .map(|(_, record)| selection.project(&record.user));
        let mut users = UserCollection::default()
            .odata_context(self.context("users"))
            .value(users.collect::<Result<Vec<_>, _>>()?);
        if let Some((next, _)) = rest.peek() {
            let query = self.pages.query_after(&call, next)?;
            users.odata_next_link = Some(format!("{}/users?{query}", self.url));
        }
        if begin.is_none() && query::is_counted(&call, &params) {
            let count = store.users(0).count();
            users.additional.insert("@odata.count", count);
        }
        Ok(ListUsersAnswer::Ok(users))
    }

    async fn create(&self, call: Call, body: UserCreate) -> Result<CreateUserAnswer, Fault> {
        call.check_reach(|_| false)?;
        access::check_create(&call)?;
        let user = changes::create_user(body);
        let answer = self.entity(&user, &query::default_selection())?;
        self.store
            .write()
            .await
            .insert(Record::without_roles(user))?;
        Ok(CreateUserAnswer::Created(answer))
    }

    async fn get(
        &self,
        call: Call,
        user_id: UserKey,
        params: GetUserParams,
    ) -> Result<GetUserAnswer, Fault> {
        query::check_options(&call, &["$select"])?;
        let selection = query::parse_selection(params.select.as_deref())?;
        let store = self.store.read().await;
        Ok(match find_reachable(&call, &store, &user_id)? {
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
        let Some((position, target)) = find_reachable(&call, &store, &user_id)? else {
            return Ok(UpdateUserAnswer::NotFound(not_found()));
        };
        access::check_update(&call, target, &body, store.admin_rank(target))?;
        let user = changes::update_user(target.user.clone(), body)?;
        store.replace(position, user)?;
        Ok(UpdateUserAnswer::NoContent)
    }

    async fn delete(&self, call: Call, user_id: UserKey) -> Result<DeleteUserAnswer, Fault> {
        let mut store = self.store.write().await;
        let Some((position, target)) = find_reachable(&call, &store, &user_id)? else {
            return Ok(DeleteUserAnswer::NotFound(not_found()));
        };
        access::check_delete(&call, target, store.admin_rank(target))?;
        store.delete(position);
        Ok(DeleteUserAnswer::NoContent)
    }

    async fn list_member_of(
        &self,
        call: Call,
        user_id: UserKey,
        _params: ListUserMemberOfParams,
    ) -> Result<ListUserMemberOfAnswer, Fault> {
        query::check_options(&call, &[])?;
        let store = self.store.read().await;
        let Some((_, record)) = find_reachable(&call, &store, &user_id)? else {
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
        query::check_options(&call, &[])?;
        let store = self.store.read().await;
        let manager = find_reachable(&call, &store, &user_id)?
            .and_then(|(_, record)| store.find(&record.manager.as_ref()?.into()));
        let Some((_, manager)) = manager else {
            return Ok(GetUserManagerAnswer::NotFound(not_found()));
        };
        let manager = self.entity(&manager.user, &query::default_selection())?;
        Ok(GetUserManagerAnswer::Ok(manager))
    }

    async fn get_me(&self, call: Call, params: GetMeParams) -> Result<GetMeAnswer, Fault> {
        query::check_options(&call, &["$select"])?;
        let selection = query::parse_selection(params.select.as_deref())?;
        // 403 for an application that acts for itself.
        let id = UserId::new(call.user()?);
        Ok(match self.store.read().await.find(&id.into()) {
            Some((_, record)) => GetMeAnswer::Ok(self.entity(&record.user, &selection)?),
            None => GetMeAnswer::Unauthorized(no_such_caller()),
        })
    }
}

/// Finds a user that the caller's scopes give access to, and its position. A caller with access to
/// itself only does not learn which other users exist.
fn find_reachable<'s>(
    call: &Call,
    store: &'s Store,
    key: &UserKey,
) -> Result<Option<(usize, &'s Record)>, Fault> {
    let found = store.find(key);
    call.check_reach(|own| found.is_some_and(|(_, record)| record.has_key(own)))?;
    Ok(found)
}
