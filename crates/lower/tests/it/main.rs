//! Documents through lowering, as other crates start it.

mod case;
mod config;
mod hostile;
mod paging;
mod rules;
mod titled;
mod users;
