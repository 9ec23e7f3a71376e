//! Short hashes of texts.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// A short hash of some texts; where one ends and the next begins counts.
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
    fn a_result_counts_for_the_same_inputs_only() {
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
