//! Finding the operation of a path.
//!
//! axum's own router takes whole segments as parameters only; documents also have
//! `/items(id={id})`, `/report.{format}`, `/{name}:cancel` and `/photo/$value`. So the paths of a
//! document go into a small trie of ours and axum is only the service around it.

mod captures;
mod case;
mod matcher;
mod mixed;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use captures::Captures;
pub use case::Case;
pub(crate) use matcher::Matcher;
pub(crate) use template::parameters;
