//! The interface of a decoder.

use bytes::Bytes;
use std::io;

/// Undoes one coding, piece by piece.
pub(super) trait Decoder: Send {
    /// Takes some of the input, at least a byte, and gives what comes out: a piece of at most some
    /// hundred KiB, or nothing yet.
    fn decode(&mut self, input: &mut Bytes) -> io::Result<Bytes>;

    /// Gives what is still held back once the input that has come is taken.
    fn flush(&mut self) -> io::Result<Bytes>;

    /// Fails where the input has ended too early.
    fn finish(&mut self) -> io::Result<()>;
}
