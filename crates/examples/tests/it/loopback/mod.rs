//! The generated client against the generated server over TCP: what one side says, the other hears.

mod forms;
#[cfg(feature = "beta")]
mod photo;
mod requests;
mod scripted;
mod security;
mod statuses;
mod surprises;

use graph_users_client::runtime::RetryPolicy;
use graph_users_client::{Client, StaticToken};
use graph_users_server::{AllowAll, model, router};
use graphwright_examples::serve::{Serving, serve};
use scripted::Script;
use std::io::Write;
use std::net::TcpStream;

/// A client, the service that it talks to, and the server between them.
struct Pair {
    client: Client,
    script: Script,
    serving: Serving,
}

impl Pair {
    /// The status that the server gives a request line which the client would not send.
    async fn ask(&self, line: &str) -> u16 {
        status(&self.serving, line).await
    }
}

/// The status that a server gives a request line, whatever a client would make of it.
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

/// A script has one answer for each call, so nothing is sent twice.
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
