//! Bodies of `multipart/form-data` (RFC 7578): their parts, in order.
//!
//! The body is whole and within the server's limit when it comes here, so that what is left to
//! bound is the number of parts; the library bounds the headers of each.

use super::form::Entry;
use crate::fault::Detail;
use axum::body::Body;
use bytes::Bytes;
use graphwright_wire::File;
use multer::Multipart;

/// How many parts a form may have.
const MAX_PARTS: usize = 1000;

/// Takes a form apart.
pub(super) async fn entries(content_type: &str, body: Bytes) -> Result<Vec<Entry>, Detail> {
    let boundary = multer::parse_boundary(content_type).map_err(|_| {
        let message = "must have a `boundary` in its content type";
        Detail::body("", "malformed", message)
    })?;
    let mut form = Multipart::new(Body::from(body).into_data_stream(), boundary);
    let mut entries = Vec::new();
    while let Some(part) = form.next_field().await.map_err(malformed)? {
        if entries.len() == MAX_PARTS {
            let message = format!("must not have more than {MAX_PARTS} parts");
            return Err(Detail::body("", "too-many-parts", message));
        }
        let name = part.name().map(unescape).ok_or_else(|| {
            let message = "must be parts that each have a name";
            Detail::body("", "malformed", message)
        })?;
        let named = part.file_name().map(str::to_owned);
        let media_type = part.content_type().map(ToString::to_string);
        let mut file = File::new(part.bytes().await.map_err(malformed)?);
        file.name = named;
        file.media_type = media_type;
        entries.push(Entry { name, file });
    }
    Ok(entries)
}

/// The name of a part as its sender means it: what would end a quoted name is percent-encoded there
/// (the HTML standard, "multipart/form-data encoding algorithm").
fn unescape(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

/// The library's message may quote names and values, so that it is not kept.
fn malformed(_: multer::Error) -> Detail {
    Detail::body("", "malformed", "must be parts of `multipart/form-data`")
}
