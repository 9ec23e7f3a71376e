//! The laboratory's commands, run as programs.

mod corpus;
