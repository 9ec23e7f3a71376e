//! Downloads, and compressed answers.

use super::calls::{Server, answer, head};
use graphwright_client::{Call, ErrorKind, TransportErrorKind};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt;

const PNG: &str = "Content-Type: image/png; x=1\nContent-Length: 5";

#[tokio::test]
async fn a_download_has_status_headers_and_chunks() {
    let server = Server::of(answer(PNG, b"photo")).await;
    let told = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&told);
    let download = server.client().get_photo().download().await.unwrap();
    assert_eq!(download.status(), 200);
    assert_eq!(download.length(), Some(5));
    assert_eq!(download.media_type(), Some("image/png; x=1"));
    let mut download = download.on_progress(move |progress| sink.lock().unwrap().push(progress));
    let mut all = Vec::new();
    while let Some(chunk) = download.next().await {
        all.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(all, b"photo");
    let told = told.lock().unwrap().clone();
    let last = told.last().unwrap();
    assert_eq!((last.done, last.total), (5, Some(5)));
    assert_eq!(server.client().get_photo().await.unwrap(), "photo");
    let full = server.client().get_photo().download().full().await.unwrap();
    assert_eq!(full.body.bytes().await.unwrap(), "photo");
}

#[tokio::test]
async fn a_file_is_written() {
    let server = Server::of(answer(PNG, b"photo")).await;
    let path = std::env::temp_dir().join(format!("graphwright-download-{}", std::process::id()));
    let download = server.client().get_photo().download().await.unwrap();
    assert_eq!(download.to_file(&path).await.unwrap(), 5);
    assert_eq!(std::fs::read(&path).unwrap(), b"photo");
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error() {
    let server = Server::of(answer("Content-Length: 9", b"photo")).await;
    let download = server.client().get_photo().download().await.unwrap();
    let error = download.bytes().await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    let chunked = answer("Transfer-Encoding: chunked", b"5\r\nphoto\r\n");
    let server = Server::of(chunked).await;
    let download = server.client().get_photo().download().await.unwrap();
    assert!(download.bytes().await.is_err());
}

/// The timeout of a call applies to its head, and then to each chunk.
#[tokio::test]
async fn a_slow_body_is_read_and_a_stalled_one_times_out() {
    let server = Server::start(|index, _, _, mut stream| async move {
        stream.write_all(&head("Content-Length: 5")).await.unwrap();
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_millis(150)).await;
            if stream.write_all(b"x").await.is_err() {
                return;
            }
            if index == 1 {
                tokio::time::sleep(Duration::from_secs(60)).await;
            }
        }
    })
    .await;
    let call = || {
        server
            .client()
            .get_photo()
            .timeout(Duration::from_millis(500))
            .download()
    };
    assert_eq!(call().await.unwrap().bytes().await.unwrap(), "xxxxx");
    let error = call().await.unwrap().bytes().await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
}

#[tokio::test]
async fn anything_but_a_success_is_an_error() {
    let missing = "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 4\r\n\r\nnone";
    let server = Server::of(missing).await;
    let error = server.client().get_photo().download().await.unwrap_err();
    assert_eq!(
        (error.status(), error.body_excerpt()),
        (Some(404), Some("none"))
    );
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn compressed_answers_are_requested_and_decoded() {
    let coded = gzip(&b"photo".repeat(1000));
    let headers = format!("Content-Encoding: gzip\nContent-Length: {}", coded.len());
    let server = Server::of(answer(&headers, &coded)).await;
    assert_eq!(server.client().get_photo().await.unwrap().len(), 5000);
    let download = server.client().get_photo().download().await.unwrap();
    assert_eq!(download.length(), None);
    assert!(!download.headers().contains_key("content-encoding"));
    assert_eq!(download.bytes().await.unwrap().len(), 5000);
    let own = server
        .client()
        .get_photo()
        .header("Accept-Encoding", "gzip;q=1");
    own.await.unwrap();
    server
        .client()
        .get_photo()
        .header("Range", "bytes=0-")
        .await
        .unwrap();
    let heads = server.heads();
    assert!(
        heads[0].contains("\naccept-encoding: gzip, zstd\r"),
        "{}",
        heads[0]
    );
    assert!(
        heads[2].contains("\naccept-encoding: gzip;q=1\r"),
        "{}",
        heads[2]
    );
    assert!(!heads[3].contains("accept-encoding"), "{}", heads[3]);
}

#[tokio::test]
async fn the_limit_counts_behind_the_coding() {
    let coded = gzip(&vec![0; 1 << 20]);
    assert!(coded.len() < 2000);
    let headers = format!("Content-Encoding: gzip\nContent-Length: {}", coded.len());
    let server = Server::of(answer(&headers, &coded)).await;
    let builder = super::calls::Client::builder().base_url(&server.url);
    let client = builder.body_limit((1 << 20) - 1).build().unwrap();
    assert_eq!(
        client.get_photo().await.unwrap_err().kind(),
        ErrorKind::BodyTooLarge
    );
    let cut = &coded[..coded.len() - 9];
    let headers = format!("Content-Encoding: gzip\nContent-Length: {}", cut.len());
    let server = Server::of(answer(&headers, cut)).await;
    let call = server
        .client()
        .get_photo()
        .retry(graphwright_client::RetryPolicy::none());
    assert_eq!(call.await.unwrap_err().kind(), ErrorKind::Transport);
}
