//! The transport of the feature `reqwest`, over real sockets.

use crate::api::{Client, Update, item};
use crate::received::Received;
use graphwright_client::{
    Body, Bytes, Call, Error, ErrorKind, ReqwestTransport, RetryPolicy, SendOptions, StaticToken,
    Transport, TransportErrorKind,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};

/// A server that reads a request and writes a fixed answer, byte for byte.
struct Server {
    url: String,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Writes the chunks one after the other, then closes the connection.
    async fn start(chunks: &'static [&'static [u8]]) -> Self {
        Self::start_with(move |mut stream| async move {
            for chunk in chunks {
                if stream.write_all(chunk).await.is_err() {
                    return;
                }
            }
        })
        .await
    }

    async fn start_with<F>(answer: impl Fn(TcpStream) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                Received::read(&mut stream).await;
                tokio::spawn(answer(stream));
            }
        });
        Self { url, connections }
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    fn client(&self) -> Client {
        let builder = Client::builder()
            .base_url(&self.url)
            .token(StaticToken::new("t0ken-of-the-test"));
        builder
            .timeout(Duration::from_secs(5))
            .retry(RetryPolicy::none())
            .body_limit(1000)
            .build()
            .unwrap()
    }

    fn call(&self) -> Update {
        self.client().update("1", &item("x"))
    }
}

#[tokio::test]
async fn a_call_over_a_socket() {
    let server = Server::start_with(|mut stream| async move {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n{\"name\":\"a\"}";
        while stream.write_all(answer).await.is_ok() {
            let Some(request) = Received::read(&mut stream).await else {
                return;
            };
            // Otherwise the connection ends, and the next call fails.
            let expected = "Bearer t0ken-of-the-test";
            assert_eq!(request.header("authorization"), Some(expected));
        }
    })
    .await;
    let client = server.client();
    for _ in 0..3 {
        assert_eq!(client.update("1", &item("x")).await.unwrap(), item("a"));
    }
    assert_eq!(server.connections(), 1, "the connection is kept");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Server::start(&[b"HTTP/1.1 204 No Content\r\n\r\n"]).await;
    let location = other.url.clone();
    let server = Server::start_with(move |mut stream| {
        let answer = format!("HTTP/1.1 307 Over There\r\nLocation: {location}\r\n\r\n");
        async move {
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    })
    .await;
    let error = server.call().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Redirect, Some(307))
    );
    assert_eq!(other.connections(), 0, "no other server sees the token");
}

#[tokio::test]
async fn the_limit_is_counted_while_the_body_arrives() {
    let endless = |mut stream: TcpStream| async move {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            .await;
        while stream.write_all(b"5\r\nhello\r\n").await.is_ok() {}
    };
    let error = Server::start_with(endless).await.call().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::BodyTooLarge, Some(200))
    );

    let announced: &[&[u8]] = &[
        b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000000000000\r\n\r\n",
        b"hello",
    ];
    let error = Server::start(announced).await.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error() {
    let cut: [&'static [&'static [u8]]; 3] = [
        &[
            b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n",
            b"{\"name\":",
        ],
        &[b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"],
        &[b"HTTP/1.1 200"],
    ];
    for chunks in cut {
        let error = Server::start(chunks).await.call().await.unwrap_err();
        assert_eq!(
            error.transport_kind(),
            Some(TransportErrorKind::Interrupted),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_timeout_applies_before_and_in_the_body() {
    let silent = |stream: TcpStream| async move {
        tokio::time::sleep(Duration::from_secs(60)).await;
        drop(stream);
    };
    let stalls = |mut stream: TcpStream| async move {
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nabc")
            .await;
        tokio::time::sleep(Duration::from_secs(60)).await;
    };
    check_timeout(&Server::start_with(silent).await).await;
    check_timeout(&Server::start_with(stalls).await).await;
}

async fn check_timeout(server: &Server) {
    let begin = Instant::now();
    let error: Error<_> = server
        .call()
        .timeout(Duration::from_millis(200))
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = Client::builder().base_url(url).build().unwrap();
    let error = client.status().no_retry().await.unwrap_err();
    assert!(error.is_connect());
    assert_eq!(
        error.to_string(),
        "get-status: cannot connect: Connection refused (os error 111)"
    );
}

#[tokio::test]
async fn a_streamed_body_is_sent() {
    struct Letters(u8);

    impl futures_core::Stream for Letters {
        type Item = Result<Bytes, graphwright_client::TransportError>;

        fn poll_next(
            mut self: std::pin::Pin<&mut Self>,
            _context: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Self::Item>> {
            self.0 += 1;
            std::task::Poll::Ready((self.0 <= 3).then(|| Ok(Bytes::from(vec![b'a' + self.0; 2]))))
        }
    }

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let transport = ReqwestTransport::builder().build().unwrap();
    let request = http::Request::post(url)
        .body(Body::stream(Letters(0)))
        .unwrap();
    let (answer, seen) = tokio::join!(transport.send(request, SendOptions::default()), async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let seen = Received::read(&mut stream).await.unwrap();
        stream
            .write_all(b"HTTP/1.1 204 No Content\r\n\r\n")
            .await
            .unwrap();
        seen
    });
    assert_eq!(answer.unwrap().status(), 204);
    assert_eq!(seen.body, "2\r\nbb\r\n2\r\ncc\r\n2\r\ndd\r\n0\r\n\r\n");
}

#[test]
fn without_a_runtime_there_is_an_error_and_no_panic() {
    let transport = ReqwestTransport::builder().build().unwrap();
    let request = http::Request::get("http://127.0.0.1:9/")
        .body(Body::empty())
        .unwrap();
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match transport
        .send(request, SendOptions::default())
        .as_mut()
        .poll(&mut context)
    {
        std::task::Poll::Ready(Err(error)) => assert_eq!(error.kind(), TransportErrorKind::Other),
        _ => panic!("a transport without a runtime fails at once"),
    }
}
