//! JSON web tokens at the door of a small API: which are taken, for whom, and which are not.

mod accepted;
mod forged;
mod rotation;
mod support;
