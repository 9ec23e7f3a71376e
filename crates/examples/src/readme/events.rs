//! Implementing an operation: the events of a calendar, alongside the worked service.

use crate::users_service::UsersService;
use graph_users_server::model::{Event, EventCollection, UserKey};
use graph_users_server::users_beta::{self, ListUserEventsAnswer};
use graph_users_server::{Authorizer, Call, Fault, UsersBeta, server, users};
use std::collections::HashMap;
use std::sync::Arc;

/// Events by user.
pub struct Calendar(HashMap<UserKey, Vec<Event>>);

impl UsersBeta for Calendar {
    async fn list_events(&self, call: Call, user: UserKey) -> Result<ListUserEventsAnswer, Fault> {
        // A scope such as `User.Read` gives access to the caller's own data: all else is a 403.
        call.check_reach(|own| own == user.as_str())?;
        let events = self.0.get(&user).cloned().unwrap_or_default();
        let page = EventCollection::default().value(events);
        Ok(ListUserEventsAnswer::Ok(page))
    }
}

/// Serves v1.0 from the worked service and `beta` from a calendar. Operations that the calendar
/// does not implement respond with 501. Returns only with an error of the socket.
pub async fn serve(calendar: Calendar, authorizer: impl Authorizer) -> std::io::Result<()> {
    let service = UsersService::new("http://127.0.0.1:8080/v1.0");
    let app = server(authorizer)
        .mount(users::routes(Arc::new(service)))
        .mount(users_beta::routes(Arc::new(calendar)))
        .into_router();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, app).await
}
