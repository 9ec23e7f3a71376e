//! gzip (RFC 1952): a sequence of members, each with a checksum.

use super::decoder::Decoder;
use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use std::io::{self, Write};
use std::mem;

pub(super) struct Gzip {
    decoder: MultiGzDecoder<Vec<u8>>,
    has_input: bool,
}

impl Gzip {
    pub(super) fn new() -> Self {
        Self {
            decoder: MultiGzDecoder::new(Vec::new()),
            has_input: false,
        }
    }

    fn output(&mut self) -> Bytes {
        mem::take(self.decoder.get_mut()).into()
    }
}

impl Decoder for Gzip {
    /// One `write` fills the library's buffer of 32 KiB a few times at most.
    fn decode(&mut self, input: &mut Bytes) -> io::Result<Bytes> {
        self.has_input = true;
        let taken = self.decoder.write(input)?;
        if taken == 0 {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the body is not gzip",
            ));
        }
        drop(input.split_to(taken));
        Ok(self.output())
    }

    fn flush(&mut self) -> io::Result<Bytes> {
        self.decoder.flush()?;
        Ok(self.output())
    }

    /// An empty body is not a stream that was cut off.
    fn finish(&mut self) -> io::Result<()> {
        if self.has_input {
            self.decoder.try_finish()?;
        }
        Ok(())
    }
}
