//! The attempts of a call: which are repeated, after what wait, and how they are reported.

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
