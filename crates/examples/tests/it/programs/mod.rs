//! The programs of `src/bin`, each run as its reader would run it, against the worked service.

mod device_code;
mod errors;
#[cfg(feature = "beta")]
mod photo;
mod users;

use axum::Router;
use graph_users_server::{StaticTokens, router};
use graphwright_examples::users_service::{UsersService, callers};
use std::net::Ipv4Addr;
use std::process::{Command, Output};
use tokio::net::TcpListener;

/// Runs a program of this package with arguments and variables, and waits for its end.
async fn run(program: &str, args: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(program);
    command
        .args(args)
        .env_clear()
        .envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output());
    Ran(output.await.unwrap().expect("the program starts"))
}

/// A program that has ended.
struct Ran(Output);

impl Ran {
    /// What it printed, as it did not fail.
    #[track_caller]
    fn printed(&self) -> String {
        assert!(self.0.status.success(), "{}", self.complained());
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    /// What it said went wrong.
    fn complained(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}

/// Serves something on a port of its own for as long as the test runs, and gives the origin.
async fn serve(routes: impl FnOnce(&str) -> Router) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let routes = routes(&origin);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    origin
}

/// The worked service, whose callers have tokens such as `the-token-of-member`; gives its URL.
async fn users_service() -> String {
    let callers = callers().iter();
    let authorizer = callers.fold(StaticTokens::new(), |tokens, caller| {
        tokens.principal(token(&caller.name), caller.principal())
    });
    let service = |origin: &str| router(UsersService::new(format!("{origin}/v1.0")), authorizer);
    serve(service).await + "/v1.0"
}

fn token(caller: &str) -> String {
    format!("the-token-of-{caller}")
}
