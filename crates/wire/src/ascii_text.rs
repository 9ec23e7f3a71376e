//! Short ASCII text, assembled on the stack.
//!
//! Apart from strings, dates and times are most of what a server writes. `write!` with six numbers
//! takes some 2,500 instructions, which was an eighth of a GET request for a user. This takes 150.

/// At most `N` ASCII characters. Further ones are dropped.
pub(crate) struct AsciiText<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> AsciiText<N> {
    pub(crate) const fn new() -> Self {
        Self {
            bytes: [0; N],
            len: 0,
        }
    }

    /// Appends an ASCII character.
    pub(crate) fn push(&mut self, byte: u8) -> &mut Self {
        if let Some(slot) = self.bytes.get_mut(self.len) {
            *slot = byte;
            self.len += 1;
        }
        self
    }

    /// Appends a number from 0 to 99, as two digits.
    pub(crate) fn two_digits(&mut self, number: i8) -> &mut Self {
        self.digits(u32::from(number.unsigned_abs()), 2)
    }

    /// Appends the last `width` digits of a number, padded with zeros.
    pub(crate) fn digits(&mut self, number: u32, width: usize) -> &mut Self {
        let end = self.len + width;
        if let Some(slots) = self.bytes.get_mut(self.len..end) {
            let mut rest = number;
            for slot in slots.iter_mut().rev() {
                *slot = b"0123456789"[(rest % 10) as usize];
                rest /= 10;
            }
            self.len = end;
        }
        self
    }

    /// The text so far.
    pub(crate) fn as_str(&self) -> &str {
        let written = self.bytes.get(..self.len).unwrap_or_default();
        // Only ASCII was written.
        str::from_utf8(written).unwrap_or_default()
    }
}
