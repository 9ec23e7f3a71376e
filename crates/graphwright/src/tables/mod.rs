//! Tables, a front end beside the document: they are read, lowered and shown here and nowhere else in this crate.
//!
//! The feature `tables` brings them. A build without it has the same functions over nothing, and says so where
//! somebody asks for tables.

#[cfg(not(feature = "tables"))]
mod absent;
mod keys;
#[cfg(feature = "tables")]
mod present;
mod views;

#[cfg(not(feature = "tables"))]
use absent as imp;
#[cfg(feature = "tables")]
use present as imp;

pub(crate) use imp::{Config, STEPS, Tables, config};
pub(crate) use keys::{ABSENT, KEYS};
pub(crate) use views::{Entity, Policy};
