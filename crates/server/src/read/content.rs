//! The media type of a body, which determines how the body is read.

use crate::{Body, Fault};
use graphwright_wire::Schema;
use graphwright_wire::media_type::{is_json, is_within};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

pub(super) const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";
pub(super) const TEXT: &str = "text/plain";

/// A declared media type of a body, and its schema.
pub(super) type Content = (&'static str, Schema);

/// Finds the declared media type of a body by its `Content-Type`; `None` without that header, as in
/// a request without a body.
///
/// Fails for a content coding and for an undeclared media type.
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
    let content = sent.to_str().ok().and_then(|sent| {
        body.content
            .iter()
            .find(|(range, _)| is_within(range, sent))
    });
    content.map(Some).ok_or_else(|| undeclared_media_type(body))
}

/// Returns whether a body has a content coding, such as gzip.
fn has_coding(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

/// Returns whether a body is a form of `application/x-www-form-urlencoded` without a content
/// coding.
pub(super) fn is_plain_urlencoded(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE);
    let media_type = media_type.and_then(|media_type| media_type.to_str().ok());
    media_type.is_some_and(|media_type| is_within(URLENCODED, media_type)) && !has_coding(headers)
}

/// Returns whether no bytes are a body in a media type: a form without fields, an empty text or file. JSON
/// and forms of parts cannot be empty.
pub(super) fn may_be_empty((media_type, _): &Content) -> bool {
    !is_json(media_type) && !is_within(MULTIPART, media_type)
}

/// Returns whether a body of this media type is passed to the handler as a stream.
pub(super) fn is_streamed(body: &Body, content: Option<&Content>) -> bool {
    body.streamed || content.is_some_and(|(media_type, _)| body.streamed_as.contains(media_type))
}

/// Returns whether a body is a form of parts, which is parsed while it is received.
pub(super) fn is_multipart(content: Option<&Content>) -> bool {
    content.is_some_and(|(media_type, _)| !is_json(media_type) && is_within(MULTIPART, media_type))
}

/// The fault for a body in a media type that its operation does not declare.
pub(super) fn undeclared_media_type(body: &Body) -> Fault {
    unsupported_media_type(body.content.iter().map(|(media_type, _)| *media_type))
}

/// The fault for a body whose media type is none of these.
pub(crate) fn unsupported_media_type(media_types: impl Iterator<Item = &'static str>) -> Fault {
    let media_types: Vec<&str> = media_types.collect();
    Fault::unsupported_media_type(&media_types)
}
