//! The program of the worked service, over sockets, called by the generated client and by requests
//! that no client would send.

mod access;
mod malformed;
mod operations;
mod pages;
mod program;
mod raw;

use graph_users_client::model::{PasswordProfile, UserCreate};
use graph_users_client::{Client, StaticToken};
use program::Program;

/// The ids of the callers of the service.
const ADMINISTRATOR: &str = "11111111-1111-4111-8111-111111111111";
const HELPDESK: &str = "22222222-2222-4222-8222-222222222222";
const MEMBER: &str = "33333333-3333-4333-8333-333333333333";
const READER: &str = "44444444-4444-4444-8444-444444444444";

impl Program {
    /// A client with the token of a caller.
    fn client(&self, caller: &str) -> Client {
        Client::builder()
            .base_url(&self.url)
            .token(StaticToken::new(Program::token(caller)))
            .build()
            .expect("the URL is one")
    }
}

/// A valid body to create a user.
fn new_user(alias: &str) -> UserCreate {
    let password = PasswordProfile::new("xWwvJ]6NMw+bWH-d");
    let name = format!("{alias}@contoso.com");
    UserCreate::new(true, format!("The user {alias}"), alias, name, password)
}
