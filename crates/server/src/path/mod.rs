//! The path matcher, which finds the operations of a path.
//!
//! The router of axum (`matchit`) allows one parameter per segment, and compares letters exactly.
//! OData has functions with several parameters in a segment, `/items(id={id},lang={lang})`, and
//! documents that are served without regard to case ([`Case::Insensitive`]). So the paths of a
//! document are matched here, and axum is only the service around the matcher. It is built when the
//! server is, after all settings are known.
//!
//! The tests compare the [`Matcher`] with one that tries every template; the example `routing`
//! measures 11,000 operations.

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
