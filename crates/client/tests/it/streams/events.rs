//! Streams of events: their types, reconnection and end.

use super::calls::{Client, Server, answer, head};
use graphwright_client::{Call, Clock, ErrorKind, EventStream, Reconnect, SleepFuture, Streams};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

const EVENTS: &str = "Content-Type: text/event-stream; charset=utf-8";

/// A clock on which every sleep except for timeouts ends at once; it keeps their times.
#[derive(Clone, Default)]
struct Skipping(Arc<Mutex<Vec<Duration>>>);

impl Clock for Skipping {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, duration: Duration) -> SleepFuture<'_> {
        if duration == TIMEOUT {
            return Box::pin(std::future::pending());
        }
        self.0.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }
}

/// A time that is longer than all waits of the tests.
const TIMEOUT: Duration = Duration::from_secs(99);

impl Skipping {
    fn client(&self, server: &Server) -> Client {
        let builder = Client::builder().base_url(&server.url).timeout(TIMEOUT);
        builder.clock(self.clone()).build().unwrap()
    }
}

/// The data of the events, and the end of the stream.
async fn all<T>(mut events: EventStream<T>) -> (Vec<String>, Option<ErrorKind>) {
    let mut said = Vec::new();
    loop {
        match events.next().await {
            Some(Ok(event)) => said.push(event.data().to_owned()),
            Some(Err(error)) => {
                assert!(
                    events.next().await.is_none(),
                    "nothing comes after an error"
                );
                return (said, Some(error.kind()));
            }
            None => return (said, None),
        }
    }
}

#[tokio::test]
async fn an_event_has_all_its_parts() {
    let body = b"\xEF\xBB\xBF: hello\nevent: change\nid: 7\nretry: 5\ndata: a\ndata: b\n\nodd: 1\ndata: c\n\ndata: lost";
    let server = Server::of(answer(EVENTS, body)).await;
    let mut events = server.client().watch().await.unwrap();
    let first = events.next().await.unwrap().unwrap();
    assert_eq!(
        (first.name(), first.id(), first.data()),
        ("change", Some("7"), "a\nb")
    );
    assert_eq!(first.read().unwrap(), "a\nb");
    assert_eq!(events.last_event_id(), "7");
    let second = events.next().await.unwrap().unwrap();
    assert_eq!(
        (second.name(), second.id(), second.data()),
        ("message", None, "c")
    );
    assert!(events.next().await.is_none());
    assert_eq!(server.heads().len(), 1, "an end is an end");
    assert!(server.heads()[0].contains("\naccept: text/event-stream\r"));
}

/// Awaiting gives JSON, `events` gives events; undocumented events are kept.
#[tokio::test]
async fn events_in_place_of_json() {
    let server = Server::start(|_, head, _, mut stream| async move {
        let whole = if head.contains("accept: text/event-stream\r") {
            answer(EVENTS, b"data: 1\n\ndata: 2\n\ndata: [DONE]\n\n")
        } else {
            answer(
                "Content-Type: application/json\nContent-Length: 5",
                b"[1,2]",
            )
        };
        stream.write_all(&whole).await.unwrap();
    })
    .await;
    assert_eq!(server.client().chat().await.unwrap(), [1, 2]);
    let mut events = server.client().chat().events().await.unwrap();
    let mut read = Vec::new();
    while let Some(event) = events.next().await {
        let event = event.unwrap();
        read.push(event.read().map_err(|_| event.data().to_owned()));
    }
    assert_eq!(read, [Ok(1), Ok(2), Err("[DONE]".to_owned())]);
}

#[tokio::test]
async fn an_answer_that_is_not_a_stream_is_an_error() {
    let server = Server::of(answer(
        "Content-Type: application/json\nContent-Length: 2",
        b"[]",
    ))
    .await;
    let error = server.client().chat().events().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Status, Some(200))
    );
    assert!(server.client().watch().await.is_err());
}

const CHUNKED: &str = "Content-Type: text/event-stream\nTransfer-Encoding: chunked";

