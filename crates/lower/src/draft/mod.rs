//! The model in the making: types without names, and what there is to name them by.

mod hint;
mod operation;
mod per_type;
mod types;

pub(crate) use hint::{Hint, Owner, Role};
pub(crate) use operation::{OperationDraft, TagDraft, tag_id};
pub(crate) use per_type::PerType;
pub(crate) use types::{Draft, Types};
