//! Tables: entity documents and policies, and the fixups about them.
//!
//! Tables are a front end of their own: they take part in lowering by passes ([`passes()`]), each at a named place
//! among the others.

mod config;
pub mod entity;
pub mod fixup;
mod inputs;
mod key_parameters;
mod merge;
mod passes;
mod policies;
pub mod policy;
mod scope_tables;
mod versions;

pub use config::Config;
pub use inputs::Tables;
pub use passes::passes;