/// A stream that breaks off after each event, twice, and then ends.
async fn breaking() -> Server {
    Server::start(|index, _, _, mut stream| async move {
        stream.write_all(&head(CHUNKED)).await.unwrap();
        let event = format!("id: {index}\nretry: 70\ndata: {index}\n\ndata: half");
        let chunk = format!("{:x}\r\n{event}\r\n", event.len());
        stream.write_all(chunk.as_bytes()).await.unwrap();
        if index == 2 {
            stream.write_all(b"0\r\n\r\n").await.unwrap();
        }
    })
    .await
}

#[tokio::test]
async fn a_stream_continues_after_a_break_from_the_last_event() {
    let (server, clock) = (breaking().await, Skipping::default());
    let events = clock
        .client(&server)
        .watch()
        .header("Last-Event-ID", "before")
        .await
        .unwrap();
    assert_eq!(
        all(events).await,
        (vec!["0".into(), "1".into(), "2".into()], None)
    );
    let ids: Vec<_> = server
        .heads()
        .iter()
        .filter_map(|head| {
            Some(
                head.split_once("\nlast-event-id: ")?
                    .1
                    .lines()
                    .next()?
                    .to_owned(),
            )
        })
        .collect();
    assert_eq!(ids, ["before", "0", "1"]);
    assert_eq!(*clock.0.lock().unwrap(), [Duration::from_millis(70); 2]);
}

#[tokio::test]
async fn a_break_without_reconnection_is_an_error() {
    let (server, clock) = (breaking().await, Skipping::default());
    let events = clock
        .client(&server)
        .watch()
        .await
        .unwrap()
        .reconnect(Reconnect::Never);
    assert_eq!(
        all(events).await,
        (vec!["0".into()], Some(ErrorKind::Transport))
    );
    let events = clock.client(&server).chat().events().await.unwrap();
    assert_eq!(
        all(events).await,
        (vec!["1".into()], Some(ErrorKind::Transport)),
        "a POST"
    );
}

#[tokio::test]
async fn a_stream_that_breaks_without_events_is_given_up() {
    let server = Server::of(answer(CHUNKED, b"")).await;
    let clock = Skipping::default();
    let events = clock.client(&server).watch().await.unwrap();
    assert_eq!(all(events).await, (vec![], Some(ErrorKind::Transport)));
    assert_eq!(server.heads().len(), 6);
    let waits: Vec<_> = clock
        .0
        .lock()
        .unwrap()
        .iter()
        .map(Duration::as_secs)
        .collect();
    assert_eq!(waits, [3, 6, 12, 24, 48]);
}

/// As in browsers, the stream is requested again after its end, until the server answers 204.
#[tokio::test]
async fn a_204_ends_a_stream_that_is_always_asked_for() {
    let server = Server::start(|index, _, _, mut stream| async move {
        let whole = match index {
            0 | 1 => answer(EVENTS, b"data: x\n\n"),
            _ => b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".to_vec(),
        };
        stream.write_all(&whole).await.unwrap();
    })
    .await;
    let events = Skipping::default().client(&server).watch().await.unwrap();
    let events = events.reconnect(Reconnect::Always);
    assert_eq!(all(events).await, (vec!["x".into(), "x".into()], None));
}

#[tokio::test]
async fn a_refusal_ends_the_stream_with_an_error() {
    let server = Server::start(|index, _, _, mut stream| async move {
        let whole = match index {
            0 => answer(CHUNKED, b"9\r\ndata: x\n\n\r\n"),
            _ => {
                b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec()
            }
        };
        stream.write_all(&whole).await.unwrap();
    })
    .await;
    let events = Skipping::default().client(&server).watch().await.unwrap();
    assert_eq!(
        all(events).await,
        (vec!["x".into()], Some(ErrorKind::Status))
    );
}

#[tokio::test]
async fn an_event_that_is_too_large_ends_the_stream_after_those_before() {
    let body = [&b"data: 1\n\ndata: 2\n\ndata: "[..], &[b'x'; 2000]].concat();
    let server = Server::of(answer(EVENTS, &body)).await;
    let builder = Client::builder().base_url(&server.url).body_limit(1000);
    let events = builder.build().unwrap().watch().await.unwrap();
    let expected = (vec!["1".into(), "2".into()], Some(ErrorKind::BodyTooLarge));
    assert_eq!(all(events).await, expected);
}
