//! The readers on whole texts: documents, fixups, entity documents, policies.

mod bundle;
mod corpus;
mod diagnostics;
mod entity;
mod fixups;
mod normalise;
mod numbers;
mod places;
mod policy;
mod robust;
mod users;
