//! The body of a request: its media type, its bytes up to the limit, its value.

use super::form::Form;
use super::form::members::{self, Entry};
use super::form::multipart::{self, Refusal};
use crate::fault::Detail;
use crate::stream::incoming;
use crate::strict_json as json;
use crate::{Body, ByteStream, Fault, Limits};
use axum::body::Body as Stream;
use bytes::Bytes;
use graphwright_wire::Schema;
use graphwright_wire::media_type::{is_json, is_within};
use graphwright_wire::schema::{Mode, Violation};
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http_body_util::{BodyExt, LengthLimitError, Limited};

/// A body that was read.
#[derive(Debug)]
pub(crate) enum Payload {
    /// There is none.
    Absent,
    /// JSON that the schema allows, as it came.
    Json(Bytes),
    /// Text that the schema allows.
    Text(String),
    /// A form that the schema allows.
    Form(Form),
    /// Anything else, as it came.
    Bytes(Bytes),
    /// Anything else, as it comes.
    Stream(ByteStream),
}

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// One of the media types that a body may have, and what the body may hold.
pub(super) type Content = (&'static str, Schema);

/// Which of the declared media types a body has, by its `Content-Type`. `None` where the request
/// does not say, which is right for a request without a body.
pub(super) fn content(
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
pub(super) fn is_plain_form(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE);
    let media_type = media_type.and_then(|media_type| media_type.to_str().ok());
    media_type.is_some_and(|media_type| is_within(FORM, media_type)) && !has_coding(headers)
}

/// Reads a body whose bytes are whole; what is wrong with its value is added to `details`.
pub(super) fn parse(
    body: &'static Body,
    content: Option<&'static Content>,
    bytes: Bytes,
    details: &mut Vec<Detail>,
) -> Result<Payload, Fault> {
    if bytes.is_empty() && !content.is_some_and(may_be_empty) {
        if body.required {
            details.push(Detail::body("", "required", "is required"));
        }
        return Ok(Payload::Absent);
    }
    let (media_type, schema) = content.ok_or_else(|| undeclared(body))?;
    let read = if is_json(media_type) {
        json_payload(bytes, schema)
    } else if is_within(FORM, media_type) {
        let entries = members::pairs(&bytes, schema);
        form_payload(entries, schema)
    } else if is_within("text/plain", media_type) {
        text_payload(bytes, schema)
    } else {
        Ok(Payload::Bytes(bytes))
    };
    Ok(read.unwrap_or_else(|wrong| {
        details.extend(wrong);
        Payload::Absent
    }))
}

/// Whether no bytes at all are a body of a media type: a form without fields, or a text of length 0.
fn may_be_empty((media_type, _): &Content) -> bool {
    is_within(FORM, media_type) || is_within("text/plain", media_type)
}

/// A body that the handler reads as it comes, once it is known that there is one.
pub(super) async fn stream(
    body: &'static Body,
    content: Option<&'static Content>,
    parts: &Parts,
    stream: Stream,
    limits: &Limits,
    details: &mut Vec<Detail>,
) -> Result<Payload, Fault> {
    let mut stream = incoming(&parts.headers, stream, limits)?;
    if !stream.has_more().await? {
        if body.required {
            details.push(Detail::body("", "required", "is required"));
        }
        return Ok(Payload::Absent);
    }
    content.ok_or_else(|| undeclared(body))?;
    Ok(Payload::Stream(stream))
}

/// Whether a body is read as it comes in its media type.
pub(super) fn is_streamed(body: &Body, content: Option<&Content>) -> bool {
    content.is_some_and(|(media_type, _)| body.streamed_as.contains(media_type))
}

/// Whether a body is a form whose parts are taken apart while they come.
pub(super) fn has_parts(content: Option<&Content>) -> bool {
    content.is_some_and(|(media_type, _)| !is_json(media_type) && is_within(MULTIPART, media_type))
}

/// A form of parts, files among them, which are not all in memory.
pub(super) async fn parts(
    body: &'static Body,
    content: Option<&'static Content>,
    parts: &Parts,
    stream: Stream,
    limits: &Limits,
    details: &mut Vec<Detail>,
) -> Result<Payload, Fault> {
    let payload = self::stream(body, content, parts, stream, limits, details).await?;
    let (Payload::Stream(stream), Some((_, schema))) = (payload, content) else {
        return Ok(Payload::Absent);
    };
    let content_type = parts.headers.get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    let entries = match multipart::entries(content_type, stream, schema, limits).await {
        Ok(entries) => Ok(entries),
        Err(Refusal::Detail(detail)) => Err(detail),
        Err(Refusal::Fault(fault)) => return Err(fault),
    };
    Ok(form_payload(entries, schema).unwrap_or_else(|wrong| {
        details.extend(wrong);
        Payload::Absent
    }))
}

/// The text is kept and not the value: a type is read faster from it, and nothing is left to hold
/// while the handler works.
fn json_payload(bytes: Bytes, schema: &Schema) -> Result<Payload, Vec<Detail>> {
    let value =
        json::borrow(&bytes).map_err(|error| vec![Detail::body("", error.code, error.message)])?;
    let violations = schema.check_borrowed(&value, Mode::Request);
    drop(value);
    if violations.is_empty() {
        Ok(Payload::Json(bytes))
    } else {
        Err(details(violations))
    }
}

fn form_payload(
    entries: Result<Vec<Entry>, Detail>,
    schema: &Schema,
) -> Result<Payload, Vec<Detail>> {
    let form = members::members(entries.map_err(|detail| vec![detail])?, schema)?;
    match schema.check(&form.outline(), Mode::Request) {
        none if none.is_empty() => Ok(Payload::Form(form)),
        violations => Err(details(violations)),
    }
}

fn text_payload(bytes: Bytes, schema: &Schema) -> Result<Payload, Vec<Detail>> {
    let text = String::from_utf8(bytes.into())
        .map_err(|_| vec![Detail::body("", "encoding", "must be text in UTF-8")])?;
    schema.check_text(&text, Mode::Request).map_err(details)?;
    Ok(Payload::Text(text))
}

fn details(violations: Vec<Violation>) -> Vec<Detail> {
    violations.into_iter().map(Detail::from).collect()
}

/// Reads the bytes of a body, at most `limit`. It counts while it reads, since a length that is
/// declared may be wrong or missing.
pub(super) async fn collect(
    headers: &HeaderMap,
    stream: Stream,
    limit: usize,
) -> Result<Bytes, Fault> {
    let declared = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit as u64) {
        return Err(Fault::too_large(limit));
    }
    match Limited::new(stream, limit).collect().await {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Fault::too_large(limit)),
        Err(error) => {
            let detail = Detail::body("", "incomplete", "ended before it was whole");
            Err(Fault::bad_request([detail]).caused_by(error))
        }
    }
}

