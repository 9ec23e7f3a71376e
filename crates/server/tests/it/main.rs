//! The server runtime as generated stubs and their services use it.

#[cfg(feature = "jwt")]
mod jwt;
mod service;
