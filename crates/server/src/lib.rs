//! The runtime of generated server stubs.
//!
//! Generated code describes a document in static data ([`Api`], [`Operation`], [`Param`], [`Body`],
//! [`Documented`]) and adds one thin handler per operation ([`Routes`]). Everything else is the
//! same for every document and is in this crate: matching paths, authorization, content
//! negotiation, limits, reading and checking parameters and body, and errors in the document's
//! shape.
//!
//! A service gets valid requests, and responds with what its document describes or with a
//! [`Fault`]. [`Server`] assembles everything into an axum [`Router`], which is only the service
//! around it.
//!
//! A request can be refused in this order: path (404), method (405, with `Allow`), caller (401,
//! 403), `Accept` (406), media type (415), size (413), and then one 400 with everything that is
//! wrong with parameters and body. [`Detail`] defines the notation of locations. Undeclared query
//! parameters are ignored.
//!
//! # The modules
//!
//! Each line may use the lines above it.
//!
//! | modules | purpose |
//! |---|---|
//! | `document` | the description of a document, as static data |
//! | `query`, `accept`, `strict_json`, `path` | parsing heads, JSON and paths |
//! | `limits`, `time`, `buffer`, `etag`, `request_id` | values that several modules use |
//! | `fault`, `panics` | errors, and their rendering |
//! | `stream`, `answer`, `answer_headers`, `answer_check` | bodies, responses, and the check of responses |
//! | `authorize` | authorizers, principals, tokens, the decision by scopes |
//! | `call`, `precondition`, `page_tokens`, `selection` | helpers for handlers |
//! | `read`, `request` | reading and checking parameters and body |
//! | `metrics` | counters |
//! | `routes`, `endpoint`, `disambiguation` | operations and their handlers, by path and method |
//! | `telemetry` | spans and counters of a request |
//! | `dispatch`, `server`, `serving` | the steps of a request, the builder, connections |
//!
//! # The cost of a request
//!
//! In instructions on the server's side (callgrind), with those of a manual axum handler in
//! parentheses: a GET of one user takes 52,000 (54,400), a POST 56,500 (48,800), a list of 999
//! users 28.9 million (37.1 million). The modules that are written for it say what they save:
//! `buffer`, `read`, `serving`, `time`, and in the wire crate the date, pattern and validator
//! modules.
//!
//! ```
//! use graphwright_server::{
//!     Accepted, Answer, Api, Documented, Fault, Method, Operation, Param, Router, Routes, Schema, Server,
//! };
//! use std::sync::Arc;
//!
//! static API: Api = Api { name: "pets", base_path: "/v1", openapi: "{}", error_shape: None, scopes: &[] };
//!
//! static GET_PET: Operation = Operation {
//!     id: "get-pet",
//!     method: Method::GET,
//!     path: "/pets/{id}",
//!     params: &[Param::path("id", Schema::integer().minimum(1))],
//!     body: None,
//!     answers: &[Documented::content(200, "text/plain", Schema::string()), Documented::empty(404)],
//!     security: &[],
//! };
//!
//! struct Pets(Vec<&'static str>);
//!
//! async fn get_pet(pets: Arc<Pets>, mut request: Accepted) -> Result<Answer, Fault> {
//!     let id: usize = request.required("id")?;
//!     Ok(match pets.0.get(id - 1) {
//!         Some(name) => Answer::text(200, *name),
//!         None => Answer::empty(404),
//!     })
//! }
//!
//! let service = Arc::new(Pets(vec!["Rex", "Tom"]));
//! let routes = Routes::new(service).add(&GET_PET, get_pet).finish();
//! let router: Router = Server::open(&API).mount(routes).into_router();
//! ```

#![forbid(unsafe_code)]

mod accept;
mod answer;
mod answer_check;
mod answer_headers;
mod authorize;
mod buffer;
mod call;
mod disambiguation;
mod dispatch;
mod document;
mod endpoint;
mod etag;
mod fault;
mod limits;
#[cfg(feature = "metrics")]
mod metrics;
mod page_tokens;
mod panics;
mod path;
mod precondition;
mod query;
mod read;
mod request;
mod request_id;
mod routes;
mod selection;
mod server;
mod serving;
mod stream;
mod strict_json;
mod telemetry;
mod time;

pub use answer::Answer;
pub use answer_check::WrongAnswer;
#[cfg(feature = "jwt")]
pub use authorize::jwt;
pub use authorize::{
    Access, AllowAll, Attempt, Authorizer, Credential, Principal, Reach, Refusal, StaticTokens,
};
pub use axum::Router;
pub use bytes::Bytes;
pub use call::Call;
pub use document::{Api, Body, Documented, Mark, Operation, Param, Place, Statuses};
pub use etag::ETag;
pub use fault::{Detail, Fault};
pub use graphwright_wire::Schema;
pub use graphwright_wire::security::{
    Consent, ErrorShape, Requirement, Scheme, SchemeKind, Scope, Security,
};
pub use graphwright_wire::style::{Notation, Style};
pub use http::Method;
pub use limits::{BODY_LIMIT, Limits};
#[cfg(feature = "metrics")]
pub use metrics::Metrics;
pub use page_tokens::PageTokens;
pub use path::Case;
pub use precondition::Precondition;
pub use request::Accepted;
pub use request_id::RequestId;
pub use routes::Routes;
pub use selection::Selection;
pub use server::Server;
pub use serving::{Serving, serve};
pub use stream::{ByteSender, ByteStream, Event, EventSender, Events};
