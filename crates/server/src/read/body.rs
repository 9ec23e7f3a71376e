//! The body of a request: its bytes within the limits, and its value.

use super::content::{
    Content, TEXT, URLENCODED, is_multipart, is_plain_urlencoded, is_streamed, may_be_empty,
    undeclared_media_type,
};
use super::form::{Form, FormError, members, multipart, urlencoded};
use crate::fault::Detail;
use crate::stream::limit_body;
use crate::strict_json;
use crate::time::within;
use crate::{Body, ByteStream, Fault, Limits};
use axum::body::Body as Stream;
use bytes::Bytes;
use graphwright_wire::Schema;
use graphwright_wire::media_type::{is_json, is_within};
use graphwright_wire::schema::{Mode, Violation};
use http::HeaderMap;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http_body_util::{BodyExt, LengthLimitError, Limited};

/// A body that was read and checked.
#[derive(Debug)]
pub(crate) enum Payload {
    /// No body.
    Absent,
    /// The text of valid JSON.
    Json(Bytes),
    /// Valid text.
    Text(String),
    /// A valid form.
    Form(Form),
    /// The bytes of another media type.
    Bytes(Bytes),
    /// A stream of bytes, unchecked.
    Stream(ByteStream),
}

/// Reads the body of one request.
pub(super) struct BodyReader<'r> {
    pub(super) body: &'static Body,
    /// The media type of the body, as the operation declares it.
    pub(super) content: Option<&'static Content>,
    pub(super) headers: &'r HeaderMap,
    pub(super) limits: &'r Limits,
    /// All mistakes in the request so far.
    pub(super) details: &'r mut Vec<Detail>,
}

impl BodyReader<'_> {
    /// Reads the body, in the way of its media type. Mistakes in its value are added to `details`;
    /// fails if it cannot be read at all.
    pub(super) async fn read(mut self, stream: Stream) -> Result<Payload, Fault> {
        if is_streamed(self.body, self.content) {
            return self.read_stream(stream).await;
        }
        if is_multipart(self.content) {
            return self.read_multipart(stream).await;
        }
        let bytes = collect_in_time(self.headers, stream, self.limits).await?;
        self.parse(bytes)
    }

    /// Parses a body whose bytes have all been received.
    fn parse(&mut self, bytes: Bytes) -> Result<Payload, Fault> {
        if bytes.is_empty() && !self.content.is_some_and(may_be_empty) {
            return Ok(self.absent());
        }
        let (media_type, schema) = self
            .content
            .ok_or_else(|| undeclared_media_type(self.body))?;
        let payload = if is_json(media_type) {
            json_payload(bytes, schema)
        } else if is_within(URLENCODED, media_type) {
            let form = urlencoded::read(&bytes, schema, self.body.notations);
            form_payload(form, schema)
        } else if is_within(TEXT, media_type) {
            text_payload(bytes, schema)
        } else {
            Ok(Payload::Bytes(bytes))
        };
        Ok(self.payload_or_details(payload))
    }

    /// Waits for the first byte of a body, and returns it as a stream.
    async fn read_stream(&mut self, stream: Stream) -> Result<Payload, Fault> {
        let mut stream = limit_body(self.headers, stream, self.limits)?;
        if !stream.has_more().await? && !self.content.is_some_and(may_be_empty) {
            return Ok(self.absent());
        }
        self.content
            .ok_or_else(|| undeclared_media_type(self.body))?;
        Ok(Payload::Stream(stream))
    }

    /// Reads a form of parts, of which large files are kept on a disk.
    async fn read_multipart(&mut self, stream: Stream) -> Result<Payload, Fault> {
        let payload = self.read_stream(stream).await?;
        let (Payload::Stream(stream), Some((_, schema))) = (payload, self.content) else {
            return Ok(Payload::Absent);
        };
        let content_type = self.headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let content_type = content_type.unwrap_or_default();
        let entries = match multipart::entries(content_type, stream, schema, self.limits).await {
            Ok(entries) => Ok(entries),
            Err(FormError::Detail(detail)) => Err(detail),
            Err(FormError::Fault(fault)) => return Err(fault),
        };
        let form = entries
            .map_err(|detail| vec![detail])
            .and_then(|entries| members::read_members(entries, schema));
        Ok(self.payload_or_details(form_payload(form, schema)))
    }

    /// Returns the absent payload, which is a mistake if the body is required.
    fn absent(&mut self) -> Payload {
        if self.body.required {
            self.details
                .push(Detail::body("", "required", "is required"));
        }
        Payload::Absent
    }

    /// Returns the payload, or adds its mistakes to `details`.
    fn payload_or_details(&mut self, payload: Result<Payload, Vec<Detail>>) -> Payload {
        payload.unwrap_or_else(|details| {
            self.details.extend(details);
            Payload::Absent
        })
    }
}

