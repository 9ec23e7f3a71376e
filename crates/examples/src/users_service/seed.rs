//! The initial users and callers.

use super::record::Record;
use graph_users_server::Principal;
use serde::Deserialize;
use std::sync::LazyLock;

/// A caller, which can be given a token.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Caller {
    /// The name on the command line.
    pub name: String,
    /// The id of the user for whom it acts, or of the application.
    id: String,
    #[serde(default)]
    is_application: bool,
    roles: Vec<String>,
    scopes: Vec<String>,
}

impl Caller {
    /// The principal of its token.
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

/// The callers, one of each kind. The first is permitted everything.
pub fn callers() -> &'static [Caller] {
    &SEED.callers
}

/// The initial users, for whom the callers act.
pub(super) fn users() -> &'static [Record] {
    &SEED.users
}
