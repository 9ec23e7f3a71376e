//! A small hand-made API, asked over its router: what is answered, in every way that the runtime
//! may answer by itself.

mod answers;
mod api;
mod conditions;
mod files;
mod limits;
mod marks;
mod observed;
mod refusals;
mod requests;
mod sockets;
mod streams;
mod support;
mod versions;
