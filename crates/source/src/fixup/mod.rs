//! Fixups: named, explained and sourced changes to a document that is wrong or incomplete.
//!
//! A fixup that no longer applies is an error, so that none outlives its reason. Other front ends have steps of
//! their own in the same file: they name the keys, and read these steps with [`Reader`].

mod model;
mod read;
mod toml_table;

pub use model::{Action, Fixup, Step, When};
pub use read::{OtherStep, OtherSteps, Read, StepKeys, read, read_with};
pub use toml_table::{Located, Reader};
