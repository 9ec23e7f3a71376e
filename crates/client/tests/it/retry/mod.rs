//! The life of a call: what is sent again, after what wait, and what is told of it.

mod clock;
mod deadline;
mod errors;
mod faulty;
mod hooks;
#[cfg(feature = "reqwest")]
mod loopback;
mod options;
mod probe;
mod random;
mod reauthenticate;
mod table;
mod traces;
mod waits;
