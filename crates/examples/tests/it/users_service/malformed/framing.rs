//! Bodies that are too long, too short, too slow or in broken chunks.

use super::{CANARY, Case, Expected, head, token};
use crate::users_service::MEMBER;
use crate::users_service::raw::request;

/// The limit of a body, in bytes.
const LIMIT: usize = 1 << 20;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for line in ["POST /v1.0/users", &format!("PATCH /v1.0/users/{MEMBER}")] {
        cases.extend(lengths(line));
        cases.extend(chunks(line));
        cases.extend(slow(line));
    }
    cases
}

fn lengths(line: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    // A body that is declared to be too long is refused before it is sent.
    for length in [LIMIT + 1, 10 * LIMIT, usize::MAX / 2] {
        let request = head(line, length) + "{";
        cases.push(Case::new(
            format!("{line}, {length} bytes announced"),
            request,
            Expected::Status(413),
        ));
    }
    let long = format!("{{\"displayName\": \"{}\"}}", "x".repeat(LIMIT));
    let request = head(line, long.len()) + &long;
    cases.push(Case::new(
        format!("{line}, a megabyte and more"),
        request,
        Expected::Status(413),
    ));
    for (sent, announced) in [
        ("{", 2),
        ("", 1),
        ("{}", 1000),
        ("{\"displayName\": \"x\"}", LIMIT),
    ] {
        let request = head(line, announced) + sent;
        let name = format!("{line}, {sent:?} of {announced} bytes");
        cases.push(Case::new(name, request, Expected::Refused));
    }
    cases.push(Case::new(
        format!("{line}, nothing"),
        head(line, 0),
        Expected::Status(400),
    ));
    cases
}

fn chunked(line: &str, body: &str) -> String {
    let headers = "content-type: application/json\r\ntransfer-encoding: chunked\r\n";
    request(line, &token(), headers) + body
}

fn chunks(line: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for body in [
        "",
        "0",
        "0\r\n",
        "2\r\n{}",
        "2\r\n{}\r\n",
        "2\r\n{}\r\n0\r\n",
    ] {
        let request = chunked(line, body);
        let name = format!("{line}, chunks that end with {body:?}");
        cases.push(Case::new(name, request, Expected::Refused));
    }
    for body in [
        "x\r\n{}\r\n0\r\n\r\n",
        "-2\r\n{}\r\n0\r\n\r\n",
        "2 2\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}}\r\n0\r\n\r\n",
        "3\r\n{}\r\n0\r\n\r\n",
        "2{}\r\n0\r\n\r\n",
        "\r\n{}\r\n0\r\n\r\n",
        "ffffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
        "0x2\r\n{}\r\n0\r\n\r\n",
        "0\r\n\r\n",
    ] {
        let request = chunked(line, body);
        cases.push(Case::new(
            format!("{line}, chunks {body:?}"),
            request,
            Expected::Status(400),
        ));
    }
    let long = "x".repeat(LIMIT + 100);
    let body = format!("{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    cases.push(Case::new(
        format!("{line}, a long chunk"),
        chunked(line, &body),
        Expected::Status(413),
    ));
    let many = "1\r\nx\r\n".repeat(2000) + "0\r\n\r\n";
    cases.push(Case::new(
        format!("{line}, many chunks"),
        chunked(line, &many),
        Expected::Status(400),
    ));
    let extension = format!("2;{}\r\n{{}}\r\n0\r\n\r\n", "x".repeat(100_000));
    cases.push(Case::new(
        format!("{line}, a long extension"),
        chunked(line, &extension),
        Expected::Status(400),
    ));
    cases
}

/// Bytes that are sent one by one, and are malformed or incomplete.
fn slow(line: &str) -> Vec<Case> {
    let body = format!("{{\"passwordProfile\": \"{CANARY}\"}}");
    let whole = head(line, body.len()) + &body;
    let drops = |bytes: &str| bytes.bytes().map(|byte| vec![byte]).collect::<Vec<_>>();
    let (start, end) = whole.split_at(whole.len() - 8);
    let dripping = [vec![start.as_bytes().to_vec()], drops(end)].concat();
    let late = vec![
        head(line, body.len()).into_bytes(),
        body.clone().into_bytes(),
    ];
    let unfinished = [vec![start.as_bytes().to_vec()], drops(&end[..4])].concat();
    [
        ("dripping", dripping, Expected::Status(400)),
        ("late", late, Expected::Status(400)),
        ("unfinished", unfinished, Expected::Refused),
    ]
    .map(|(name, pieces, expected)| Case {
        name: format!("{line}, {name}"),
        pieces,
        expected,
    })
    .into()
}
