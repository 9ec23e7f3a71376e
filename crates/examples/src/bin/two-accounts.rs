//! Calls for two accounts at once: a client for each, and each with a token of its own.
//!
//! `GRAPH_TOKENS=ONE,OTHER cargo run -p graphwright-examples --bin two-accounts`

use anyhow::Context;
use graph_users_client::{Client, StaticToken, servers};
use std::env;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let tokens = env::var("GRAPH_TOKENS").context("who asks? set GRAPH_TOKENS")?;
    let (one, other) = tokens.split_once(',').context("two of them: ONE,OTHER")?;
    let (one, other) = (client(one)?, client(other)?);

    let (one, other) = tokio::try_join!(one.users().get_me(), other.users().get_me())?;
    for me in [one, other] {
        println!("{}", me.display_name.unwrap_or_default());
    }
    Ok(())
}

fn client(token: &str) -> anyhow::Result<Client> {
    let client = Client::builder()
        .base_url(env::var("GRAPH_URL").unwrap_or(servers::V1_0.to_owned()))
        .token(StaticToken::new(token));
    Ok(client.build()?)
}
