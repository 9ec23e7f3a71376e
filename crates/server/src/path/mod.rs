//! Finding the operation of a path.
//!
//! axum's own router takes whole segments as parameters only; documents also have
//! `/items(id={id})`, `/report.{format}`, `/{name}:cancel` and `/photo/$value`. So the paths of a
//! document go into a small trie of ours and axum is only the service around it.

mod matcher;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use matcher::{Captures, Matcher};
pub(crate) use template::parameters;
