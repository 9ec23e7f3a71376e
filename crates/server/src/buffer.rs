//! Where answers are written before they are sent.
//!
//! A buffer that begins small and doubles is copied ten times on its way to a megabyte, and the
//! system's allocator gives so much memory back after each answer and asks for it again: a page of a
//! thousand users took 500 page faults, a tenth of its time. So a thread keeps one buffer.

use bytes::Bytes;
use serde::Serialize;
use std::cell::Cell;

/// How large a buffer is kept, in bytes.
const KEPT: usize = 2 << 20;

/// How large a new buffer is: most single objects fit.
const NEW: usize = 1 << 10;

/// Up to so many bytes are copied out, which costs less than to lend the buffer.
const COPIED: usize = 16 << 10;

thread_local! {
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Writes a value as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Bytes> {
    let mut buffer = Buffer(SPARE.take());
    buffer.0.reserve(NEW);
    serde_json::to_writer(&mut buffer.0, value)?;
    Ok(if buffer.0.len() <= COPIED {
        Bytes::copy_from_slice(&buffer.0)
    } else {
        Bytes::from_owner(buffer)
    })
}

/// A buffer that goes back to the thread that drops it.
struct Buffer(Vec<u8>);

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let mut buffer = std::mem::take(&mut self.0);
        if buffer.capacity() > KEPT {
            return;
        }
        buffer.clear();
        // A thread that ends has no spare one any more.
        let _ = SPARE.try_with(|spare| {
            let other = spare.take();
            let larger = if other.capacity() > buffer.capacity() {
                other
            } else {
                buffer
            };
            spare.set(larger);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{COPIED, KEPT, SPARE, json};

    /// Writes a text of so many bytes, another while that is sent, and lets go of both.
    fn check(length: usize, is_kept: bool) {
        SPARE.set(Vec::new());
        let text = "x".repeat(length);
        let first = json(&text).expect("a string");
        let second = json("y").expect("a string");
        assert_eq!(first.len(), length + 2);
        assert_eq!(second.as_ref(), b"\"y\"");
        drop(first);
        let spare = SPARE.take();
        assert!(spare.is_empty());
        assert_eq!(spare.capacity() > length, is_kept, "{length}");
    }

    #[test]
    fn a_buffer_is_used_again() {
        check(1, true);
        check(COPIED - 2, true);
        check(COPIED + 1, true);
        check(KEPT, false);
    }
}
