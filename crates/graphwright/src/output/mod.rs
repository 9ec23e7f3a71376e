//! The output folder: its files, the differences, and writing them.
//!
//! Files that are equal are not written, and files that this tool did not write are not removed.
//! `.graphwright.json` lists the files that it wrote.

mod check;
mod difference;
mod folder;
mod manifest;
mod members;
mod write;

pub use check::diff;
pub use difference::Difference;
pub use folder::{Folder, Placement};
pub use write::{Failure, Written};
