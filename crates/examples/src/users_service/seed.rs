//! The users and callers that are there from the beginning.

use super::store::Record;
use graph_users_server::Principal;
use serde::Deserialize;
use std::sync::LazyLock;

/// A caller that the service knows, once it has a token.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    /// What it is called on the command line.
    pub name: String,
    /// The user for whom it acts, or the application that it is.
    id: String,
    #[serde(default)]
    is_application: bool,
    roles: Vec<String>,
    scopes: Vec<String>,
}

impl Caller {
    /// What its token says of it.
    pub fn principal(&self) -> Principal {
        let principal = if self.is_application {
            Principal::application(&self.id)
        } else {
            Principal::user(&self.id)
        };
        principal.with_scopes(&self.scopes).with_roles(&self.roles)
    }
}

#[derive(Debug, Deserialize)]
struct Seed {
    callers: Vec<Caller>,
    users: Vec<Record>,
}

static SEED: LazyLock<Seed> = LazyLock::new(|| {
    let seed = include_str!("seed.json");
    serde_json::from_str(seed).expect("the file is part of the program, and a test reads it")
});

/// Every kind of caller that makes a difference; the first may do everything.
pub fn callers() -> &'static [Caller] {
    &SEED.callers
}

/// The users for whom the callers act.
pub(super) fn users() -> &'static [Record] {
    &SEED.users
}
