//! The types of the JSON library, so that generated crates need not depend on it, and [`Borrowed`].
//!
//! Objects keep the order of their members. What is written has no NaN and no infinities, which JSON lacks.

mod borrowed;
mod finite;

pub use borrowed::{Borrowed, Member};
pub use finite::{to_string, to_vec, to_writer};
pub use serde_json::map::Map;
pub use serde_json::{Error, Number, Value, from_slice, from_str, from_value, json, to_value};
