//! Connections: slow and broken callers, heads that the HTTP library refuses, and the shutdown of a
//! server.

use super::api;
use futures_core::Stream;
use graphwright_server::{AllowAll, Answer, ByteStream, Bytes, Fault, Limits, Routes, Serving};
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const SOON: Duration = Duration::from_millis(200);
const PUT: &str = "PUT /v1.0/note.txt HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\n";

/// A server on its own port, until it is stopped.
struct Running {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

async fn start() -> Running {
    let slow = api::answering(|| async {
        tokio::time::sleep(SOON).await;
        Ok(Answer::empty(204))
    });
    start_with(slow).await
}

async fn start_with(routes: Routes) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let limits = Limits::new().body(100).body_time(SOON);
    let service = api::server(AllowAll)
        .limits(limits)
        .mount(routes)
        .into_router();
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(async move {
        let serving = Serving::new().header_time(SOON).drain_time(10 * SOON);
        let stopped = async { drop(stopped.await) };
        serving.serve(listener, service, stopped).await;
    });
    Running {
        address,
        stop,
        task,
    }
}

impl Running {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address)
            .await
            .expect("a connection")
    }

    /// Sends bytes and reads until the server closes the connection.
    async fn talk(&self, sent: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The server may have answered and closed before everything is sent.
        let _ = stream.write_all(sent).await;
        read_rest(&mut stream).await
    }
}

/// Reads until the connection is closed.
async fn read_rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    // A reset ends a connection as well as a close.
    let reading = tokio::time::timeout(20 * SOON, stream.read_to_end(&mut bytes)).await;
    assert!(reading.is_ok(), "the connection stays open");
    String::from_utf8(bytes).expect("text")
}

fn check(answer: &str, status: &str, part: &str) {
    assert!(
        answer.starts_with(&format!("HTTP/1.1 {status}")),
        "{answer}"
    );
    assert!(answer.contains(part), "{answer}");
}

#[tokio::test]
async fn a_slow_head_ends_the_connection() {
    let server = start().await;
    let begun = Instant::now();
    let mut stream = server.connect().await;
    for byte in PUT.bytes() {
        if stream.write_all(&[byte]).await.is_err() {
            break;
        }
        tokio::time::sleep(SOON / 10).await;
        if begun.elapsed() > 5 * SOON {
            break;
        }
    }
    let _ = read_rest(&mut stream).await;
    assert!(begun.elapsed() < 15 * SOON);
}

#[tokio::test]
async fn an_idle_connection_is_closed() {
    assert_eq!(start().await.talk(b"").await, "");
}

#[tokio::test]
async fn every_request_has_its_own_time() {
    let running = start().await;
    let mut stream = running.connect().await;
    for _ in 0..4 {
        tokio::time::sleep(SOON * 3 / 5).await;
        let sent = stream.write_all(b"OPTIONS /v1.0/answer HTTP/1.1\r\nhost: x\r\n\r\n");
        sent.await.expect("still open");
        let mut answer = [0; 1000];
        let length = stream.read(&mut answer).await.expect("still open");
        check(
            &String::from_utf8_lossy(&answer[..length]),
            "204",
            "allow: GET",
        );
    }
    let idle = Instant::now();
    assert_eq!(read_rest(&mut stream).await, "");
    assert!(idle.elapsed() > SOON / 2 && idle.elapsed() < 10 * SOON);
}

/// A body that panics after its first chunk, and would again.
struct Panicking(u8);

impl Stream for Panicking {
    type Item = Result<Bytes, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        match self.0 {
            1 => Poll::Ready(Some(Ok(Bytes::from_static(b"half")))),
            2 => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            _ => panic!("hunter2"),
        }
    }
}

