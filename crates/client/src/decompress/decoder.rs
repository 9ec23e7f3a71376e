//! The interface of a decoder.

use bytes::Bytes;
use std::io;

/// Decodes one coding, piece by piece.
pub(super) trait Decoder: Send {
    /// Takes some of the input, at least a byte, and returns its output: at most some hundred KiB, or
    /// nothing yet.
    fn decode(&mut self, input: &mut Bytes) -> io::Result<Bytes>;

    /// Returns the output that is still held back once all input so far is taken.
    fn flush(&mut self) -> io::Result<Bytes>;

    /// Fails if the input has ended too early.
    fn finish(&mut self) -> io::Result<()>;
}
