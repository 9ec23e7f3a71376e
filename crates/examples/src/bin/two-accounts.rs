//! Calls for two accounts at once, with a client and a token for each.
//!
//! `GRAPH_TOKENS=ONE,OTHER cargo run -p graphwright-examples --bin two-accounts`

use anyhow::Context;
use graph_users_client::{Client, StaticToken, servers};
use std::env;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let tokens = env::var("GRAPH_TOKENS").context("GRAPH_TOKENS is not set")?;
    let (first, second) = tokens
        .split_once(',')
        .context("GRAPH_TOKENS must be two tokens: ONE,OTHER")?;
    let (first, second) = (client(first)?, client(second)?);

    let (first, second) = tokio::try_join!(first.users().get_me(), second.users().get_me())?;
    for me in [first, second] {
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
