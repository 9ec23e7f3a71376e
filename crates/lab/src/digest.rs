//! Short hashes of texts.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Returns a short hash of several texts. The boundaries between them count.
pub(crate) fn digest<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(Sha256::digest(text));
    }
    let bytes = hash.finalize();
    bytes.iter().take(12).fold(String::new(), |mut hex, byte| {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn every_text_and_every_boundary_counts() {
        let key = digest([&b"document"[..], b"tool", b""]);
        assert_eq!(key, digest([&b"document"[..], b"tool", b""]));
        for other in [
            [&b"document "[..], b"tool", b""],
            [b"document", b"tool2", b""],
            [b"document", b"tool", b"keep-going"],
            [b"documentt", b"ool", b""],
        ] {
            assert_ne!(key, digest(other));
        }
    }
}