#[tokio::test]
async fn a_panic_inside_a_body_ends_its_response_only() {
    let running = start_with(api::answering(|| async {
        let body = ByteStream::new(Panicking(0));
        Ok(Answer::bytes(203, "image/png", body))
    }))
    .await;
    let request = b"GET /v1.0/answer HTTP/1.1\r\nhost: x\r\n\r\n";
    for _ in 0..3 {
        let answer = running.talk(request).await;
        check(&answer, "203", "half");
        assert!(!answer.ends_with("0\r\n\r\n"), "not whole: {answer}");
        assert!(!answer.contains("hunter2"), "{answer}");
    }
    let other = b"GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    check(&running.talk(other).await, "404", "notFound");
}

#[tokio::test]
async fn a_slow_body_is_refused() {
    let server = start().await;
    let mut stream = server.connect().await;
    let head = format!("{PUT}content-length: 90\r\n\r\n");
    stream
        .write_all(head.as_bytes())
        .await
        .expect("an open connection");
    let begun = Instant::now();
    while begun.elapsed() < 2 * SOON && stream.write_all(b"x").await.is_ok() {
        tokio::time::sleep(SOON / 10).await;
    }
    check(&read_rest(&mut stream).await, "408", "requestTimeout");
}

#[tokio::test]
async fn an_incomplete_body_harms_no_other_request() {
    let server = start().await;
    let mut stream = server.connect().await;
    let head = format!("{PUT}content-length: 90\r\n\r\nhalf");
    stream
        .write_all(head.as_bytes())
        .await
        .expect("an open connection");
    stream.shutdown().await.expect("an open connection");
    check(
        &read_rest(&mut stream).await,
        "400",
        "ended before it was complete",
    );
    let next = format!("{PUT}content-length: 5\r\nconnection: close\r\n\r\nhello");
    check(
        &server.talk(next.as_bytes()).await,
        "200",
        "text/plain: hello",
    );
}

#[tokio::test]
async fn bodies_are_limited_whatever_they_declare() {
    let server = start().await;
    let declared = format!("{PUT}content-length: 1000000000000\r\n\r\n");
    check(
        &server.talk(declared.as_bytes()).await,
        "413",
        "contentTooLarge",
    );
    let chunk = format!("40\r\n{}\r\n", "x".repeat(64));
    let chunked = format!(
        "{PUT}transfer-encoding: chunked\r\n\r\n{}",
        chunk.repeat(1000)
    );
    check(
        &server.talk(chunked.as_bytes()).await,
        "413",
        "contentTooLarge",
    );
    let wrong = format!("{PUT}transfer-encoding: chunked\r\n\r\nzz\r\n");
    check(&server.talk(wrong.as_bytes()).await, "400", "");
}

#[tokio::test]
async fn heads_are_limited() {
    let server = start().await;
    let many = |count: usize| {
        let header = format!("x-more: {}\r\n", "y".repeat(400));
        format!(
            "GET /v1.0/answer HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{}\r\n",
            header.repeat(count)
        )
    };
    check(&server.talk(many(1).as_bytes()).await, "204", "request-id");
    check(
        &server.talk(many(90).as_bytes()).await,
        "431",
        "headersTooLarge",
    );
    check(&server.talk(many(2000).as_bytes()).await, "431", "");
    let long = format!(
        "GET /{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        "x".repeat(9000)
    );
    check(&server.talk(long.as_bytes()).await, "414", "uriTooLong");
    check(
        &server.talk(b"GET /v1.0/\x01 HTTP/1.1\r\n\r\n").await,
        "400",
        "",
    );
}

#[tokio::test]
async fn responses_in_flight_are_sent_before_shutdown() {
    let server = start().await;
    let mut waiting = server.connect().await;
    let request = b"GET /v1.0/answer HTTP/1.1\r\nhost: x\r\n\r\n";
    waiting
        .write_all(request)
        .await
        .expect("an open connection");
    let mut idle = server.connect().await;
    tokio::time::sleep(SOON / 4).await;
    server.stop.send(()).expect("the server runs");
    check(&read_rest(&mut waiting).await, "204", "request-id");
    assert_eq!(read_rest(&mut idle).await, "");
    server.task.await.expect("no panic");
    assert!(TcpStream::connect(server.address).await.is_err());
}
