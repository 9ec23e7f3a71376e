//! The generated client against the generated server over TCP: what one side says, the other hears.

mod requests;
mod scripted;
mod statuses;
mod surprises;

use graph_users_client::{Client, StaticToken};
use graph_users_server::{AllowAll, model, router};
use graphwright_examples::serve::{Serving, serve};
use scripted::Script;

/// A client, the service that it talks to, and the server between them.
struct Pair {
    client: Client,
    script: Script,
    _serving: Serving,
}

async fn pair() -> Pair {
    let script = Script::default();
    let serving = serve(router(script.clone(), AllowAll)).await.unwrap();
    Pair {
        client: client(&serving),
        script,
        _serving: serving,
    }
}

fn client(serving: &Serving) -> Client {
    Client::builder()
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
