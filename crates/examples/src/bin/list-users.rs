//! Lists all users of all pages, in the memory of one page.
//!
//! `GRAPH_TOKEN=.. cargo run -p graphwright-examples --bin list-users -- [PAGE SIZE]`

use anyhow::Context;
use graph_users_client::{Call, Client, Paged, StaticToken, servers};
use std::env;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let token = env::var("GRAPH_TOKEN").context("GRAPH_TOKEN is not set")?;
    let client = Client::builder()
        .base_url(env::var("GRAPH_URL").unwrap_or(servers::V1_0.to_owned()))
        .token(StaticToken::new(token))
        .build()?;

    let size = env::args().nth(1).map_or(Ok(999), |size| size.parse())?;
    let list = client.users().list().select("displayName").top(size);
    // Graph counts only for callers that accept a number which lags behind.
    let list = list.count(true).header("ConsistencyLevel", "eventual");
    let mut users = list.stream();
    while let Some(user) = users.next().await {
        println!("{}", user?.display_name.unwrap_or_default());
    }
    println!("{} users", users.total().unwrap_or_default());
    Ok(())
}