/// Checks JSON. The payload is the text, not the value, since types are decoded faster from it.
fn json_payload(bytes: Bytes, schema: &Schema) -> Result<Payload, Vec<Detail>> {
    let value = strict_json::parse_borrowed(&bytes)
        .map_err(|error| vec![Detail::body("", error.code, error.message)])?;
    let violations = schema.check_borrowed(&value, Mode::Request);
    drop(value);
    if violations.is_empty() {
        Ok(Payload::Json(bytes))
    } else {
        Err(to_details(violations))
    }
}

fn form_payload(form: Result<Form, Vec<Detail>>, schema: &Schema) -> Result<Payload, Vec<Detail>> {
    let form = form?;
    match schema.check(&form.outline(), Mode::Request) {
        violations if violations.is_empty() => Ok(Payload::Form(form)),
        violations => Err(to_details(violations)),
    }
}

fn text_payload(bytes: Bytes, schema: &Schema) -> Result<Payload, Vec<Detail>> {
    let text = String::from_utf8(bytes.into())
        .map_err(|_| vec![Detail::body("", "encoding", "must be text in UTF-8")])?;
    schema
        .check_text(&text, Mode::Request)
        .map_err(to_details)?;
    Ok(Payload::Text(text))
}

fn to_details(violations: Vec<Violation>) -> Vec<Detail> {
    violations.into_iter().map(Detail::from).collect()
}

/// Reads the text of a form of `application/x-www-form-urlencoded` before its operation is known,
/// and returns the body too. A body of another media type is not read.
pub(crate) async fn read_form_ahead(
    headers: &HeaderMap,
    stream: Stream,
    limits: &Limits,
) -> Result<(Option<String>, Stream), Fault> {
    if !is_plain_urlencoded(headers) {
        return Ok((None, stream));
    }
    let bytes = collect_in_time(headers, stream, limits).await?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Fault::bad_request([urlencoded::encoding_detail()]))?;
    Ok((Some(text.to_owned()), Stream::from(bytes)))
}

/// Reads the bytes of a body within the limits of size and time.
async fn collect_in_time(
    headers: &HeaderMap,
    stream: Stream,
    limits: &Limits,
) -> Result<Bytes, Fault> {
    let reading = collect(headers, stream, limits.body);
    within(limits.body_time, reading)
        .await
        .unwrap_or_else(|| Err(Fault::request_timeout()))
}

/// Reads at most `limit` bytes. They are counted while they are read, since the declared length may
/// be wrong or missing.
async fn collect(headers: &HeaderMap, stream: Stream, limit: usize) -> Result<Bytes, Fault> {
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
            let detail = Detail::body("", "incomplete", "ended before it was complete");
            Err(Fault::bad_request([detail]).caused_by(error))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, BodyReader, Bytes, Payload, Schema};
    use crate::Limits;
    use http::HeaderMap;

    static BODY: Body = Body::required(&[
        ("application/json", Schema::object()),
        ("application/x-www-form-urlencoded", Schema::object()),
        ("text/plain", Schema::string()),
        ("image/png", Schema::any()),
    ]);

    /// `is_body` is whether an empty body is valid in the media type at an index, or without a
    /// media type.
    #[track_caller]
    fn check(index: Option<usize>, is_body: bool) {
        let mut details = Vec::new();
        let mut reader = BodyReader {
            body: &BODY,
            content: index.map(|index| &BODY.content[index]),
            headers: &HeaderMap::new(),
            limits: &Limits::new(),
            details: &mut details,
        };
        let payload = reader.parse(Bytes::new());
        let is_absent = matches!(payload, Ok(Payload::Absent));
        assert_eq!(
            (!is_absent, details.is_empty()),
            (is_body, is_body),
            "{index:?}"
        );
    }

    #[test]
    fn all_but_json_may_be_empty() {
        check(None, false);
        check(Some(0), false);
        check(Some(1), true);
        check(Some(2), true);
        check(Some(3), true);
    }
}
