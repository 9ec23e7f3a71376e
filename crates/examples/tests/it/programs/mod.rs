//! The programs of `src/bin`, run against the worked service.

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
async fn run(program: &str, args: &[&str], variables: &[(&str, &str)]) -> Finished {
    let mut command = Command::new(program);
    command
        .args(args)
        .env_clear()
        .envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output());
    Finished(output.await.unwrap().expect("the program starts"))
}

/// A program that has ended.
struct Finished(Output);

impl Finished {
    /// The output of a program that must have succeeded.
    #[track_caller]
    fn output(&self) -> String {
        assert!(self.0.status.success(), "{}", self.error_output());
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    /// The error output.
    fn error_output(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }
}

/// Serves routes on their own port until the test ends, and returns the origin.
async fn serve(routes: impl FnOnce(&str) -> Router) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let routes = routes(&origin);
    tokio::spawn(async move { axum::serve(listener, routes).await });
    origin
}

/// Serves the worked service, whose callers have tokens such as `the-token-of-member`, and returns
/// its URL.
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
