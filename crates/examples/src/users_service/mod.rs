//! A worked service: the eight operations of v1.0 over a directory of users in memory.
//!
//! The generated stub has routed, authorised, read and checked a request before any of this is
//! called. What is left is the behaviour:
//! - `service`: the operations, as the generated trait has them;
//! - `changes`: how a user comes to be, and what an update does to it;
//! - `store`: the users, how they are found, and the recycle bin;
//! - `query`: which query options are supported, and which properties an answer has;
//! - `access`: what a caller's roles let it do;
//! - `seed`: the users and callers that are there from the beginning (`seed.json`);
//! - `errors`: what it says in Graph's words.
//!
//! It is an example and a counterpart for tests: nothing is kept beyond the process, and filters,
//! sorting and searching are refused with Graph's own error.

mod access;
mod changes;
mod errors;
mod query;
mod seed;
mod service;
mod store;

pub use seed::{Caller, callers};
pub use service::UsersService;
