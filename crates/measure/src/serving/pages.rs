//! Responses that cost the server next to nothing, so that the client is measured.

use crate::users::{self, PAGE, USERS};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::response::IntoResponse;
use axum::routing::get;
use serde::Deserialize;
use std::sync::Arc;

/// The bodies of responses.
struct Texts {
    user: Bytes,
    /// A page without its closing brace.
    page: String,
    /// The last page, which has fewer users.
    last: Bytes,
}

#[derive(Deserialize)]
struct ListQuery {
    #[serde(rename = "$skiptoken")]
    skip: Option<usize>,
}

/// Routes for a user, and for the pages of all users.
pub(super) fn router() -> Router {
    let mut page = users::page(users::user_with_unknown);
    let whole = page.to_string();
    if let Some(users) = page["value"].as_array_mut() {
        users.truncate(USERS % PAGE);
    }
    let texts = Texts {
        user: users::user_with_unknown(7).to_string().into(),
        page: whole.trim_end_matches('}').to_owned(),
        last: page.to_string().into(),
    };
    Router::new()
        .route("/v1.0/users", get(list))
        .route("/v1.0/users/{id}", get(user))
        .with_state(Arc::new(texts))
}

async fn user(State(texts): State<Arc<Texts>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], texts.user.clone())
}

async fn list(
    State(texts): State<Arc<Texts>>,
    Query(query): Query<ListQuery>,
    headers: HeaderMap,
) -> impl IntoResponse {
    let next = query.skip.unwrap_or_default() + PAGE;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let body = match host {
        Some(host) if next < USERS => {
            let link = format!("http://{host}/v1.0/users?$top={PAGE}&$skiptoken={next}");
            Bytes::from(format!("{},\"@odata.nextLink\":\"{link}\"}}", texts.page))
        }
        _ => texts.last.clone(),
    };
    ([(CONTENT_TYPE, "application/json")], body)
}
