//! A call of the client, to a server on the same machine that has its answer ready.

use crate::hand::KeepingUser;
use crate::rounds::{Comparison, Side, Spent, Turn};
use crate::serving::{Kind, Process};
use crate::users;
use anyhow::{Result, ensure};
use graph_users_client::model::User;
use graph_users_client::{Client, StaticToken};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

const TOKEN: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.e30.";

/// Compares a call of the generated client with one by reqwest and serde.
pub(crate) fn measure() -> Result<Vec<Comparison>> {
    let server = Process::start(Kind::Pages)?;
    let runtime = runtime()?;
    let generated = generated(&server.origin)?;
    let hand = Hand::new(&server.origin)?;
    let expected = users::user_of_tomorrow(7);
    let id = users::id(7);
    let (ours, theirs) = runtime.block_on(async {
        anyhow::Ok((
            serde_json::to_value(get(&generated, &id).await?)?,
            serde_json::to_value(hand.get(&id).await?)?,
        ))
    })?;
    ensure!(
        ours == expected && theirs == expected,
        "a user is another one over the wire"
    );
    let turn = |side| {
        runtime.block_on(async {
            let mut turn = Turn::begin("thread-self");
            loop {
                match side {
                    Side::Generated => drop(get(&generated, &id).await?),
                    Side::Hand => drop(hand.get(&id).await?),
                }
                if !turn.goes_on(1) {
                    return Ok::<Spent, anyhow::Error>(turn.end());
                }
            }
        })
    };
    // At most 5 % slower.
    Ok(vec![
        Comparison::run("GET user, client", turn)?.at_least(1.0 / 1.05),
    ])
}

/// A runtime with the thread that calls it alone, whose time can be told.
pub(crate) fn runtime() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}

/// The generated client.
pub(crate) fn generated(origin: &str) -> Result<Client> {
    let client = Client::builder().base_url(format!("{origin}/v1.0"));
    Ok(client.token(StaticToken::new(TOKEN)).build()?)
}

async fn get(client: &Client, id: &str) -> Result<User> {
    Ok(client.users().get(id).await?)
}

/// What a hand would write.
pub(crate) struct Hand {
    client: reqwest::Client,
    base: String,
}

impl Hand {
    pub(crate) fn new(origin: &str) -> Result<Self> {
        // Another one may be there already, and will do.
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
        self.json(&format!("{}/users/{id}", self.base)).await
    }

    /// Asks for a URL.
    pub(crate) async fn json<T: serde::de::DeserializeOwned>(&self, url: &str) -> Result<T> {
        let request = self.client.get(url).bearer_auth(TOKEN);
        let request = request.header("accept", "application/json");
        let response = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }
}
