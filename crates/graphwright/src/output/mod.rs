//! The output folder: what is in it, what is about to change, and changing it.
//!
//! Nothing is written that is the same already, and nothing is removed that this tool did not
//! write. Which files those are stands in `.graphwright.json` and nowhere else.

mod check;
mod difference;
mod folder;
mod manifest;
mod members;
mod write;

pub use check::diff;
pub use difference::Difference;
pub use folder::Folder;
pub use write::{Failure, Written};
