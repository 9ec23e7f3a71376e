//! Forms: bodies of `application/x-www-form-urlencoded` and `multipart/form-data`.

pub(super) mod members;
pub(super) mod multipart;
mod spool;
mod value;

pub(crate) use value::Form;
