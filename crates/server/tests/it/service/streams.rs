//! Streams as bodies of requests and responses.

use super::support::send;
use axum::body::Body as Sent;
use bytes::Bytes;
use futures_core::Stream;
use graphwright_server::{
    Accepted, Answer, Api, Body, ByteStream, Documented, Event, Events, Fault, Limits, Method,
    Operation, Router, Routes, Schema, Server,
};
use http::Request;
use http_body_util::BodyExt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tower::ServiceExt;

static API: Api = Api {
    name: "streams",
    base_path: "",
    openapi: "{}",
    error_shape: None,
    scopes: &[],
};

static ECHO: Operation = Operation {
    id: "echo",
    method: Method::POST,
    path: "/echo",
    params: &[],
    body: Some(&Body::required(&[("application/octet-stream", Schema::any())]).streamed()),
    answers: &[Documented::content(200, "image/*", Schema::any())],
    security: &[],
};

static COUNT: Operation = Operation {
    id: "count",
    method: Method::GET,
    path: "/count",
    params: &[],
    body: None,
    answers: &[Documented::json(200, Schema::array(&Schema::integer())).or_events()],
    security: &[],
};

static SLOW: Operation = Operation {
    id: "slow",
    method: Method::GET,
    path: "/slow",
    params: &[],
    body: None,
    answers: &[Documented::content(200, "text/event-stream", Schema::any())],
    security: &[],
};

async fn echo(_: Arc<()>, mut request: Accepted) -> Result<Answer, Fault> {
    Ok(Answer::bytes(200, "image/*", request.bytes()))
}

async fn count(_: Arc<()>, request: Accepted) -> Result<Answer, Fault> {
    if request.call().header("accept") != Some("text/event-stream") {
        return Ok(Answer::json(200, &[1, 2]));
    }
    let (sender, events) = Events::channel(1);
    tokio::spawn(async move {
        let first = Event::new(1)
            .id("a")
            .name("n")
            .retry(Duration::from_secs(2));
        assert!(sender.send(first).await);
        sender.send(2).await;
    });
    Ok(Answer::events(200, events))
}

/// Responds with an event after a silence, and then an error.
async fn slow(_: Arc<()>, _: Accepted) -> Result<Answer, Fault> {
    struct Slow(Pin<Box<tokio::time::Sleep>>, bool);
    impl Stream for Slow {
        type Item = Result<Event<String>, Fault>;

        fn poll_next(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Self::Item>> {
            if self.1 {
                return Poll::Ready(Some(Err(Fault::unavailable())));
            }
            let slept = self.0.as_mut().poll(context);
            slept.map(|()| {
                self.1 = true;
                Some(Ok(Event::new("a\nb".to_owned())))
            })
        }
    }
    let sleep = Box::pin(tokio::time::sleep(Duration::from_millis(250)));
    let events = Events::new(Slow(sleep, false)).keep_alive(Duration::from_millis(100));
    Ok(Answer::text_events(200, events))
}

static FAIL: Operation = Operation {
    id: "fail",
    method: Method::GET,
    path: "/fail",
    params: &[],
    body: None,
    answers: &[Documented::content(200, "text/plain", Schema::any())],
    security: &[],
};

/// Responds with a byte and then a panic.
async fn fail(_: Arc<()>, _: Accepted) -> Result<Answer, Fault> {
    struct Panics(bool);
    impl Stream for Panics {
        type Item = Result<Bytes, Fault>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            assert!(!std::mem::replace(&mut self.0, true), "hunter2");
            Poll::Ready(Some(Ok(Bytes::from("x"))))
        }
    }
    Ok(Answer::bytes(
        200,
        "text/plain",
        ByteStream::new(Panics(false)),
    ))
}

fn router() -> Router {
    let routes = Routes::new(Arc::new(()))
        .add(&ECHO, echo)
        .add(&COUNT, count)
        .add(&SLOW, slow)
        .add(&FAIL, fail);
    let limits = Limits::new()
        .stream(10)
        .body_time(Duration::from_millis(200));
    Server::open(&API)
        .limits(limits)
        .mount(routes.finish())
        .into_router()
}

/// Chunks, and then an end or silence.
struct Chunks(Vec<&'static str>, bool);

impl Stream for Chunks {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.pop() {
            Some(chunk) => Poll::Ready(Some(Ok(Bytes::from(chunk)))),
            None if self.1 => Poll::Pending,
            None => Poll::Ready(None),
        }
    }
}

