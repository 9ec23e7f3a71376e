//! A small manual API, called through its router: all responses that the runtime sends by itself.

mod answer_check;
mod api;
mod conditions;
mod discriminators;
mod files;
mod limits;
mod refusals;
mod requests;
mod sockets;
mod streams;
mod support;
mod telemetry;
mod versions;
