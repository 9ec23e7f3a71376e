//! Static schemas, and their validator.
//!
//! Generated crates have one `static` per type, built by `const` functions, and no code that
//! validates: [`Schema::check`] walks any JSON value and collects all violations.
//!
//! As in JSON Schema, a keyword applies to one kind of value only: `min_length` of an integer is
//! ignored. Patterns are matched by a linear-time engine; a pattern that it cannot express (with
//! look-around or a back-reference) is not checked. These formats are checked: `uuid`, `date-time`,
//! `date`, `email`, `uri`, `byte`, `int32` and `int64`.

mod build;
mod check;
mod definition;
mod describe;
mod form;
mod format;
mod mode;
mod parameter;
mod pattern;
mod text;
mod unique;
mod violation;

pub use definition::Schema;
pub use form::Shape;
pub use mode::Mode;
pub use parameter::Arity;
pub use violation::{Code, Violation};
