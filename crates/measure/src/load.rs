//! Requests as fast as they are answered, over a few connections that stay open. This does as little as possible, since on
//! a small machine its time is taken from the server.

use crate::rounds::{Spent, Turn};
use anyhow::{Context, Result, ensure};
use std::io::{Read, Write};
use std::net::TcpStream;

/// The number of connections, each with one request at a time.
const CONNECTIONS: usize = 16;

/// Connections to a server.
pub(crate) struct Load {
    streams: Vec<TcpStream>,
    buffer: Vec<u8>,
    /// The id of the server's process, which is that of its thread.
    thread: String,
}

impl Load {
    pub(crate) fn new(origin: &str, process: u32) -> Result<Self> {
        let address = origin.trim_start_matches("http://");
        let connect = |_| {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            Ok(stream)
        };
        Ok(Self {
            streams: (0..CONNECTIONS)
                .map(connect)
                .collect::<std::io::Result<_>>()?,
            buffer: vec![0; 1 << 16],
            thread: process.to_string(),
        })
    }

    /// Sends a request again and again for a turn; the cost of one for the server.
    pub(crate) fn turn(&mut self, request: &[u8]) -> Result<Spent> {
        let mut turn = Turn::start(&self.thread);
        loop {
            for stream in &mut self.streams {
                stream.write_all(request)?;
            }
            for stream in &mut self.streams {
                read_response(stream, &mut self.buffer)?;
            }
            if !turn.count(u32::try_from(CONNECTIONS)?) {
                return Ok(turn.end());
            }
        }
    }

    /// Sends a request once; the body of the response.
    pub(crate) fn send(&mut self, request: &[u8]) -> Result<Vec<u8>> {
        let stream = self.streams.first_mut().context("no connection")?;
        stream.write_all(request)?;
        read_response(stream, &mut self.buffer)
    }
}

/// Reads a response, which must be a success with a `Content-Length`, as all of those here are; its body.
fn read_response(stream: &mut TcpStream, buffer: &mut [u8]) -> Result<Vec<u8>> {
    let mut seen = Vec::new();
    let (head, length) = loop {
        let more = stream.read(buffer)?;
        ensure!(more > 0, "the server closed the connection");
        seen.extend_from_slice(&buffer[..more]);
        if let Some(head) = seen.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break (head + 4, content_length(&seen[..head])?);
        }
    };
    let mut body = seen.split_off(head);
    body.reserve(length.saturating_sub(body.len()));
    while body.len() < length {
        let more = stream.read(buffer)?;
        ensure!(more > 0, "the server closed the connection");
        body.extend_from_slice(&buffer[..more]);
    }
    Ok(body)
}

/// Reads the length of the body from the head of a response.
fn content_length(head: &[u8]) -> Result<usize> {
    let head = str::from_utf8(head)?;
    ensure!(head.starts_with("HTTP/1.1 20"), "{head}");
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let length = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let (_, length) = length.context("a response without a length")?;
    Ok(length.trim().parse()?)
}
