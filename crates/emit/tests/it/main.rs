//! Tests of the crate from outside: documents through every stage.

mod users;
