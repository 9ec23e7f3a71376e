//! Content codings (RFC 9110, section 8.4): compressed answers.
//!
//! A decoder yields a bounded piece at a time, so that a reader can stop at its limit: the limits of
//! bodies are counted behind the decoders. gzip keeps 32 KiB of its output, zstd up to 8 MiB; a frame
//! that needs more is refused unread.

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

/// The codings that are accepted, for `Accept-Encoding`.
pub(crate) const ACCEPTED: HeaderValue = HeaderValue::from_static("gzip, zstd");

/// The most codings that may be applied to one body.
const MAX_CODINGS: usize = 2;

/// Removes the codings of a body, and the headers that describe the coded body. If a coding is not
/// known, nothing is changed.
pub(crate) fn decode_body(headers: &mut HeaderMap, body: Body) -> Body {
    let Some(codings) = parse_codings(headers) else {
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

/// A coding that can be decoded.
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

/// Parses the codings, in the order in which they were applied; `None` if one is not known.
fn parse_codings(headers: &HeaderMap) -> Option<Vec<Coding>> {
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

/// A body that is being decoded.
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

    /// Decodes the next piece of the input; empty once the input is used up.
    fn next_piece(&mut self) -> io::Result<Bytes> {
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
                Step::Decode => this.next_piece(),
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
