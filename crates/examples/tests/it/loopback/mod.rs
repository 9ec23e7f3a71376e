//! The generated client with the generated server, over TCP.

mod forms;
#[cfg(feature = "beta")]
mod photo;
mod requests;
mod scripted;
mod security;
mod statuses;
mod styles;
mod surprises;

use graph_users_client::runtime::RetryPolicy;
use graph_users_client::{Client, StaticToken};
use graph_users_server::{AllowAll, model, router};
use graphwright_examples::serve::{Serving, serve};
use scripted::Script;
use std::io::Write;
use std::net::TcpStream;

/// A client, its service, and the server between them.
struct Pair {
    client: Client,
    script: Script,
    serving: Serving,
}

impl Pair {
    /// Sends a request line that the client would not send, and returns the status.
    async fn ask(&self, line: &str) -> u16 {
        status(&self.serving, line).await
    }
}

/// Sends a raw request line to a server, and returns the status.
async fn status(serving: &Serving, line: &str) -> u16 {
    let address = serving.origin.trim_start_matches("http://").to_owned();
    let request = format!(
        "{line} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer a\r\nconnection: close\r\n\r\n"
    );
    let answer = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(request.as_bytes())?;
        std::io::read_to_string(stream)
    });
    let answer = answer.await.unwrap().unwrap();
    let status = answer.split(' ').nth(1).expect("a status line");
    status.parse().unwrap()
}

async fn pair() -> Pair {
    let script = Script::default();
    let serving = serve(router(script.clone(), AllowAll)).await.unwrap();
    Pair {
        client: client(&serving),
        script,
        serving,
    }
}

/// A client without retries, since a script has one response per call.
fn client(serving: &Serving) -> Client {
    Client::builder()
        .retry(RetryPolicy::none())
        .base_url(format!("{}/v1.0", serving.origin))
        .token(StaticToken::new("a token"))
        .build()
        .unwrap()
}

fn error(code: &str) -> model::ErrorResponse {
    model::ErrorResponse::default().error(
        model::ErrorBody::default()
            .code(code)
            .message(format!("about {code}")),
    )
}
