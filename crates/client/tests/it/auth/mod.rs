//! Credentials of every kind.

mod canary;
mod credentials;
