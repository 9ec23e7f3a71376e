//! Spans and metrics, which contain nothing that was sent.

use super::api;
use super::support::send;
#[cfg(feature = "metrics")]
use graphwright_server::{AllowAll, Answer};
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber, instrument::WithSubscriber};

/// Records all fields of all spans.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

impl Visit for &Notes {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut notes = self.0.lock().expect("not poisoned");
        // Writing to a `String` cannot fail.
        let _ = write!(notes, "{field}={value:?} ");
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("graphwright_server")
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut &*self);
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut &*self);
    }
    fn event(&self, event: &Event<'_>) {
        event.record(&mut &*self);
    }
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_span_has_the_template_and_nothing_that_was_sent() {
    let notes = Notes::default();
    let request = "GET /v1.0/users/hunter2?$select=hunter2\nauthorization: Bearer hunter2\n\
                   client-request-id: hunter2";
    let response = send(api::router(), request)
        .with_subscriber(notes.clone())
        .await;
    let id = response.headers()["request-id"]
        .to_str()
        .expect("text")
        .to_owned();
    let seen = notes.0.lock().expect("not poisoned");
    assert_eq!(
        seen.replace(&id, "ID"),
        "id=ID method=GET operation=\"get\" route=\"/v1.0/users/{id}\" status=401 "
    );
}

#[cfg(feature = "metrics")]
#[tokio::test]
async fn metrics_count_operations() {
    let metrics = graphwright_server::Metrics::new();
    let router = api::server(AllowAll)
        .mount(api::answering(|| async { Ok(Answer::empty(204)) }))
        .metrics(&metrics)
        .into_router();
    for path in [
        "/v1.0/answer",
        "/v1.0/answer",
        "/v1.0/users/12345",
        "/nowhere",
    ] {
        send(router.clone(), &format!("GET {path}")).await;
    }
    let response = send(metrics.router(), "GET /metrics").await;
    assert_eq!(
        response.headers()["content-type"],
        "text/plain; version=0.0.4"
    );
    let text = metrics.to_string();
    for line in [
        "http_requests_total{operation=\"answer\",method=\"GET\",route=\"/v1.0/answer\",status=\"204\"} 2",
        "http_requests_total{operation=\"get\",method=\"GET\",route=\"/v1.0/users/{id}\",status=\"400\"} 1",
        "http_requests_in_flight{operation=\"answer\",method=\"GET\",route=\"/v1.0/answer\"} 0",
        "http_request_duration_seconds_bucket{operation=\"answer\",method=\"GET\",route=\"/v1.0/answer\",le=\"+Inf\"} 2",
        "http_request_duration_seconds_count{operation=\"answer\",method=\"GET\",route=\"/v1.0/answer\"} 2",
    ] {
        assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
    }
    assert!(
        !text.contains("12345") && !text.contains("nowhere"),
        "{text}"
    );
}
