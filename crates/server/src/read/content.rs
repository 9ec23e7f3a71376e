//! The media type of a body, by which it is decided how the body is read.

use crate::{Body, Fault};
use graphwright_wire::Schema;
use graphwright_wire::media_type::{is_json, is_within};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

pub(super) const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";
pub(super) const TEXT: &str = "text/plain";

/// One of the media types that a body may have, and what the body may hold.
pub(super) type Content = (&'static str, Schema);

/// Which of the declared media types a body has, by its `Content-Type`. `None` where the request
/// does not say, which is right for a request without a body.
pub(super) fn declared_content(
    body: &'static Body,
    headers: &HeaderMap,
) -> Result<Option<&'static Content>, Fault> {
    if has_coding(headers) {
        return Err(Fault::unsupported_coding());
    }
    let Some(sent) = headers.get(CONTENT_TYPE) else {
        return Ok(None);
    };
    let declared = sent.to_str().ok().and_then(|sent| {
        body.content
            .iter()
            .find(|(range, _)| is_within(range, sent))
    });
    declared.map(Some).ok_or_else(|| undeclared(body))
}

/// Whether a body is coded, as by gzip.
fn has_coding(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// Whether a body is a form of `application/x-www-form-urlencoded` that can be read as it is.
pub(super) fn is_plain_urlencoded(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE);
    let media_type = media_type.and_then(|media_type| media_type.to_str().ok());
    media_type.is_some_and(|media_type| is_within(URLENCODED, media_type)) && !has_coding(headers)
}

/// Whether no bytes at all are a body of a media type: a form without fields, or a text of length 0.
pub(super) fn may_be_empty((media_type, _): &Content) -> bool {
    is_within(URLENCODED, media_type) || is_within(TEXT, media_type)
}

/// Whether a body is read as it comes in its media type.
pub(super) fn is_streamed(body: &Body, content: Option<&Content>) -> bool {
    body.streamed || content.is_some_and(|(media_type, _)| body.streamed_as.contains(media_type))
}

/// Whether a body is a form whose parts are taken apart while they come.
pub(super) fn is_multipart(content: Option<&Content>) -> bool {
    content.is_some_and(|(media_type, _)| !is_json(media_type) && is_within(MULTIPART, media_type))
}

/// The fault of a body in a media type that its operation does not declare.
pub(super) fn undeclared(body: &Body) -> Fault {
    unsupported(body.content.iter().map(|(media_type, _)| *media_type))
}

/// The fault of a body whose media type is none of these.
pub(crate) fn unsupported(media_types: impl Iterator<Item = &'static str>) -> Fault {
    let media_types: Vec<&str> = media_types.collect();
    Fault::unsupported_media_type(&media_types)
}
