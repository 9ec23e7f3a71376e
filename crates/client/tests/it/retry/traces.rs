//! The spans and events of a call, which contain no secret.

use super::faulty::{Fault, Faulty, TOKEN};
use graphwright_client::{
    Body, Call, SendOptions, Transport, TransportErrorKind, TransportFuture, http,
};
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A subscriber that keeps everything as text, span by span.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<String>>>);

impl Subscriber for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("graphwright_client")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut text = format!("{}:", span.metadata().name());
        span.record(&mut Fields(&mut text));
        spans.push(text);
        Id::from_u64(u64::try_from(spans.len()).unwrap())
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Fields(&mut self.0.lock().unwrap()[index]));
    }

    fn event(&self, event: &Event<'_>) {
        let mut text = "event:".to_owned();
        event.record(&mut Fields(&mut text));
        self.0.lock().unwrap().push(text);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

/// Runs a future and returns the spans and events of its calls.
async fn traced(calls: impl Future<Output = ()>) -> Vec<String> {
    let capture = Capture::default();
    let spans = Arc::clone(&capture.0);
    let _guard = tracing::subscriber::set_default(capture);
    calls.await;
    std::mem::take(&mut spans.lock().unwrap())
}

#[tokio::test]
async fn a_call_and_its_attempts_are_spans() {
    let faulty = Faulty::new([Fault::Status(503, Some("2")), Fault::Status(404, None)]);
    let faulty = faulty.with_latency(std::time::Duration::from_millis(30));
    let client = faulty.client();
    let spans = traced(async {
        client.get().await.unwrap_err();
    })
    .await;
    let expected = [
        r#"call: operation="get-thing" method="GET" path="/things/{id}" client_request_id="63cbe1e4-5932-4dd7-844c-3cd7f43c661c" outcome=404 Not Found status=404 attempts=2 duration_ms=2060"#,
        "attempt: number=1 outcome=503 Service Unavailable",
        "event: message=request is sent again outcome=503 Service Unavailable wait_ms=2000",
        "attempt: number=2 outcome=404 Not Found",
        "event: message=call ended",
    ];
    assert_eq!(spans, expected);
}

/// A server that echoes the token as the id of the request.
struct Echoes;

impl Transport for Echoes {
    fn send(&self, request: http::Request<Body>, _: SendOptions) -> TransportFuture<'_> {
        let mut answer = http::Response::new(Body::from("no"));
        *answer.status_mut() = http::StatusCode::NOT_FOUND;
        let token = request.headers()["authorization"].clone();
        answer.headers_mut().insert("request-id", token);
        Box::pin(std::future::ready(Ok(answer)))
    }
}

#[tokio::test]
async fn an_echoed_token_is_not_traced() {
    let client = Faulty::default().builder().transport(Echoes).build();
    let client = client.unwrap();
    let told = traced(async {
        client.get().await.unwrap_err();
    })
    .await
    .join("\n");
    assert!(told.contains("request_id=Bearer [redacted]"), "{told}");
    assert!(!told.contains(TOKEN), "{told}");
}

#[tokio::test]
async fn no_secret_is_traced() {
    let faulty = Faulty::new([
        Fault::Status(401, None),
        Fault::Status(503, Some(TOKEN)),
        Fault::Fails(TransportErrorKind::Interrupted),
        Fault::HalfBody(200),
        Fault::HugeBody(200),
    ]);
    let client = faulty.client();
    let told = traced(async {
        for _ in 0..3 {
            let call = client.get().header("X-Session", TOKEN).prefer(TOKEN);
            drop(call.await);
            drop(client.create().header("a b", TOKEN).await);
            drop(client.create().await);
        }
    })
    .await
    .join("\n");
    assert!(told.lines().count() > 20, "{told}");
    for secret in [TOKEN, "a-secret-id", "a-secret-query", "a-secret-body"] {
        assert!(!told.contains(secret), "{told}");
    }
}
