//! The body of a request: its bytes up to the limit, its value.

use super::content::{
    Content, TEXT, URLENCODED, is_multipart, is_plain_urlencoded, is_streamed, may_be_empty,
    undeclared,
};
use super::form::{Entry, Form, FormError, members, multipart, urlencoded};
use crate::fault::Detail;
use crate::stream::incoming;
use crate::strict_json as json;
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

/// Reads the body of one request.
pub(super) struct BodyReader<'r> {
    pub(super) body: &'static Body,
    /// The media type that the body has, among the declared ones.
    pub(super) content: Option<&'static Content>,
    pub(super) headers: &'r HeaderMap,
    pub(super) limits: &'r Limits,
    /// Everything that is wrong with the request.
    pub(super) details: &'r mut Vec<Detail>,
}

impl BodyReader<'_> {
    /// Reads a body in the way that the operation and its media type ask for.
    pub(super) async fn read(mut self, stream: Stream) -> Result<Payload, Fault> {
        if is_streamed(self.body, self.content) {
            return self.stream(stream).await;
        }
        if is_multipart(self.content) {
            return self.multipart(stream).await;
        }
        let bytes = collect_in_time(self.headers, stream, self.limits).await?;
        self.parse(bytes)
    }

    /// Reads a body whose bytes are whole.
    fn parse(&mut self, bytes: Bytes) -> Result<Payload, Fault> {
        if bytes.is_empty() && !self.content.is_some_and(may_be_empty) {
            return Ok(self.absent());
        }
        let (media_type, schema) = self.content.ok_or_else(|| undeclared(self.body))?;
        let payload = if is_json(media_type) {
            json_payload(bytes, schema)
        } else if is_within(URLENCODED, media_type) {
            let entries = urlencoded::entries(&bytes, schema);
            form_payload(entries, schema)
        } else if is_within(TEXT, media_type) {
            text_payload(bytes, schema)
        } else {
            Ok(Payload::Bytes(bytes))
        };
        Ok(self.payload_or_details(payload))
    }

    /// A body that the handler reads as it comes, once it is known that there is one.
    async fn stream(&mut self, stream: Stream) -> Result<Payload, Fault> {
        let mut stream = incoming(self.headers, stream, self.limits)?;
        if !stream.has_more().await? {
            return Ok(self.absent());
        }
        self.content.ok_or_else(|| undeclared(self.body))?;
        Ok(Payload::Stream(stream))
    }

    /// A form of parts, files among them, which are not all in memory.
    async fn multipart(&mut self, stream: Stream) -> Result<Payload, Fault> {
        let payload = self.stream(stream).await?;
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
        Ok(self.payload_or_details(form_payload(entries, schema)))
    }

    /// No body, which is wrong where the operation must have one.
    fn absent(&mut self) -> Payload {
        if self.body.required {
            self.details
                .push(Detail::body("", "required", "is required"));
        }
        Payload::Absent
    }

    fn payload_or_details(&mut self, payload: Result<Payload, Vec<Detail>>) -> Payload {
        payload.unwrap_or_else(|details| {
            self.details.extend(details);
            Payload::Absent
        })
    }
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

/// The text of a form of `application/x-www-form-urlencoded` before it is known which operation it is
/// for, and the body as it was. A body of another media type is left alone.
pub(crate) async fn form_ahead(
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

/// The bytes of a body, within the limits.
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

/// Reads the bytes of a body, at most `limit`. It counts while it reads, since a length that is
/// declared may be wrong or missing.
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
            let detail = Detail::body("", "incomplete", "ended before it was whole");
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

    /// Whether no bytes at all are a body of the media type at an index, or none where there is none.
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
    fn a_form_and_a_text_may_be_of_no_bytes() {
        check(None, false);
        check(Some(0), false);
        check(Some(1), true);
        check(Some(2), true);
        check(Some(3), false);
    }
}
