//! A call of the client to a server on the same machine, which has its response ready.

use crate::manual::KeepingUser;
use crate::rounds::{Comparison, Side, Spent, Turn};
use crate::runtime;
use crate::serving::{Kind, Process};
use crate::users;
use anyhow::{Result, ensure};
use graph_users_client::model::User;
use graph_users_client::{Client, StaticToken};
use std::time::Duration;

const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.e30.";

/// Compares a call of the generated client with one by reqwest and serde.
pub(crate) fn measure() -> Result<Vec<Comparison>> {
    let server = Process::start(Kind::Pages)?;
    let runtime = runtime::current_thread()?;
    let generated = generated_client(&server.origin)?;
    let manual = ManualClient::new(&server.origin)?;
    let expected = users::user_with_unknown(7);
    let id = users::id(7);
    let users = runtime.block_on(async {
        anyhow::Ok([
            serde_json::to_value(get(&generated, &id).await?)?,
            serde_json::to_value(manual.get(&id).await?)?,
        ])
    })?;
    ensure!(
        users.iter().all(|user| *user == expected),
        "a user changes on the wire"
    );
    let turn = |side| {
        runtime.block_on(async {
            let mut turn = Turn::start("thread-self");
            loop {
                match side {
                    Side::Generated => drop(get(&generated, &id).await?),
                    Side::Manual => drop(manual.get(&id).await?),
                }
                if !turn.count(1) {
                    return Ok::<Spent, anyhow::Error>(turn.end());
                }
            }
        })
    };
    // At most 5 % slower.
    Ok(vec![
        Comparison::run("GET user, client", turn)?.with_min_speed(1.0 / 1.05),
    ])
}

/// Creates the generated client.
pub(crate) fn generated_client(origin: &str) -> Result<Client> {
    let client = Client::builder().base_url(format!("{origin}/v1.0"));
    Ok(client.token(StaticToken::new(TOKEN)).build()?)
}

async fn get(client: &Client, id: &str) -> Result<User> {
    Ok(client.users().get(id).await?)
}

/// A manual client.
pub(crate) struct ManualClient {
    client: reqwest::Client,
    base: String,
}

impl ManualClient {
    pub(crate) fn new(origin: &str) -> Result<Self> {
        // Another provider may be installed already, which will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            client,
            base: format!("{origin}/v1.0"),
        })
    }

    async fn get(&self, id: &str) -> Result<KeepingUser> {
        self.get_json(&format!("{}/users/{id}", self.base)).await
    }

    /// Sends a GET request and decodes the response.
    pub(crate) async fn get_json<T: serde::de::DeserializeOwned>(&self, url: &str) -> Result<T> {
        let request = self.client.get(url).bearer_auth(TOKEN);
        let request = request.header("accept", "application/json");
        let response = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}
