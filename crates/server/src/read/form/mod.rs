//! Forms: bodies of `application/x-www-form-urlencoded` and `multipart/form-data`.

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
