//! A whole program: sign in, retries, a deadline, pages, a conditional update, failures.

use graph_users_client::model::UserUpdate;
use graph_users_client::oauth::{App, DeviceCode};
use graph_users_client::runtime::RetryPolicy;
use graph_users_client::users::UpdateUserError;
use graph_users_client::{Call, Client, Paged};
use std::time::Duration;

/// Signs in, lists all users, and assigns a desk to one, unless the user has been changed
/// meanwhile.
pub async fn life(login: &str, url: &str, user: &str) -> Result<(), Box<dyn std::error::Error>> {
    let app = App::new(format!("{login}/token"), "the-app").scope("User.ReadWrite.All");
    let flow = DeviceCode::start(app, &format!("{login}/devicecode")).await?;
    let (uri, code) = (flow.verification_uri(), flow.user_code());
    println!("Open {uri} and enter {code}.");
    let client = Client::builder()
        .base_url(url) // the token is sent only there
        .token(flow.wait().await?) // renewed before it expires
        .retry(RetryPolicy::new().attempts(5)) // of idempotent operations
        .deadline(Duration::from_secs(90)) // of a call, with all attempts and delays
        .build()?;
    let users = client.users();

    let mut everybody = users.list().top(999).stream(); // each page is requested when needed
    while let Some(user) = everybody.next().await {
        println!("{}", user?.display_name.unwrap_or_default());
    }

    let before = users.get(user).full().await?; // with status and headers
    let desk = UserUpdate::default().office_location("18/2111");
    let update = users.update(user, desk).timeout(Duration::from_secs(5));
    match update.if_match(before.etag().unwrap_or("*")).await {
        Ok(()) => println!("{user} has a new desk"),
        Err(error) => match error.failure() {
            Some(UpdateUserError::NotFound(_)) => println!("{user} has left: {error}"),
            _ if error.status() == Some(412) => println!("{user} was changed meanwhile"),
            _ => return Err(error.into()), // operation, status, code, request id
        },
    }
    Ok(())
}
