//! Readers and whole texts: documents and fixups.

mod bundle;
mod corpus;
mod diagnostics;
mod fixups;
mod normalise;
mod numbers;
mod places;
mod robust;
mod users;
