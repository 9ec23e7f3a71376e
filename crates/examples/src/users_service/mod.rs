//! A worked service: the eight operations of v1.0 over a directory of users in memory.
//!
//! The generated stub routes, authorizes, reads and checks a request before the service is called.
//! The service itself has one file per rule:
//! - `service`: the operations of the generated trait, and nothing else;
//! - `changes`: the creation and the update of a user;
//! - `record`: the data of a user;
//! - `store`: the users, looking them up, and the recycle bin;
//! - `query`: the supported query options, and the properties of a response;
//! - `access`: the permissions of a caller's roles;
//! - `seed`: the initial users and callers (`seed.json`);
//! - `errors`: the errors in Graph's words.
//!
//! Tasks of all lists and entities are the runtime's: `PageTokens` (signed positions in a query
//! parameter), `Selection` (responses with the members that a caller requests) and
//! `Call::query_pairs` (undeclared query parameters). Rules that a document can express are fixups
//! of the document, so that the runtime checks them: patterns of names, bounds of `$top`, nullable
//! properties.
//!
//! The service is an example and a counterpart for tests: it keeps users in memory only, and
//! refuses filters, sorting and searching with Graph's error for them.

mod access;
mod changes;
mod errors;
mod query;
mod record;
mod seed;
mod service;
mod store;

pub use seed::{Caller, callers};
pub use service::UsersService;
