//! Requests, as the servers of the tests read them from a socket.

use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

/// A whole request: its head without the empty line after it, and its body in its framing.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Received {
    /// Reads the next request; `None` if the connection ends before it does.
    pub(crate) async fn read(stream: &mut TcpStream) -> Option<Self> {
        let mut seen = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            if let Some(received) = Self::whole(&seen) {
                return Some(received);
            }
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => return None,
                Ok(count) => seen.extend_from_slice(&buffer[..count]),
            }
        }
    }

    fn whole(seen: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(seen);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let received = Self {
            head: head.to_owned(),
            body: body.to_owned(),
        };
        let is_whole = if received.header("transfer-encoding").is_some() {
            body.ends_with("0\r\n\r\n")
        } else {
            let length = received.header("content-length").map(str::parse);
            body.len() >= length.map_or(0, Result::unwrap)
        };
        is_whole.then_some(received)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}
