//! A call of an operation that `beta` adds.

use graph_users_client::Client;

/// Prints the links of a user's events.
pub async fn agenda(client: &Client, user: &str) -> Result<(), Box<dyn std::error::Error>> {
    let page = client.users_beta().list_events(user).await?; // GET /beta/users/{user}/events
    for event in page.value.unwrap_or_default() {
        println!("{}", event.web_link.as_deref().unwrap_or("(no link)"));
    }
    Ok(())
}
