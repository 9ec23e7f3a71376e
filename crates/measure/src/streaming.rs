//! Streaming of a hundred thousand users, page by page: its memory and time.

use crate::client::{ManualClient, generated_client};
use crate::cost;
use crate::manual::{KeepingUser, Page};
use crate::runtime;
use crate::serving::{Kind, Process};
use crate::users::{PAGE, USERS};
use anyhow::{Context, Result, ensure};
use graph_users_client::{Client, Paged};
use serde_json::{Value, json};
use std::time::Instant;

/// The number of users after which everything is allocated that a page needs.
const WARM_UP: usize = 3 * PAGE;

/// Streams them: `{users, growth_bytes, wanted_bytes, generated_ms, hand_ms}`. The growth is that of the peak resident
/// memory, from the third page to the last one.
pub(crate) fn measure() -> Result<Value> {
    let server = Process::start(Kind::Pages)?;
    let runtime = runtime::current_thread()?;
    let started = Instant::now();
    let growth = runtime.block_on(stream_generated(&generated_client(&server.origin)?))?;
    let generated = started.elapsed();
    let started = Instant::now();
    runtime.block_on(stream_manually(&server.origin))?;
    Ok(json!({
        "users": USERS,
        "growth_bytes": growth,
        "wanted_bytes": 20_000_000,
        "generated_ms": generated.as_secs_f64() * 1e3,
        "hand_ms": started.elapsed().as_secs_f64() * 1e3,
    }))
}

async fn stream_generated(client: &Client) -> Result<Option<u64>> {
    let mut users = client.users().list().top(PAGE.try_into()?).stream();
    let (mut seen, mut before) = (0, None);
    while let Some(user) = users.next().await {
        user?.id.context("a user without an id")?;
        seen += 1;
        if seen == WARM_UP {
            before = cost::peak_bytes();
        }
    }
    ensure!(seen == USERS, "{seen} of {USERS} users were received");
    Ok(cost::peak_bytes()
        .zip(before)
        .map(|(after, before)| after.saturating_sub(before)))
}

async fn stream_manually(origin: &str) -> Result<()> {
    let client = ManualClient::new(origin)?;
    let mut next = Some(format!("{origin}/v1.0/users?$top={PAGE}"));
    let mut seen = 0;
    while let Some(url) = next {
        let page: Page<KeepingUser> = client.get_json(&url).await?;
        for user in page.value {
            user.id.context("a user without an id")?;
            seen += 1;
        }
        next = page.next_link;
    }
    ensure!(seen == USERS, "{seen} of {USERS} users were received");
    Ok(())
}
