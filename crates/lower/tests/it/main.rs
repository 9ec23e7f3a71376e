//! Documents through lowering, as other crates start it.

mod bodies;
mod case;
mod choices;
mod config;
mod defaults;
mod enums;
mod errors;
mod facts;
mod families;
mod forms;
mod hostile;
mod names;
mod objects;
mod operations;
mod paging;
mod parameters;
mod projections;
mod recursion;
mod requests;
mod rules;
mod security;
mod selection;
mod servers;
mod titled;
mod ways;
