//! The buffer that JSON responses are written to.
//!
//! Each thread keeps one buffer. A new one that doubles its size is copied ten times until it has a
//! megabyte, and the system's allocator returns that much memory after each response and requests
//! it again: a page of a thousand users took 500 page faults, a tenth of its time.
//!
//! Up to 16 KiB are copied out of the buffer. More is lent, and returns when the response is sent.
//! A buffer above 2 MiB is dropped.

use bytes::Bytes;
use graphwright_wire::json;
use serde::Serialize;
use std::cell::Cell;

/// The capacity up to which a buffer is kept, in bytes.
const MAX_KEPT: usize = 2 << 20;

/// The capacity of a new buffer, in bytes: most single objects fit.
const NEW: usize = 1 << 10;

/// The length up to which bytes are copied out, which costs less than lending the buffer.
const COPIED: usize = 16 << 10;

thread_local! {
    static SPARE: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Writes a value as JSON.
pub(crate) fn write_json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Bytes> {
    let mut buffer = Buffer(SPARE.take());
    buffer.0.reserve(NEW);
    json::to_writer(&mut buffer.0, value)?;
    Ok(if buffer.0.len() <= COPIED {
        Bytes::copy_from_slice(&buffer.0)
    } else {
        Bytes::from_owner(buffer)
    })
}

/// A buffer that returns to the thread that drops it.
struct Buffer(Vec<u8>);

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let mut buffer = std::mem::take(&mut self.0);
        if buffer.capacity() > MAX_KEPT {
            return;
        }
        buffer.clear();
        // A thread that ends has no spare buffer any more.
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
    use super::{COPIED, MAX_KEPT, SPARE, write_json};

    /// Writes a text of this length, and another one before the first is dropped. `is_kept` is
    /// whether the first buffer is used again.
    fn check(length: usize, is_kept: bool) {
        SPARE.set(Vec::new());
        let text = "x".repeat(length);
        let first = write_json(&text).expect("a string");
        let second = write_json("y").expect("a string");
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
        check(MAX_KEPT, false);
    }
}
