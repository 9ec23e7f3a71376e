//! Calling the API: create a user, list users, change one, handle failures.

use graph_users_client::model::{PasswordProfile, UserCreate, UserUpdate};
use graph_users_client::users::UpdateUserError;
use graph_users_client::{Client, StaticToken};

/// Hires Adele, prints all names, and promotes her.
///
/// Fails with the first error, unless she has left before the promotion.
pub async fn hire(url: &str, token: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::builder()
        .base_url(url)
        .token(StaticToken::new(token))
        .build()?;
    let users = client.users();

    let password = PasswordProfile::new("xWwvJ]6NMw+bWH-d");
    let adele = UserCreate::new(true, "Adele Vance", "AdeleV", "adele@contoso.com", password);
    users.create(adele.department("Marketing")).await?;

    let page = users.list().select("id,displayName").top(50).await?;
    for user in page.value.unwrap_or_default() {
        println!("{}", user.display_name.as_deref().unwrap_or("(no name)"));
    }

    let promotion = UserUpdate::default().job_title("Product Marketing Manager");
    match users.update("adele@contoso.com", promotion).await {
        Ok(()) => {}
        Err(error) => match error.failure() {
            Some(UpdateUserError::NotFound(_)) => eprintln!("she has left: {error}"),
            _ => return Err(error.into()),
        },
    }
    Ok(())
}
