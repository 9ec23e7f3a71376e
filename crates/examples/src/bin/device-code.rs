//! Signs in on another device, and greets the user.
//!
//! `GRAPH_CLIENT_ID=.. cargo run -p graphwright-examples --bin device-code`

use anyhow::Context;
use graph_users_client::oauth::{App, DeviceCode};
use graph_users_client::{Client, servers};
use std::env;

/// The default URLs for signing in and for the API.
const LOGIN: &str = "https://login.microsoftonline.com/common/oauth2/v2.0";
const GRAPH: &str = servers::V1_0;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let client_id = env::var("GRAPH_CLIENT_ID").context("GRAPH_CLIENT_ID is not set")?;
    let login = env::var("GRAPH_LOGIN_URL").unwrap_or(LOGIN.to_owned());
    let url = env::var("GRAPH_URL").unwrap_or(GRAPH.to_owned());

    let app = App::new(format!("{login}/token"), client_id).scopes(["User.Read", "offline_access"]);
    let flow = DeviceCode::start(app, &format!("{login}/devicecode")).await?;
    println!(
        "Open {} and enter {}.",
        flow.verification_uri(),
        flow.user_code()
    );
    let session = flow.wait().await?;

    // From now on the session renews its token.
    let client = Client::builder().base_url(url).token(session).build()?;
    let me = client.users().get_me().await?;
    println!("Hello, {}!", me.display_name.unwrap_or_default());
    Ok(())
}
