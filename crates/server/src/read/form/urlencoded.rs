//! Forms of `application/x-www-form-urlencoded` (the URL standard, section 5.1).

use super::Entry;
use crate::fault::Detail;
use crate::percent::BadEncoding;
use crate::query;
use graphwright_wire::{File, Schema};

/// Parses the pairs of a form.
///
/// A member of an exploded object gets the name `object[member]`.
pub(crate) fn entries(body: &[u8], schema: &Schema) -> Result<Vec<Entry>, Detail> {
    let text = std::str::from_utf8(body).map_err(|_| encoding_detail())?;
    let entry = |pair: Result<_, BadEncoding>| {
        let decoded = pair.and_then(query::decode_value);
        let (name, value) = decoded.map_err(|BadEncoding| encoding_detail())?;
        let name = match schema.flattened(&name) {
            Some(object) => format!("{object}[{name}]"),
            None => name.into_owned(),
        };
        let file = File::from(value.into_owned());
        Ok(Entry { name, file })
    };
    query::pairs(text).map(entry).collect()
}

/// The mistake of a form that is not percent-encoded text.
pub(crate) fn encoding_detail() -> Detail {
    Detail::body("", "encoding", "must be percent-encoded UTF-8")
}
