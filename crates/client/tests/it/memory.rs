//! The memory that large bodies take.

use crate::streams::calls::{Client, Server, answer, head};
use graphwright_client::{Body, Bytes, Call, ErrorKind, TransportError};
use std::io::Write;
use std::pin::Pin;
use std::process::Command;
use std::task::{Context, Poll};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const MIB: u64 = 1 << 20;

/// Zeros by the megabyte.
fn megabyte() -> Vec<u8> {
    vec![0; 1 << 20]
}

const LARGE: u64 = 100 * MIB;

/// Runs a test in a process of its own, so that the memory of others does not count: the process that
/// nextest has made for it, or else a new one.
fn isolated(name: &str, run: impl Future<Output = ()>) {
    const CHILD: &str = "GRAPHWRIGHT_ISOLATED";
    if [CHILD, "NEXTEST"].map(std::env::var_os) == [None, None] {
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", &format!("memory::{name}")]);
        let output = child.env(CHILD, "1").output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{text}");
        assert!(text.contains("1 passed"), "{text}");
        return;
    }
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.enable_all().build().unwrap().block_on(run);
}

/// Measures the peak memory of the process since the value was made, in bytes.
struct Peak {
    before: u64,
}

impl Peak {
    fn start() -> Self {
        // Resets the peak (proc(5), `clear_refs`).
        std::fs::write("/proc/self/clear_refs", "5").unwrap();
        Self {
            before: status("VmRSS:"),
        }
    }

    #[track_caller]
    fn check(&self, limit: u64) {
        let growth = status("VmHWM:").saturating_sub(self.before);
        println!("grew by {} KiB", growth / 1024);
        assert!(growth < limit, "grew by {growth} bytes");
    }
}

fn status(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(field));
    let kib = line.unwrap().trim().trim_end_matches(" kB");
    kib.parse::<u64>().unwrap() * 1024
}

#[test]
fn a_download_of_100_mib_takes_little() {
    isolated("a_download_of_100_mib_takes_little", download());
}

async fn download() {
    let server = Server::start(|_, _, _, mut stream| async move {
        let headers = format!("Content-Length: {LARGE}");
        stream.write_all(&head(&headers)).await.unwrap();
        let chunk = megabyte();
        for _ in 0..LARGE / MIB {
            stream.write_all(&chunk).await.unwrap();
        }
    })
    .await;
    let client = server.client();
    let peak = Peak::start();
    let mut download = client.get_photo().download().await.unwrap();
    let mut read = 0;
    while let Some(chunk) = download.next().await {
        read += chunk.unwrap().len() as u64;
    }
    assert_eq!(read, LARGE);
    peak.check(20 * MIB);
}

/// The same megabyte, repeated.
struct Repeated {
    chunk: Bytes,
    left: u64,
}

impl futures_core::Stream for Repeated {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let has_more = self.left > 0;
        self.left = self.left.saturating_sub(1);
        Poll::Ready(has_more.then(|| Ok(self.chunk.clone())))
    }
}

#[test]
fn an_upload_of_100_mib_takes_little() {
    isolated("an_upload_of_100_mib_takes_little", upload());
}

async fn upload() {
    let server = Server::start(|_, _, rest, mut stream| async move {
        let mut left = LARGE - rest.len() as u64;
        let mut buffer = vec![0; 64 * 1024];
        while left > 0 {
            match stream.read(&mut buffer).await.unwrap() {
                0 => return,
                count => left -= count as u64,
            }
        }
        stream
            .write_all(&answer("Content-Length: 4", b"done"))
            .await
            .unwrap();
    })
    .await;
    let client = server.client();
    let peak = Peak::start();
    let chunk = Bytes::from(megabyte());
    let body = Repeated {
        chunk,
        left: LARGE / MIB,
    };
    let body = Body::stream(body).with_length(LARGE);
    assert_eq!(client.put_photo(body).await.unwrap(), "done");
    peak.check(20 * MIB);
}

/// 64 MiB of zeros in gzip: more than enough, since decoding is slow without optimisation.
fn gzip_bomb() -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let chunk = megabyte();
    for _ in 0..64 {
        encoder.write_all(&chunk).unwrap();
    }
    encoder.finish().unwrap()
}

/// 512 MiB of one byte in 16 KiB, with the largest window that is accepted: a frame of blocks that
/// each repeat it 128 Ki times.
fn zstd_bomb() -> Vec<u8> {
    let mut frame = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 13 << 3];
    for index in 0..4096u32 {
        let header = (128 * 1024) << 3 | 1 << 1 | u32::from(index == 4095);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(b'x');
    }
    frame
}

async fn check_bomb(coding: &str, bomb: Vec<u8>, decoded_length: u64) {
    let headers = format!("Content-Encoding: {coding}\nContent-Length: {}", bomb.len());
    let server = Server::of(answer(&headers, &bomb)).await;
    let client = Client::builder().base_url(&server.url).build().unwrap();
    let peak = Peak::start();
    let error = client.get_photo().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge, "{error}");
    peak.check(32 * MIB);
    let peak = Peak::start();
    let mut download = client.get_photo().download().await.unwrap();
    let mut read = 0;
    while let Some(chunk) = download.next().await {
        read += chunk.unwrap().len() as u64;
    }
    assert_eq!(read, decoded_length, "a download has no limit");
    peak.check(24 * MIB);
}

#[test]
fn a_gzip_bomb_is_refused_at_the_limit() {
    isolated("a_gzip_bomb_is_refused_at_the_limit", async {
        check_bomb("gzip", gzip_bomb(), 64 * MIB).await;
    });
}

#[test]
fn a_zstd_bomb_is_refused_at_the_limit() {
    isolated("a_zstd_bomb_is_refused_at_the_limit", async {
        let bomb = zstd_bomb();
        assert!(bomb.len() < 17 * 1024);
        check_bomb("zstd", bomb, 512 * MIB).await;
    });
}