fn undeclared(body: &Body) -> Fault {
    unsupported(body.content.iter().map(|(media_type, _)| *media_type))
}

/// The fault of a body whose media type is none of these.
pub(crate) fn unsupported(media_types: impl Iterator<Item = &'static str>) -> Fault {
    let media_types: Vec<&str> = media_types.collect();
    Fault::unsupported_media_type(&media_types)
}

#[cfg(test)]
mod tests {
    use super::{Body, Bytes, Payload, Schema, parse};

    static BODY: Body = Body::required(&[
        ("application/json", Schema::object()),
        ("application/x-www-form-urlencoded", Schema::object()),
        ("text/plain", Schema::string()),
        ("image/png", Schema::any()),
    ]);

    /// Whether no bytes at all are a body of the media type at an index, or none where there is none.
    #[track_caller]
    fn check(index: Option<usize>, is_body: bool) {
        let mut details = Vec::new();
        let content = index.map(|index| &BODY.content[index]);
        let payload = parse(&BODY, content, Bytes::new(), &mut details);
        let is_absent = matches!(payload, Ok(Payload::Absent));
        assert_eq!(
            (!is_absent, details.is_empty()),
            (is_body, is_body),
            "{index:?}"
        );
    }

    #[test]
    fn a_form_and_a_text_may_be_of_no_bytes() {
        check(None, false);
        check(Some(0), false);
        check(Some(1), true);
        check(Some(2), true);
        check(Some(3), false);
    }
}
