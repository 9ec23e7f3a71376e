//! Looks up a user, and handles every kind of error.
//!
//! `GRAPH_TOKEN=.. cargo run -p graphwright-examples --bin handle-errors -- USER`

use graph_users_client::runtime::{ErrorKind, TokenError, TokenFuture, TokenRequest};
use graph_users_client::users::GetUserError;
use graph_users_client::{Client, Error, TokenProvider, servers};
use std::env;
use std::process::ExitCode;

/// Takes the token from the environment.
struct Variable(&'static str);

impl TokenProvider for Variable {
    fn token<'a>(&'a self, _wanted: TokenRequest<'a>) -> TokenFuture<'a> {
        Box::pin(async { env::var(self.0).map(Into::into).map_err(TokenError::new) })
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let user = env::args().nth(1).unwrap_or_default();
    let client = Client::builder()
        .base_url(env::var("GRAPH_URL").unwrap_or(servers::V1_0.to_owned()))
        .token(Variable("GRAPH_TOKEN"))
        .body_limit(1024 * 1024)
        .build()?;

    let error = match client.users().get(user).await {
        Ok(user) => {
            println!("{}", user.display_name.unwrap_or_default());
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) => error,
    };
    // Failures that the document describes are typed; all others have a status.
    match error.failure() {
        Some(GetUserError::NotFound(_)) => eprintln!("There is no such user."),
        _ => eprintln!("{}\n{error}", advice(&error)),
    }
    Ok(ExitCode::FAILURE)
}

/// Returns a remedy for the error of any call.
fn advice<E>(error: &Error<E>) -> String {
    match error.kind() {
        ErrorKind::Request => "Nothing was sent: correct the request.".to_owned(),
        ErrorKind::Token => "Sign in first: set GRAPH_TOKEN.".to_owned(),
        ErrorKind::Transport if error.is_connect() => "Are you online?".to_owned(),
        ErrorKind::Transport => "Try again: the response was lost.".to_owned(),
        ErrorKind::Redirect => "GRAPH_URL is out of date.".to_owned(),
        ErrorKind::BodyTooLarge => "Select fewer properties.".to_owned(),
        ErrorKind::Decode => {
            "The service violates its document: report it to its owner.".to_owned()
        }
        _ => match (error.status(), error.retry_after()) {
            (_, Some(wait)) => format!("Try again in {} seconds.", wait.as_secs()),
            (Some(401), _) => "The token is no longer valid.".to_owned(),
            (Some(403), _) => format!("Request one of the scopes {:?}.", error.scopes()),
            _ => format!(
                "Look for {:?} in the logs of the service.",
                error.request_id()
            ),
        },
    }
}
