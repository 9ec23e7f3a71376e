//! What generated models are made of.
//!
//! Generated code holds data and one small impl per type; whatever can be shared lives here:
//! reading and writing objects ([`object`]), enums that keep values they do not list
//! ([`open_enum`]), unions ([`union`]), and the scalars of the wire that `std` lacks
//! ([`Timestamp`], [`Date`], [`Base64`], [`File`], [`Secret`], [`Patch`]). With the feature `schema` it also
//! has static schemas and their one validator ([`Schema`]). What a caller can be granted
//! ([`security`]), what it may do ([`policy`]) and what it can ask for ([`property`]) is data too.
//! Media types ([`media_type`]) and JSON pointers ([`mod@pointer`]) are read by both runtimes.
//!
//! Nothing in here knows HTTP or any particular API.
//!
//! [`Uuid`] is compared by value and written in lower case (RFC 9562, section 4): `AB..` and
//! `ab..` are the same UUID, and the one that was read in upper case goes out in lower case.

#![forbid(unsafe_code)]

mod additional;
mod base64;
mod date;
mod event;
mod file;
mod integer;
pub mod json;
pub mod media_type;
pub mod names;
pub mod object;
pub mod open_enum;
mod patch;
pub mod pointer;
pub mod policy;
pub mod property;
#[cfg(feature = "schema")]
pub mod schema;
mod secret;
pub mod security;
mod text;
mod timestamp;
pub mod union;

pub use additional::Additional;
pub use base64::Base64;
pub use date::{Date, ParseError};
pub use event::{Event, EventParser, EventTooLarge};
pub use file::{File, FileReader, Handed};
pub use integer::Integer;
pub use patch::Patch;
#[cfg(feature = "schema")]
pub use schema::Schema;
pub use secret::Secret;
pub use timestamp::Timestamp;
pub use uuid::Uuid;
