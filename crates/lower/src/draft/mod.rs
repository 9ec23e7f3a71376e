//! The model in the making: types without names, and what there is to name them by.

mod hint;
mod operation;
mod per_type;
mod types;

pub use hint::{Hint, Owner, Role};
pub use operation::{OperationDraft, TagDraft, tag_id};
pub use per_type::PerType;
pub use types::{Draft, Types};
