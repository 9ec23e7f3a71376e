//! The flows of OAuth 2 against a token server on this machine.

mod api;
mod canary;
mod client_credentials;
mod code;
mod device;
mod hostile;
#[path = "../../../client/tests/it/received.rs"]
mod received;
mod server;
mod session;
