//! Bodies put together of text and of files, which stay on their disk until they are sent.

use super::Body;
use super::file::FileChunks;
use crate::TransportError;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use graphwright_wire::File;
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The pieces of a body, in order.
#[derive(Default)]
pub(crate) struct Assembly {
    pieces: VecDeque<Piece>,
    /// The bytes that were added since the last piece.
    open: BytesMut,
    length: u64,
}

enum Piece {
    Bytes(Bytes),
    Disk(Box<FileChunks>),
}

impl Assembly {
    pub(crate) fn push_text(&mut self, text: &str) {
        self.push_bytes(text.as_bytes());
    }

    fn push_bytes(&mut self, bytes: &[u8]) {
        self.open.extend_from_slice(bytes);
        self.length += bytes.len() as u64;
    }

    pub(crate) fn push_file(&mut self, file: &File) {
        if let Some(bytes) = file.in_memory() {
            return self.push_bytes(bytes);
        }
        self.close_piece();
        self.length += file.len();
        let chunks = Box::new(FileChunks::new(file.clone()));
        self.pieces.push_back(Piece::Disk(chunks));
    }

    fn close_piece(&mut self) {
        if !self.open.is_empty() {
            let bytes = self.open.split().freeze();
            self.pieces.push_back(Piece::Bytes(bytes));
        }
    }

    /// Makes the body, which is bytes if all of it is in memory.
    pub(crate) fn finish(mut self) -> Body {
        if self.pieces.is_empty() {
            return self.open.freeze().into();
        }
        self.close_piece();
        let length = self.length;
        Body::stream(Pieces(self.pieces)).with_length(length)
    }
}

/// The chunks of the pieces, one after the other.
struct Pieces(VecDeque<Piece>);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let chunk = match self.0.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Bytes(bytes)) if bytes.is_empty() => None,
                Some(Piece::Bytes(bytes)) => Some(Ok(std::mem::take(bytes))),
                Some(Piece::Disk(chunks)) => ready!(Pin::new(&mut **chunks).poll_next(context)),
            };
            match chunk {
                None => drop(self.0.pop_front()),
                chunk => return Poll::Ready(chunk),
            }
        }
    }
}
