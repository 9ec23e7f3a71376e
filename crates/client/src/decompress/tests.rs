//! Tests of the codings.

use super::{ACCEPTED, decode_body};
use crate::Body;
use crate::body::tests::{Parts, drained};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, HeaderValue, header};
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use std::future::poll_fn;
use std::io::Write;
use std::pin::Pin;

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn zstd(data: &[u8]) -> Vec<u8> {
    compress_to_vec(data, CompressionLevel::Fastest)
}

/// 512 MiB of one byte in 16 KiB: a frame of blocks that each repeat it 128 Ki times.
fn zstd_bomb() -> Vec<u8> {
    // A window of 2 MiB, no checksum.
    let mut frame = vec![0x28, 0xB5, 0x2F, 0xFD, 0x00, 11 << 3];
    for index in 0..4096u32 {
        let header = (128 * 1024) << 3 | 1 << 1 | u32::from(index == 4095);
        frame.extend_from_slice(&header.to_le_bytes()[..3]);
        frame.push(b'x');
    }
    frame
}

fn headers(coding: &str) -> HeaderMap {
    HeaderMap::from_iter([
        (
            header::CONTENT_ENCODING,
            HeaderValue::from_str(coding).unwrap(),
        ),
        (header::CONTENT_LENGTH, HeaderValue::from_static("7")),
    ])
}

fn body(coding: &str, coded: &[u8], step: usize) -> Body {
    let parts: Vec<_> = coded.chunks(step.max(1)).collect();
    decode_body(&mut headers(coding), Body::stream(Parts::new(&parts)))
}

fn read(coding: &str, coded: &[u8], step: usize) -> Result<Vec<u8>, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(drained(body(coding, coded, step)))
}

#[test]
fn codings_are_undone_and_their_headers_go() {
    let mut headers = headers("gzip");
    let body = decode_body(&mut headers, Body::from(gzip(b"text")));
    assert_eq!((headers.len(), body.length()), (0, None));
    assert_eq!(read("x-gzip", &gzip(b"text"), 1), Ok(b"text".to_vec()));
    assert_eq!(
        read("GZIP, zstd", &zstd(&gzip(b"text")), 3),
        Ok(b"text".to_vec())
    );
    assert_eq!(read("identity", b"text", 3), Ok(b"text".to_vec()));
    for coding in ["gzip", "zstd"] {
        assert!(ACCEPTED.to_str().unwrap().contains(coding));
        assert_eq!(read(coding, b"", 1), Ok(Vec::new()), "{coding}");
    }
}

#[test]
fn what_is_not_known_stays_as_it_came() {
    for coding in ["br", "gzip, br", "gzip, gzip, gzip", "\u{e4}"] {
        let mut headers = headers(coding);
        let body = decode_body(&mut headers, Body::from("text"));
        assert_eq!((headers.len(), body.length()), (2, Some(4)), "{coding}");
    }
}

#[test]
fn members_and_frames_follow_each_other() {
    let two = [gzip(b"one "), gzip(b"two")].concat();
    assert_eq!(read("gzip", &two, 5), Ok(b"one two".to_vec()));
    let skipped = [&[0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
    let none = [0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0].to_vec();
    let two = [skipped.clone(), zstd(b"one "), none, zstd(b"two"), skipped].concat();
    assert_eq!(read("zstd", &two, 5), Ok(b"one two".to_vec()));
}

#[test]
fn what_ends_early_or_is_broken_is_an_error() {
    let data: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
    for (coding, coded) in [("gzip", gzip(&data)), ("zstd", zstd(&data))] {
        for cut in [1, 4, 5, coded.len() / 2, coded.len() - 5, coded.len() - 1] {
            let error = read(coding, &coded[..cut], 1000).unwrap_err();
            assert!(
                error.starts_with("the connection broke off: "),
                "{coding} {cut}: {error}"
            );
        }
        let mut broken = coded.clone();
        let last = broken.len() - 2;
        broken[last] ^= 1;
        assert!(
            read(coding, &broken, 1000).is_err(),
            "{coding}: a wrong checksum"
        );
        let behind = [&coded[..], b"garbage"].concat();
        assert!(
            read(coding, &behind, 1000).is_err(),
            "{coding}: something behind it"
        );
        assert!(
            read(coding, b"<html>", 1000).is_err(),
            "{coding}: none at all"
        );
    }
}

#[test]
fn a_window_that_is_too_large_is_refused() {
    let frame = |exponent: u8| [0x28, 0xB5, 0x2F, 0xFD, 0x00, exponent << 3, 1, 0, 0].to_vec();
    assert_eq!(read("zstd", &frame(13), 100), Ok(Vec::new()), "8 MiB");
    for exponent in [14, 17, 31] {
        assert!(
            read("zstd", &frame(exponent), 100).is_err(),
            "2^{}",
            exponent + 10
        );
    }
}

/// A reader that stops also stops the decoding, since no piece is large.
#[tokio::test]
async fn bombs_go_off_piece_by_piece() {
    let zeros = vec![0; 4 << 20];
    for (coding, coded) in [("gzip", gzip(&zeros)), ("zstd", zstd_bomb())] {
        let mut body = body(coding, &coded, usize::MAX);
        for _ in 0..20 {
            let piece = poll_fn(|context| {
                use futures_core::Stream;
                Pin::new(&mut body).poll_next(context)
            });
            let piece = piece.await.unwrap().unwrap();
            assert!(
                !piece.is_empty() && piece.len() <= 3 << 20,
                "{coding}: {}",
                piece.len()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_coded_comes_back(
        data in proptest::collection::vec(any::<u8>(), 0..3000),
        copies in 1usize..40,
        step in 1usize..5000,
    ) {
        let data = data.repeat(copies);
        prop_assert_eq!(read("gzip", &gzip(&data), step).unwrap(), data.clone());
        prop_assert_eq!(read("zstd", &zstd(&data), step).unwrap(), data);
    }

    #[test]
    fn noise_never_panics(data in proptest::collection::vec(any::<u8>(), 0..200), step in 1usize..50) {
        let _ = read("gzip", &[&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &data].concat(), step);
        let _ = read("zstd", &[&[0x28, 0xB5, 0x2F, 0xFD][..], &data].concat(), step);
        let _ = read("zstd", &data, step);
    }
}
