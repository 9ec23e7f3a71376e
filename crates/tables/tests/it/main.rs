//! Tables: what is read of them, and what they make of a document.

mod case;
mod entity;
mod family;
mod fixups;
mod keys;
mod media;
mod merge;
mod merge_types;
mod passes;
mod policies;
mod policy;
mod subtypes;
mod users;
