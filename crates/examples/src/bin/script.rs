//! A script with the blocking API: sets the department of all users without one.
//!
//! `GRAPH_TOKEN=.. cargo run -p graphwright-examples --bin script -- DEPARTMENT`

use anyhow::Context;
use graph_users_client::model::UserUpdate;
use graph_users_client::{Call, Client, Paged, StaticToken, servers};
use std::env;

fn main() -> anyhow::Result<()> {
    let department = env::args().nth(1).context("DEPARTMENT")?;
    let token = env::var("GRAPH_TOKEN").context("GRAPH_TOKEN is not set")?;
    let client = Client::builder()
        .base_url(env::var("GRAPH_URL").unwrap_or(servers::V1_0.to_owned()))
        .token(StaticToken::new(token))
        .build()?;
    let users = client.users();

    let everybody = users.list().select("id,displayName,department").stream();
    for user in everybody.wait() {
        let user = user?;
        let Some(id) = user.id.filter(|_| user.department.is_none()) else {
            continue;
        };
        let update = UserUpdate::default().department(&*department);
        users.update(id, update).wait()?;
        println!("{}: {department}", user.display_name.unwrap_or_default());
    }
    Ok(())
}
