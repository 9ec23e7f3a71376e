//! Changes the phone number of a user and clears the office; all else is kept.
//!
//! `GRAPH_TOKEN=.. cargo run -p graphwright-examples --bin update-user -- USER NUMBER`

use anyhow::Context;
use graph_users_client::model::UserUpdate;
use graph_users_client::model::wire::Patch;
use graph_users_client::{Client, StaticToken, servers};
use std::env;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut args = env::args().skip(1);
    let (user, number) = args.next().zip(args.next()).context("USER NUMBER")?;
    let token = env::var("GRAPH_TOKEN").context("GRAPH_TOKEN is not set")?;
    let client = Client::builder()
        .base_url(env::var("GRAPH_URL").unwrap_or(servers::V1_0.to_owned()))
        .token(StaticToken::new(token))
        .build()?;
    let users = client.users();

    let change = UserUpdate::default()
        .mobile_phone(number)
        .office_location(Patch::Clear);
    users.update(&*user, change).await?;

    let fields = "displayName,mobilePhone,officeLocation";
    let user = users.get(user).select(fields).await?;
    println!(
        "{}: phone {}, office {}",
        user.display_name.unwrap_or_default(),
        user.mobile_phone.as_deref().unwrap_or("none"),
        user.office_location.as_deref().unwrap_or("none"),
    );
    Ok(())
}
