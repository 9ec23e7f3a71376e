//! Forms: bodies of `application/x-www-form-urlencoded` and `multipart/form-data`.
//!
//! Both are first read into entries, pairs of a name and a file or a text. Then the schema
//! determines the members: which are lists, objects and files.

mod entry;
mod error;
pub(super) mod members;
pub(super) mod multipart;
mod spool;
pub(super) mod urlencoded;
mod value;

pub(super) use entry::Entry;
pub(super) use error::FormError;
pub(super) use value::Form;
