//! The generated crates, the worked service and the example programs, from outside.

mod footprint;
mod hired;
mod later_fields;
mod loopback;
mod mock;
mod policies;
mod programs;
mod users_service;
#[cfg(feature = "beta")]
mod versions;
