//! The types of the JSON library, so that generated crates need not depend on it, and [`Borrowed`].
//!
//! Objects keep the order of their members.

mod borrowed;

pub use borrowed::{Borrowed, Member};
pub use serde_json::map::Map;
pub use serde_json::{
    Error, Number, Value, from_slice, from_str, from_value, json, to_string, to_value, to_vec,
};
