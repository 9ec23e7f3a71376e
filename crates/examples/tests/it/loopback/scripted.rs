//! A service with scripted responses, which records its calls.

use graph_users_server::model::{UserCreate, UserKey, UserUpdate};
use graph_users_server::users::{
    CreateUserAnswer, DeleteUserAnswer, GetMeAnswer, GetMeParams, GetUserAnswer,
    GetUserManagerAnswer, GetUserParams, ListUserMemberOfAnswer, ListUserMemberOfParams,
    ListUsersAnswer, ListUsersParams, UpdateUserAnswer,
};
use graph_users_server::{Call, Fault, Users};
use std::any::Any;
use std::sync::{Arc, Mutex};

/// Responds to the next call with the response of [`Script::answer`].
#[derive(Clone, Default)]
pub(crate) struct Script {
    next: Arc<Mutex<Option<Box<dyn Any + Send>>>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Script {
    /// Sets the response to the next call.
    pub(crate) fn answer<A: Send + 'static>(&self, answer: Result<A, Fault>) {
        *self.next.lock().unwrap() = Some(Box::new(answer));
    }

    /// Returns the arguments of all calls since the last time, as `Debug` shows them.
    pub(crate) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.calls.lock().unwrap())
    }

    fn take<A: 'static>(&self, call: String) -> Result<A, Fault> {
        self.calls.lock().unwrap().push(call);
        let answer = self
            .next
            .lock()
            .unwrap()
            .take()
            .expect("the test set an answer");
        *answer
            .downcast::<Result<A, Fault>>()
            .expect("the answer is of this operation")
    }
}

impl Users for Script {
    async fn list(&self, _: Call, params: ListUsersParams) -> Result<ListUsersAnswer, Fault> {
        self.take(format!("{params:?}"))
    }

    async fn create(&self, _: Call, body: UserCreate) -> Result<CreateUserAnswer, Fault> {
        self.take(format!("{body:?}"))
    }

    async fn get(
        &self,
        _: Call,
        user_id: UserKey,
        params: GetUserParams,
    ) -> Result<GetUserAnswer, Fault> {
        self.take(format!("{user_id:?} {params:?}"))
    }

    async fn update(
        &self,
        _: Call,
        user_id: UserKey,
        body: UserUpdate,
    ) -> Result<UpdateUserAnswer, Fault> {
        self.take(format!("{user_id:?} {body:?}"))
    }

    async fn delete(&self, _: Call, user_id: UserKey) -> Result<DeleteUserAnswer, Fault> {
        self.take(format!("{user_id:?}"))
    }

    async fn list_member_of(
        &self,
        _: Call,
        user_id: UserKey,
        params: ListUserMemberOfParams,
    ) -> Result<ListUserMemberOfAnswer, Fault> {
        self.take(format!("{user_id:?} {params:?}"))
    }

    async fn get_manager(&self, _: Call, user_id: UserKey) -> Result<GetUserManagerAnswer, Fault> {
        self.take(format!("{user_id:?}"))
    }

    async fn get_me(&self, _: Call, params: GetMeParams) -> Result<GetMeAnswer, Fault> {
        self.take(format!("{params:?}"))
    }
}
