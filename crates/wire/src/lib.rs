//! The building blocks of generated models.
//!
//! Generated code holds data and one small impl per type. Everything that types can share is in
//! this crate:
//!
//! - reading and writing objects ([`object`]), enums that keep unlisted values ([`open_enum`]) and
//!   unions ([`union`]);
//! - wire scalars that `std` lacks: [`Timestamp`], [`Date`], [`Base64`], [`File`], [`Secret`],
//!   [`Patch`], [`Event`];
//! - with the feature `schema`, static schemas and their validator ([`Schema`]);
//! - facts of an API as data: security schemes and scopes ([`security`]), policies ([`policy`]) and
//!   filter operators ([`property`]);
//! - media types ([`media_type`]), JSON pointers ([`mod@pointer`]), percent-encoding ([`percent`]) and the styles of
//!   parameters ([`style`]), which both runtimes use.
//!
//! Nothing here knows HTTP or any particular API.
//!
//! [`Uuid`] is compared by value and written in lower case (RFC 9562, section 4): a UUID that was
//! read in upper case is written in lower case.

#![forbid(unsafe_code)]

mod additional;
mod ascii_text;
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
pub mod percent;
pub mod pointer;
pub mod policy;
pub mod property;
#[cfg(feature = "schema")]
pub mod schema;
mod secret;
pub mod security;
pub mod style;
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
