//! zstd (RFC 8878): frames one after the other, each of blocks that become 128 KiB at most.
//!
//! The library reads a block as a whole. What comes is gathered until one is there, and each is
//! taken out before the next, so that what is held is one window and one block.

use super::decoder::Decoder;
use bytes::{Buf, Bytes, BytesMut};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io;

/// How far back a frame of zstd may refer: 8 MiB, which RFC 9659 sets for HTTP.
const MAX_WINDOW: u64 = 8 * 1024 * 1024;

const MAGIC: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// The magic numbers of frames that are skipped, apart from their lowest four bits.
const SKIPPABLE: u32 = 0x184D_2A50;

const CHECKSUM: usize = 4;

/// How many bytes are skipped at once.
const SKIPPED: usize = 64 * 1024;

pub(super) struct Zstd {
    decoder: FrameDecoder,
    gathered: BytesMut,
    state: State,
}

/// What comes next.
#[derive(Clone, Copy)]
enum State {
    /// The beginning of a frame, or the end.
    Frame,
    /// A block of a frame that has a checksum at its end, or has none.
    Block { checksum: bool },
    /// What is left of a frame that is skipped.
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

    /// How many bytes the next step needs, as far as is known by now.
    fn needed(&self) -> usize {
        match self.state {
            State::Frame => frame_header(&self.gathered),
            State::Block { checksum } => block(&self.gathered, checksum),
            State::Skip { left } => left.min(SKIPPED),
        }
    }

    /// Takes the next step, for which enough is gathered.
    fn step(&mut self) -> io::Result<Bytes> {
        match self.state {
            State::Frame => self.begin()?,
            State::Block { checksum } => return self.block(checksum),
            State::Skip { left } => {
                let skipped = left.min(self.gathered.len());
                self.gathered.advance(skipped);
                self.state = skip(left - skipped);
            }
        }
        Ok(Bytes::new())
    }

    fn begin(&mut self) -> io::Result<()> {
        let mut header = self.gathered.split_to(frame_header(&self.gathered));
        if !header.starts_with(&MAGIC) {
            header.advance(MAGIC.len());
            // The length of a skipped frame is 32 bits wide.
            self.state = skip(header.get_u32_le() as usize);
            return Ok(());
        }
        let checksum = header.get(4).is_some_and(|descriptor| descriptor & 4 != 0);
        self.decoder.init(&*header).map_err(io::Error::other)?;
        self.state = State::Block { checksum };
        Ok(())
    }

    fn block(&mut self, checksum: bool) -> io::Result<Bytes> {
        let block = self.gathered.split_to(block(&self.gathered, checksum));
        let ended = self
            .decoder
            .decode_blocks(&*block, BlockDecodingStrategy::UptoBlocks(1))
            .map_err(io::Error::other)?;
        let output = self.decoder.collect().unwrap_or_default();
        if ended {
            self.state = State::Frame;
            let expected = self.decoder.get_checksum_from_data();
            if checksum && expected != self.decoder.get_calculated_checksum() {
                return Err(invalid("the checksum of a frame is wrong"));
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
        self.step()
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

/// What comes next where so many bytes are to be skipped.
fn skip(left: usize) -> State {
    match left {
        0 => State::Frame,
        left => State::Skip { left },
    }
}

fn check_magic(gathered: &[u8]) -> io::Result<()> {
    if gathered.starts_with(&MAGIC) || is_skippable(gathered) {
        Ok(())
    } else {
        Err(invalid("the body is no zstd"))
    }
}

fn is_skippable(gathered: &[u8]) -> bool {
    let magic = gathered.first_chunk().copied().map(u32::from_le_bytes);
    magic.is_some_and(|magic| magic & !0xF == SKIPPABLE)
}

/// The length of a frame's header (RFC 8878, section 3.1.1.1), or that of what tells it.
fn frame_header(gathered: &[u8]) -> usize {
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

/// The length of a block, its header of three bytes and a checksum behind it included (section
/// 3.1.1.2), or that of its header.
fn block(gathered: &[u8], checksum: bool) -> usize {
    let Some([low, middle, high]) = gathered.first_chunk() else {
        return 3;
    };
    let header = u32::from_le_bytes([*low, *middle, *high, 0]);
    let is_last = header & 1 != 0;
    let is_repeated_byte = (header >> 1) & 3 == 1;
    // 21 bits.
    let size = (header >> 3) as usize;
    let content = if is_repeated_byte { 1 } else { size };
    3 + content + if is_last && checksum { CHECKSUM } else { 0 }
}

fn invalid(text: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text)
}
