//! A hundred thousand users by way of pages: how much memory that takes.

use crate::client::{Hand, generated, runtime};
use crate::cost;
use crate::hand::{KeepingUser, Page};
use crate::serving::{Kind, Process};
use crate::users::PAGE;
use anyhow::{Context, Result, ensure};
use graph_users_client::{Client, Paged};
use serde_json::{Value, json};
use std::time::Instant;

/// How many users there are.
pub(crate) const USERS: usize = 100_000;

/// After so many pages everything is there that a page takes.
const WARM: usize = 3 * PAGE;

/// Streams them: `{users, growth_bytes, wanted_bytes, generated_ms, hand_ms}`. The growth is that of the most
/// memory that was resident, from the third page to the last one.
pub(crate) fn measure() -> Result<Value> {
    let server = Process::start(Kind::Pages)?;
    let runtime = runtime()?;
    let began = Instant::now();
    let growth = runtime.block_on(stream(&generated(&server.origin)?))?;
    let generated = began.elapsed();
    let began = Instant::now();
    runtime.block_on(by_hand(&server.origin))?;
    Ok(json!({
        "users": USERS,
        "growth_bytes": growth,
        "wanted_bytes": 20_000_000,
        "generated_ms": generated.as_secs_f64() * 1e3,
        "hand_ms": began.elapsed().as_secs_f64() * 1e3,
    }))
}

async fn stream(client: &Client) -> Result<Option<u64>> {
    let mut users = client.users().list().top(PAGE.try_into()?).stream();
    let (mut seen, mut before) = (0, None);
    while let Some(user) = users.next().await {
        user?.id.context("a user without an id")?;
        seen += 1;
        if seen == WARM {
            before = cost::peak_bytes();
        }
    }
    ensure!(seen == USERS, "{seen} of {USERS} users came");
    Ok(cost::peak_bytes()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before)))
}

async fn by_hand(origin: &str) -> Result<()> {
    let hand = Hand::new(origin)?;
    let mut next = Some(format!("{origin}/v1.0/users?$top={PAGE}"));
    let mut seen = 0;
    while let Some(url) = next {
        let page: Page<KeepingUser> = hand.json(&url).await?;
        for user in page.value {
            user.id.context("a user without an id")?;
            seen += 1;
        }
        next = page.next_link;
    }
    ensure!(seen == USERS, "{seen} of {USERS} users came");
    Ok(())
}
