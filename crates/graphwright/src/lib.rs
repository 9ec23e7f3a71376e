//! The driver: an OpenAPI document in, the sources of a model, a client and a server crate out.
//!
//! [`plan()`] is a run on one page. Everything that reads or writes files, and everything that a person or a program
//! sees of a run, is in this crate; the stages below it do no IO.
//!
//! A Rust program that holds its document in memory gives it to [`reader::InputReader::hold_openapi`].
//!
//! `cargo xtask` and the installable `graphwright` are thin: they share [`cli`].

mod args;
mod census;
pub mod cli;
mod codegen;
pub mod codes;
pub mod config;
pub mod counts;
mod explain;
pub mod files;
pub mod input_paths;
mod inputs;
pub mod message;
pub mod output;
mod paths;
pub mod plan;
mod program;
mod publication;
pub mod reader;
mod report;
mod runtime;
pub mod settings;
pub mod show;
mod tables;
pub mod times;

pub use plan::{Plan, plan};
pub use publication::NotTyped;
