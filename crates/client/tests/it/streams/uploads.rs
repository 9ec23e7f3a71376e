//! Requests whose bodies are streams.

use super::calls::Server;
use graphwright_client::{Body, Bytes, TransportError, TransportErrorKind};
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

struct Parts(VecDeque<Result<Bytes, TransportError>>);

impl futures_core::Stream for Parts {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front())
    }
}

fn parts(parts: &[&'static str]) -> Body {
    Body::stream(Parts(
        parts.iter().map(|part| Ok(Bytes::from(*part))).collect(),
    ))
}

/// Starts a server that answers with the body of the request, in its framing.
async fn echo() -> Server {
    Server::start(|_, head, mut body, mut stream| async move {
        let chunked = head.contains("transfer-encoding: chunked");
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "));
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        let is_whole = |body: &[u8]| {
            if chunked {
                body.ends_with(b"0\r\n\r\n")
            } else {
                body.len() >= length
            }
        };
        let mut buffer = [0; 4096];
        while !is_whole(&body) {
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => return,
                Ok(count) => body.extend_from_slice(&buffer[..count]),
            }
        }
        let answer = super::calls::answer(&format!("Content-Length: {}", body.len()), &body);
        stream.write_all(&answer).await.unwrap();
    })
    .await
}

#[tokio::test]
async fn a_known_length_is_sent_before_the_body() {
    let server = echo().await;
    let client = server.client();
    assert_eq!(
        client
            .put_photo(parts(&["pho", "to"]).with_length(5))
            .await
            .unwrap(),
        "photo"
    );
    assert_eq!(client.put_photo("photo").await.unwrap(), "photo");
    let chunked = client.put_photo(parts(&["pho", "to"])).await.unwrap();
    assert_eq!(chunked, "3\r\npho\r\n2\r\nto\r\n0\r\n\r\n");
    let heads = server.heads();
    for head in &heads[..2] {
        assert!(
            head.contains("content-length: 5\r") && !head.contains("transfer-"),
            "{head}"
        );
    }
    assert!(
        heads[0].contains("content-type: application/octet-stream\r"),
        "{}",
        heads[0]
    );
}

#[tokio::test]
async fn a_file_is_sent_and_progress_adds_up() {
    let path = std::env::temp_dir().join(format!("graphwright-upload-{}", std::process::id()));
    std::fs::write(&path, vec![b'x'; 150_000]).unwrap();
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&told);
    let server = echo().await;
    let body = Body::file(&path).await.unwrap();
    let body = body.on_progress(move |progress| sink.lock().unwrap().push(progress));
    assert_eq!(
        server.client().put_photo(body).await.unwrap().len(),
        150_000
    );
    std::fs::remove_file(&path).unwrap();
    let told = told.lock().unwrap().clone();
    let (first, last) = (told.first().unwrap(), told.last().unwrap());
    assert_eq!((last.done, last.total), (150_000, Some(150_000)));
    assert!(first.done < last.done);
    assert!(server.heads()[0].contains("content-length: 150000\r"));
    assert!(Body::file("/nowhere/at/all").await.is_err());
}

/// `PUT` is idempotent, but a stream is gone once it is sent.
#[tokio::test]
async fn a_stream_is_never_sent_twice() {
    let server = Server::of(
        "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    )
    .await;
    let error = server
        .client()
        .put_photo(parts(&["photo"]))
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert_eq!(server.heads().len(), 1);
    let error = server.client().put_photo("photo").await.unwrap_err();
    assert_eq!(error.status(), Some(503));
    assert!(server.heads().len() > 2, "bytes are");
}

#[tokio::test]
async fn a_body_that_fails_or_has_a_wrong_length_is_an_error() {
    let server = echo().await;
    let broken = TransportError::new(TransportErrorKind::Other, "disk on fire");
    let body = Body::stream(Parts(VecDeque::from([Ok(Bytes::from("a")), Err(broken)])));
    assert!(server.client().put_photo(body).await.is_err());
    assert!(
        server
            .client()
            .put_photo(parts(&["photo"]).with_length(9))
            .await
            .is_err()
    );
    assert!(
        server
            .client()
            .put_photo(parts(&["photo"]).with_length(2))
            .await
            .is_err()
    );
}
