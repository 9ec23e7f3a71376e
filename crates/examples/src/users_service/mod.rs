//! A worked service: the eight operations of v1.0 over a directory of users in memory.
//!
//! The generated stub has routed, authorised, read and checked a request before any of this is
//! called. What is left is the behaviour, and each part of it has a file:
//! - `service`: the operations, as the generated trait has them;
//! - `changes`: how a user comes to be and what an update does to it;
//! - `store`: the users, how they are found, and the recycle bin;
//! - `query`: which properties an answer has (`$select`), and what is not supported;
//! - `paging`: pages of a list, and the signed tokens that lead from one to the next;
//! - `access`: the callers that it knows, and what their roles let them do;
//! - `errors`: what it answers in Graph's words.
//!
//! It is an example and a counterpart for tests: nothing is kept beyond the process, and filters,
//! sorting and searching are refused with Graph's own error.

mod access;
mod changes;
mod errors;
mod paging;
mod query;
mod service;
mod store;

pub use access::{CALLERS, Known, authorizer};
pub use service::UsersService;
