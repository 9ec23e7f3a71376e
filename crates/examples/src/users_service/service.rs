//! The eight operations, as the generated trait has them.

use super::paging::{DEFAULT_SIZE, Tokens};
use super::query::{self, Selection};
use super::store::{Record, Store, Taken};
use super::{access, changes, errors};
use graph_users_server::model::{
    DirectoryRole, MemberOfPage, User, UserCollection, UserCreate, UserId, UserKey, UserUpdate,
};
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetMeParams, GetUserAnswer,
    GetUserManagerAnswer, GetUserParams, ListUserMemberOfAnswer, ListUserMemberOfParams,
    ListUsersAnswer, ListUsersParams, UpdateUserAnswer,
};
use graph_users_server::{Call, Fault, Users};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// The service: users, and what it takes to make links to pages of them.
#[derive(Debug)]
pub struct UsersService {
    url: String,
    store: RwLock<Store>,
    tokens: Tokens,
}

impl UsersService {
    /// A service that is reached at `url` (`http://127.0.0.1:8080/v1.0`), with the users of
    /// [`CALLERS`](super::CALLERS): the first of them manages the others.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            store: RwLock::new(Store::seeded()),
            tokens: Tokens::random(),
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Store> {
        // A handler that panicked leaves a whole store behind: each change is made in one step.
        self.store.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Store> {
        self.store.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn context(&self, of: &str) -> String {
        format!("{}/$metadata#{of}", self.url)
    }

    /// A user as an answer of its own.
    fn entity(&self, user: &User, selection: &Selection) -> Result<User, Fault> {
        let mut user = selection.of(user)?;
        let context = self.context("users/$entity");
        user.additional.insert("@odata.context", context);
        Ok(user)
    }

    /// The link to the page behind a number: the same query, but for where it begins.
    fn next_link(&self, call: &Call, number: u64) -> String {
        let kept = query::options(call).filter(|(name, _)| name != "$skiptoken");
        let kept = kept.map(|(name, value)| format!("{name}={value}&"));
        let token = self.tokens.after(number);
        format!(
            "{}/users?{}$skiptoken={token}",
            self.url,
            kept.collect::<String>()
        )
    }
}

impl Users for UsersService {
    async fn list(&self, call: Call, params: ListUsersParams) -> Result<ListUsersAnswer, Fault> {
        call.check_reach(|_| false)?;
        query::check(&call, &["$select", "$top", "$count", "$skiptoken"])?;
        let selection = Selection::read(params.select.as_deref())?;
        let size = params.top.and_then(|top| usize::try_from(top).ok());
        let begin = self.tokens.begin(&call)?;

        let store = self.read();
        let mut records = store.after(begin.unwrap_or_default()).peekable();
        let mut page = Vec::new();
        let mut end = 0;
        for (number, record) in records.by_ref().take(size.unwrap_or(DEFAULT_SIZE)) {
            page.push(selection.of(&record.user)?);
            end = number;
        }
        let mut users = UserCollection::default()
            .odata_context(self.context("users"))
            .value(page);
        if records.peek().is_some() {
            users.odata_next_link = Some(self.next_link(&call, end));
        }
        // Without the header Graph ignores `$count`; on later pages it counts no more.
        let is_eventual = call.header("ConsistencyLevel") == Some("eventual");
        if params.count == Some(true) && is_eventual && begin.is_none() {
            users.additional.insert("@odata.count", store.len());
        }
        Ok(ListUsersAnswer::Ok(users))
    }

    async fn create(&self, call: Call, body: UserCreate) -> Result<CreateUserAnswer, Fault> {
        call.check_reach(|_| false)?;
        access::check_create(&call)?;
        let user = changes::created(body);
        let answer = self.entity(&user, &Selection::defaults())?;
        Ok(match self.write().insert(Record::ordinary(user)) {
            Ok(()) => CreateUserAnswer::Created(answer),
            Err(Taken) => CreateUserAnswer::BadRequest(errors::taken()),
        })
    }

    async fn get(
        &self,
        call: Call,
        user_id: UserKey,
        params: GetUserParams,
    ) -> Result<GetUserAnswer, Fault> {
        query::check(&call, &["$select"])?;
        let selection = Selection::read(params.select.as_deref())?;
        let store = self.read();
        Ok(match reached(&call, &store, &user_id)? {
            Some(record) => GetUserAnswer::Ok(self.entity(&record.user, &selection)?),
            None => GetUserAnswer::NotFound(errors::not_found()),
        })
    }

    async fn update(
        &self,
        call: Call,
        user_id: UserKey,
        body: UserUpdate,
    ) -> Result<UpdateUserAnswer, Fault> {
        let mut store = self.write();
        let Some(target) = reached(&call, &store, &user_id)? else {
            return Ok(UpdateUserAnswer::NotFound(errors::not_found()));
        };
        let global_admins = store.holders(DirectoryRole::GlobalAdmin);
        access::check_update(&call, target, &body, global_admins)?;
        if let Some(refusal) = changes::refusal(&body) {
            return Ok(UpdateUserAnswer::BadRequest(refusal));
        }
        Ok(
            match store.update(&user_id, |user| changes::apply(body, user)) {
                Ok(()) => UpdateUserAnswer::NoContent,
                Err(Taken) => UpdateUserAnswer::BadRequest(errors::taken()),
            },
        )
    }

    async fn delete(&self, call: Call, user_id: UserKey) -> Result<DeleteUserAnswer, Fault> {
        let mut store = self.write();
        let Some(target) = reached(&call, &store, &user_id)? else {
            return Ok(DeleteUserAnswer::NotFound(errors::not_found()));
        };
        access::check_delete(&call, target, store.holders(DirectoryRole::GlobalAdmin))?;
        store.delete(&user_id);
        Ok(DeleteUserAnswer::NoContent)
    }

    async fn list_member_of(
        &self,
        call: Call,
        user_id: UserKey,
        _params: ListUserMemberOfParams,
    ) -> Result<ListUserMemberOfAnswer, Fault> {
        query::check(&call, &[])?;
        Ok(match reached(&call, &self.read(), &user_id)? {
            Some(record) => ListUserMemberOfAnswer::Ok(
                MemberOfPage::default()
                    .odata_context(self.context("directoryObjects"))
                    .value(record.member_of.clone()),
            ),
            None => ListUserMemberOfAnswer::NotFound(errors::not_found()),
        })
    }

    async fn get_manager(
        &self,
        call: Call,
        user_id: UserKey,
    ) -> Result<GetUserManagerAnswer, Fault> {
        query::check(&call, &[])?;
        let store = self.read();
        let manager = reached(&call, &store, &user_id)?
            .and_then(|record| store.find(&record.manager.as_ref()?.into()));
        Ok(match manager {
            Some(manager) => {
                GetUserManagerAnswer::Ok(self.entity(&manager.user, &Selection::defaults())?)
            }
            None => GetUserManagerAnswer::NotFound(errors::not_found()),
        })
    }

    async fn get_me(&self, call: Call, params: GetMeParams) -> Result<GetMeAnswer, Fault> {
        query::check(&call, &["$select"])?;
        let selection = Selection::read(params.select.as_deref())?;
        // An application that acts for itself is nobody: 403.
        let id = UserId::new(call.user()?);
        Ok(match self.read().find(&id.into()) {
            Some(record) => GetMeAnswer::Ok(self.entity(&record.user, &selection)?),
            // The token outlived its user.
            None => GetMeAnswer::Unauthorized(errors::no_such_caller()),
        })
    }
}

/// The user with a key, where the caller's scopes reach it. A caller who reaches only itself is not
/// told which other users there are.
fn reached<'s>(call: &Call, store: &'s Store, key: &UserKey) -> Result<Option<&'s Record>, Fault> {
    let record = store.find(key);
    call.check_reach(|_| record.is_some_and(|record| access::is_own(call, record)))?;
    Ok(record)
}
