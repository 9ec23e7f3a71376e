//! Forms: bodies of `application/x-www-form-urlencoded` and `multipart/form-data`.
//!
//! The pairs of the one are read as query parameters are. The parts of the other are first read into
//! entries, each a name and a file or a text. The schema determines which members are lists, objects and files.

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
