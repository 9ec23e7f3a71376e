//! Static schemas: what a document allows, as data, and the one validator over it.
//!
//! Generated crates have one `static` per type, built by `const` functions. Nothing is generated
//! that validates: [`Schema::check`] walks any JSON value and collects all that is wrong with it.
//!
//! A keyword says something about one kind of value and nothing about others, as in JSON Schema:
//! `min_length` on an integer is never looked at. Patterns are matched by a linear-time engine;
//! one that it cannot express (a look-around, a back-reference) is not checked. Formats that are
//! checked: `uuid`, `date-time`, `date`, `email`, `uri`, `byte`, `int32` and `int64`.

mod build;
mod check;
mod definition;
mod describe;
mod form;
mod format;
mod mode;
mod pattern;
mod text;
mod unique;
mod violation;

pub use definition::Schema;
pub use form::Shape;
pub use mode::Mode;
pub use violation::{Code, Violation};
