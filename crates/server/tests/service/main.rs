//! A small hand-made API, asked over its router: what is answered, in every way that the runtime
//! may answer by itself.

mod api;
mod refusals;
mod requests;
mod support;
mod versions;