async fn upload(chunks: Chunks, media_type: &str) -> http::Response<Sent> {
    let request = Request::post("/echo").header("content-type", media_type);
    let request = request.body(Sent::from_stream(chunks)).unwrap();
    router().oneshot(request).await.unwrap()
}

const OCTETS: &str = "application/octet-stream";

#[tokio::test]
async fn a_body_is_streamed_through() {
    let response = upload(Chunks(vec!["56789", "", "01234", ""], false), OCTETS).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], OCTETS);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(body, "0123456789");
}

#[tokio::test]
async fn a_known_length_is_sent() {
    let request = Request::post("/echo").header("content-type", OCTETS);
    let request = request
        .header("content-length", "5")
        .body(Sent::from("photo"));
    let response = router().oneshot(request.unwrap()).await.unwrap();
    assert_eq!(response.headers()["content-length"], "5");
}

#[tokio::test]
async fn bodies_are_refused_before_they_are_read_if_possible() {
    let request = |headers: &str| format!("POST /echo\ncontent-type: {OCTETS}{headers}\n\n");
    let large = send(router(), &request("\ncontent-length: 11")).await;
    assert_eq!(large.status(), 413);
    let nothing = send(router(), "POST /echo\n\n").await;
    assert_eq!(nothing.status(), 400, "it is required");
    let empty = send(router(), &request("")).await;
    assert_eq!(empty.status(), 200, "an empty file is a file");
    let wrong = upload(Chunks(vec!["x"], false), "text/plain").await;
    assert_eq!(wrong.status(), 415);
    assert_eq!(upload(Chunks(vec![], true), OCTETS).await.status(), 408);
}

/// The handler gets the fault while it reads, and may return it.
#[tokio::test]
async fn later_faults_abort_the_response() {
    for chunks in [
        Chunks(vec!["x", "0123456789"], false),
        Chunks(vec!["x"], true),
    ] {
        let response = upload(chunks, OCTETS).await;
        assert_eq!(response.status(), 200);
        assert!(response.into_body().collect().await.is_err());
    }
}

#[tokio::test]
async fn a_handler_can_return_the_fault_of_a_stream() {
    let (sender, stream) = ByteStream::channel(2);
    assert!(sender.send("a").await);
    sender.fail(Fault::unavailable()).await;
    assert_eq!(stream.bytes().await.unwrap_err().status(), 503);
    let (sender, stream) = ByteStream::channel(0);
    drop(stream);
    assert!(!sender.send("a").await);
    assert_eq!(ByteStream::from("ab").bytes().await.unwrap(), "ab");
}

#[tokio::test]
async fn the_caller_chooses_json_or_events() {
    let body = |response: http::Response<Sent>| async {
        let body = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(body.into()).unwrap()
    };
    let json = send(router(), "GET /count\naccept: application/json").await;
    assert_eq!(body(json).await, "[1,2]");
    let events = send(router(), "GET /count\naccept: text/event-stream").await;
    assert_eq!(events.headers()["content-type"], "text/event-stream");
    assert_eq!(events.headers()["cache-control"], "no-cache");
    let expected = "event: n\nid: a\nretry: 2000\ndata: 1\n\ndata: 2\n\n";
    assert_eq!(body(events).await, expected);
    let neither = send(router(), "GET /count\naccept: text/html").await;
    assert_eq!(neither.status(), 406);
}

#[tokio::test]
async fn comments_fill_silence_and_an_error_aborts() {
    let mut body = send(router(), "GET /slow").await.into_body();
    let mut text = String::new();
    let error = loop {
        match body.frame().await.expect("no clean end") {
            Ok(frame) => text += std::str::from_utf8(&frame.into_data().unwrap()).unwrap(),
            Err(error) => break error,
        }
    };
    assert_eq!(text, ":\n\n:\n\ndata: a\ndata: b\n\n");
    assert!(!error.to_string().is_empty());
}

#[tokio::test]
async fn a_panic_aborts_its_own_response_only() {
    let router = router();
    let mut body = send(router.clone(), "GET /fail").await.into_body();
    let first = body.frame().await.unwrap().unwrap();
    assert_eq!(first.into_data().unwrap(), "x");
    let error = body.frame().await.unwrap().unwrap_err();
    assert!(!error.to_string().contains("hunter2"));
    assert!(body.frame().await.is_none());
    assert_eq!(send(router, "GET /count").await.status(), 200);
}
