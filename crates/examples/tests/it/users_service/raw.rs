//! Raw requests and responses, for requests that no client sends.

use serde_json::Value;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// A raw response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The lines of the head, the status line first.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// The value of a header, by its name in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(':'));
        let (_, value) = lines.find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(value.trim())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The sender of a request, after its last byte.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sender {
    /// It waits for the response.
    Waits,
    /// It closes its side of the connection.
    Leaves,
}

/// Sends pieces with a pause between them, and reads the response. Returns `None` if the connection
/// was closed without one.
///
/// With [`Sender::Leaves`] the sending side is closed after another pause, as by a client that goes
/// away. A server that refuses a request before its end closes the connection, so failures to send
/// later pieces are ignored.
pub(crate) fn send(
    address: &str,
    pieces: &[Vec<u8>],
    pause: Duration,
    sender: Sender,
) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let limit = Some(Duration::from_secs(20));
    stream.set_read_timeout(limit).expect("a socket has one");
    stream.set_write_timeout(limit).expect("a socket has one");
    for (index, piece) in pieces.iter().enumerate() {
        if index > 0 {
            std::thread::sleep(pause);
        }
        if stream.write_all(piece).is_err() {
            break;
        }
    }
    if sender == Sender::Leaves {
        std::thread::sleep(pause);
        let _: std::io::Result<()> = stream.shutdown(Shutdown::Write);
    }
    let mut bytes = Vec::new();
    // A response before the connection broke counts too.
    let _: std::io::Result<usize> = stream.read_to_end(&mut bytes);
    answer(&bytes)
}

/// Sends a whole request.
pub(crate) fn ask(address: &str, request: &str) -> Answer {
    let pieces = [request.as_bytes().to_vec()];
    send(address, &pieces, Duration::ZERO, Sender::Waits).expect("an answer")
}

/// A request without a body, with a token.
pub(crate) fn request(line: &str, token: &str, headers: &str) -> String {
    format!(
        "{line} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\nconnection: close\r\n{headers}\r\n"
    )
}

fn answer(bytes: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        head: head.to_owned(),
        body: body.to_owned(),
    })
}
