//! The wire types as generated models use them.

mod choices;
mod integers;
mod objects;
mod scalars;
#[cfg(feature = "schema")]
mod schema;
