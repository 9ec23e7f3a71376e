//! Text to located documents.
//!
//! This crate reads OpenAPI documents, fixups and tables into data that knows its places in the text. It does
//! no IO, knows no Rust names, and decides nothing about generated code.

mod cell;
pub mod code;
pub mod diagnostic;
pub mod fixup;
mod input;
mod limits;
pub mod media;
pub mod openapi;
mod percent;
pub mod pointer;
mod source_map;
pub mod suggest;
mod syntax;

pub use cell::Cell;
pub use diagnostic::{Code, Diagnostic, FileId, Origin, Place, Severity};
pub use limits::Limits;
pub use source_map::{Location, SourceMap};
