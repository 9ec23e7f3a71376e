//! Uploads the photo of a user from a file and downloads it to another file, without ever having
//! all of it in memory.
//!
//! `GRAPH_TOKEN=.. cargo run -p graphwright-examples --features beta --bin photo -- USER FROM TO`

use anyhow::Context;
use graph_users_client::runtime::Body;
use graph_users_client::{Call, Client, StaticToken, servers};
use std::env;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [user, from, to] = args.as_slice() else {
        anyhow::bail!("USER FROM TO");
    };
    let token = env::var("GRAPH_TOKEN").context("GRAPH_TOKEN is not set")?;
    let client = Client::builder()
        .base_url(env::var("GRAPH_URL").unwrap_or(servers::V1_0.to_owned()))
        .token(StaticToken::new(token))
        .build()?;
    let users = client.users_beta();

    let photo = Body::file(from).await?;
    let photo = photo.on_progress(|sent| eprintln!("sent {} of {:?}", sent.done, sent.total));
    users.replace_photo_content(user.as_str(), photo).await?;

    let photo = users.get_photo_content(user.as_str()).download().await?;
    let media_type = photo.media_type().unwrap_or("something").to_owned();
    let bytes = photo.to_file(to).await?;
    println!("{to}: {bytes} bytes of {media_type}");
    Ok(())
}
