//! The values of a path's parameters.

use std::ops::Range;

/// The raw values of a path's parameters, in the order of the path. They are split by their styles before they
/// are decoded, when a delimiter still differs from one in a value.
pub(crate) type Captures<'p> = Vec<&'p str>;

/// The part of a segment that becomes a range of the decoded segment. The segment is well encoded.
pub(super) fn raw_range<'p>(raw: &'p str, decoded: &Range<usize>) -> &'p str {
    let start = raw_index(raw, decoded.start);
    let end = raw_index(raw, decoded.end);
    raw.get(start..end).unwrap_or_default()
}

/// The index of the text that becomes the byte at an index of the decoded text.
fn raw_index(raw: &str, decoded: usize) -> usize {
    let bytes = raw.as_bytes();
    let step = |at: usize| if bytes.get(at) == Some(&b'%') { 3 } else { 1 };
    (0..decoded).fold(0, |at, _| at + step(at))
}
