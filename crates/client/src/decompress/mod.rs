//! Content codings (RFC 9110, section 8.4): answers that come compressed.
//!
//! A decoder gives out a bounded piece at a time, so that whoever reads can stop at its limit: the
//! limits of bodies are counted behind it. gzip keeps 32 KiB of what it gave out, zstd up to
//! 8 MiB; a frame that asks for more is refused unread.

mod decoder;
mod gzip;
mod zstd;

use self::decoder::Decoder;
use self::gzip::Gzip;
use self::zstd::Zstd;
use crate::{Body, TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue, header};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// What is accepted, for `Accept-Encoding`.
pub(crate) const ACCEPTED: HeaderValue = HeaderValue::from_static("gzip, zstd");

/// How many codings may be on top of each other.
const MAX_CODINGS: usize = 2;

/// The body without its codings. The headers that described the coded one go; where a coding is not
/// one of ours, everything stays as it came.
pub(crate) fn decoded(headers: &mut HeaderMap, body: Body) -> Body {
    let Some(codings) = codings(headers) else {
        return body;
    };
    if codings.is_empty() {
        return body;
    }
    headers.remove(header::CONTENT_ENCODING);
    headers.remove(header::CONTENT_LENGTH);
    // The last coding was applied last.
    codings.into_iter().rev().fold(body, |body, coding| {
        Body::stream(Decoded::new(body, coding.decoder()))
    })
}

/// A coding that can be undone.
#[derive(Clone, Copy)]
enum Coding {
    Gzip,
    Zstd,
}

impl Coding {
    fn decoder(self) -> Box<dyn Decoder> {
        match self {
            Self::Gzip => Box::new(Gzip::new()),
            Self::Zstd => Box::new(Zstd::new()),
        }
    }
}

/// The codings in the order in which they were applied; `None` where one is not known.
fn codings(headers: &HeaderMap) -> Option<Vec<Coding>> {
    let mut codings = Vec::new();
    for line in headers.get_all(header::CONTENT_ENCODING) {
        for name in line.to_str().ok()?.split(',').map(str::trim) {
            match name.to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => codings.push(Coding::Gzip),
                "zstd" => codings.push(Coding::Zstd),
                "identity" | "" => {}
                _ => return None,
            }
        }
    }
    (codings.len() <= MAX_CODINGS).then_some(codings)
}

/// A body whose coding is undone.
struct Decoded {
    body: Body,
    decoder: Box<dyn Decoder>,
    input: Bytes,
    step: Step,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Read,
    Decode,
    End,
}

impl Decoded {
    fn new(body: Body, decoder: Box<dyn Decoder>) -> Self {
        Self {
            body,
            decoder,
            input: Bytes::new(),
            step: Step::Read,
        }
    }

    /// The next piece of the input that has come; nothing once it is used up.
    fn decode(&mut self) -> io::Result<Bytes> {
        while !self.input.is_empty() {
            let piece = self.decoder.decode(&mut self.input)?;
            if !piece.is_empty() {
                return Ok(piece);
            }
        }
        self.step = Step::Read;
        self.decoder.flush()
    }
}

impl Stream for Decoded {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            let piece = match this.step {
                Step::End => return Poll::Ready(None),
                Step::Decode => this.decode(),
                Step::Read => match ready!(Pin::new(&mut this.body).poll_next(context)) {
                    Some(Ok(input)) => {
                        (this.input, this.step) = (input, Step::Decode);
                        continue;
                    }
                    Some(Err(error)) => {
                        this.step = Step::End;
                        return Poll::Ready(Some(Err(error)));
                    }
                    None => {
                        this.step = Step::End;
                        this.decoder.finish().map(|()| Bytes::new())
                    }
                },
            };
            match piece {
                Ok(piece) if piece.is_empty() => {}
                Ok(piece) => return Poll::Ready(Some(Ok(piece))),
                Err(error) => {
                    this.step = Step::End;
                    let error = TransportError::new(TransportErrorKind::Interrupted, error);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
