//! zstd (RFC 8878): a sequence of frames, each of blocks that decode to 128 KiB at most.
//!
//! The library reads a block as a whole. Input is gathered until a block is complete, and its output
//! is taken before the next block is read: that bounds the memory to one window and one block. The
//! library limits what one block decodes to since version 0.9.1.

use super::decoder::Decoder;
use bytes::{Buf, Bytes, BytesMut};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io;

/// How far back a frame of zstd may refer: 8 MiB, which RFC 9659 sets for HTTP.
const MAX_WINDOW: u64 = 8 * 1024 * 1024;

const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// The magic numbers of frames that are skipped, apart from their lowest four bits.
const SKIPPABLE: u32 = 0x184D_2A50;

const CHECKSUM_LENGTH: usize = 4;

/// The most bytes that are skipped at once.
const MAX_SKIPPED: usize = 64 * 1024;

pub(super) struct Zstd {
    decoder: FrameDecoder,
    gathered: BytesMut,
    state: State,
}

/// The next part of the input.
#[derive(Clone, Copy)]
enum State {
    /// The beginning of a frame, or the end.
    Frame,
    /// A block of a frame.
    Block(Checksum),
    /// The rest of a frame that is skipped.
    Skip { left: usize },
}

impl Zstd {
    pub(super) fn new() -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MAX_WINDOW);
        Self {
            decoder,
            gathered: BytesMut::new(),
            state: State::Frame,
        }
    }

    /// The number of bytes that the next step needs, as far as it is known.
    fn needed(&self) -> usize {
        match self.state {
            State::Frame => frame_header_length(&self.gathered),
            State::Block(checksum) => block_length(&self.gathered, checksum),
            State::Skip { left } => left.min(MAX_SKIPPED),
        }
    }

    /// Takes the next step, for which enough input is gathered.
    fn take_step(&mut self) -> io::Result<Bytes> {
        match self.state {
            State::Frame => self.begin_frame()?,
            State::Block(checksum) => return self.decode_block(checksum),
            State::Skip { left } => {
                let skipped = left.min(self.gathered.len());
                self.gathered.advance(skipped);
                self.state = State::skipping(left - skipped);
            }
        }
        Ok(Bytes::new())
    }

    fn begin_frame(&mut self) -> io::Result<()> {
        let mut header = self.gathered.split_to(frame_header_length(&self.gathered));
        if !header.starts_with(&MAGIC) {
            header.advance(MAGIC.len());
            // The length of a skipped frame is 32 bits wide.
            self.state = State::skipping(header.get_u32_le() as usize);
            return Ok(());
        }
        let checksum = match header.get(4) {
            Some(descriptor) if descriptor & 4 != 0 => Checksum::Present,
            _ => Checksum::Absent,
        };
        self.decoder.init(&*header).map_err(io::Error::other)?;
        self.state = State::Block(checksum);
        Ok(())
    }

    fn decode_block(&mut self, checksum: Checksum) -> io::Result<Bytes> {
        let block = self
            .gathered
            .split_to(block_length(&self.gathered, checksum));
        let ended = self
            .decoder
            .decode_blocks(&*block, BlockDecodingStrategy::UptoBlocks(1))
            .map_err(io::Error::other)?;
        let output = self.decoder.collect().unwrap_or_default();
        if ended {
            self.state = State::Frame;
            let expected = self.decoder.get_checksum_from_data();
            if checksum == Checksum::Present && expected != self.decoder.get_calculated_checksum() {
                return Err(invalid_data("the checksum of a frame is wrong"));
            }
        }
        Ok(output.into())
    }
}

impl Decoder for Zstd {
    fn decode(&mut self, input: &mut Bytes) -> io::Result<Bytes> {
        let missing = self.needed().saturating_sub(self.gathered.len());
        let taken = input.split_to(missing.min(input.len()));
        self.gathered.extend_from_slice(&taken);
        if self.gathered.len() >= MAGIC.len() && matches!(self.state, State::Frame) {
            check_magic(&self.gathered)?;
        }
        let needed = self.needed();
        if self.gathered.len() < needed {
            return Ok(Bytes::new());
        }
        self.take_step()
    }

    fn flush(&mut self) -> io::Result<Bytes> {
        Ok(Bytes::new())
    }

    fn finish(&mut self) -> io::Result<()> {
        if matches!(self.state, State::Frame) && self.gathered.is_empty() {
            return Ok(());
        }
        let text = "the compressed body ended early";
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, text))
    }
}

impl State {
    /// The state with this many bytes left to skip.
    fn skipping(left: usize) -> Self {
        match left {
            0 => Self::Frame,
            left => Self::Skip { left },
        }
    }
}

/// The checksum at the end of a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Checksum {
    Present,
    Absent,
}

fn check_magic(gathered: &[u8]) -> io::Result<()> {
    if gathered.starts_with(&MAGIC) || is_skippable(gathered) {
        Ok(())
    } else {
        Err(invalid_data("the body is not zstd"))
    }
}

fn is_skippable(gathered: &[u8]) -> bool {
    let magic = gathered.first_chunk().copied().map(u32::from_le_bytes);
    magic.is_some_and(|magic| magic & !0xF == SKIPPABLE)
}

/// The length of a frame's header (RFC 8878, section 3.1.1.1), or of the part that is needed to know
/// it.
fn frame_header_length(gathered: &[u8]) -> usize {
    if is_skippable(gathered) {
        return 8;
    }
    let Some(descriptor) = gathered.get(4) else {
        return 5;
    };
    let is_single_segment = descriptor & 0x20 != 0;
    let window = usize::from(!is_single_segment);
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let content_size = match descriptor >> 6 {
        0 => usize::from(is_single_segment),
        size => 1 << size,
    };
    5 + window + dictionary + content_size
}

/// The length of a block with its header of three bytes and the checksum after the last block
/// (section 3.1.1.2), or the length of the header if that is not complete.
fn block_length(gathered: &[u8], checksum: Checksum) -> usize {
    let Some([low, middle, high]) = gathered.first_chunk() else {
        return 3;
    };
    let header = u32::from_le_bytes([*low, *middle, *high, 0]);
    let is_last = header & 1 != 0;
    let is_repeated_byte = (header >> 1) & 3 == 1;
    // 21 bits.
    let size = (header >> 3) as usize;
    let content = if is_repeated_byte { 1 } else { size };
    3 + content
        + if is_last && checksum == Checksum::Present {
            CHECKSUM_LENGTH
        } else {
            0
        }
}

fn invalid_data(text: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text)
}
