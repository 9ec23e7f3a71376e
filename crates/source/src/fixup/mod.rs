//! Fixups: named, explained and sourced changes to a document that is wrong or incomplete.
//!
//! A fixup that no longer applies is an error, so that none outlives its reason.

mod key;
mod media;
mod merge;
mod model;
mod policy;
mod read;
mod toml_table;

pub use key::{Alternative, KeyParameter};
pub use media::Media;
pub use merge::MergeStep;
pub use model::{Action, Fixup, Step, When};
pub use policy::PolicyStep;
pub use read::read;
