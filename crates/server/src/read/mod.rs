//! Reading a request into what its operation declares: JSON values that the schemas allow, or
//! everything that is wrong with it in one answer.

mod body;
mod form;
mod object;
mod params;
mod style;

pub(crate) use body::{Payload, unsupported};

pub(crate) use params::Given;

use self::body::Content;
use crate::endpoint::Entry;
use crate::fault::Detail;
use crate::path::Captures;
use crate::time::within;
use crate::{Body, Fault, Limits};
use axum::body::Body as Stream;
use bytes::Bytes;
use http::HeaderMap;
use http::request::Parts;

/// What a request brought.
#[derive(Debug)]
pub(crate) struct Input {
    /// The operation's parameters, in its order.
    pub(crate) params: Vec<Given>,
    /// Which of the operation's media types the body has.
    pub(crate) media_type: Option<&'static str>,
    pub(crate) body: Payload,
}

/// Reads parameters and body, the body within the limits, and checks them.
pub(crate) async fn read(
    entry: &Entry,
    captures: &Captures<'_>,
    parts: &Parts,
    stream: Stream,
    limits: &Limits,
) -> Result<Input, Fault> {
    let operation = entry.route.operation;
    let content = operation
        .body
        .map(|body| body::content(body, &parts.headers))
        .transpose()?
        .flatten();
    let mut details = Vec::new();
    let params = params::read(operation, &entry.path_names, captures, parts, &mut details);
    let body = match operation.body {
        None => Payload::Absent,
        // Behind a pointer: what reads bodies is large, and most requests have none.
        Some(body) => Box::pin(payload(body, content, parts, stream, limits, &mut details)).await?,
    };
    if !details.is_empty() {
        return Err(Fault::bad_request(details));
    }
    let content = content.filter(|_| !matches!(body, Payload::Absent));
    let media_type = content.map(|(media_type, _)| *media_type);
    Ok(Input {
        params,
        media_type,
        body,
    })
}

/// The text of a form of `application/x-www-form-urlencoded` before it is known which operation it is
/// for, and the body as it was. A body of another media type is left alone.
pub(crate) async fn form_ahead(
    headers: &HeaderMap,
    stream: Stream,
    limits: &Limits,
) -> Result<(Option<String>, Stream), Fault> {
    if !body::is_plain_form(headers) {
        return Ok((None, stream));
    }
    let bytes = collected(headers, stream, limits).await?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Fault::bad_request([not_encoded()]))?;
    Ok((Some(text.to_owned()), Stream::from(bytes)))
}

/// A form that is not percent-encoded text.
pub(crate) fn not_encoded() -> Detail {
    Detail::body("", "encoding", "must be percent-encoded UTF-8")
}

/// The bytes of a body, within the limits.
async fn collected(headers: &HeaderMap, stream: Stream, limits: &Limits) -> Result<Bytes, Fault> {
    let reading = body::collect(headers, stream, limits.body);
    within(limits.body_time, reading)
        .await
        .unwrap_or_else(|| Err(Fault::request_timeout()))
}

/// Reads a body in the way that the operation and its media type ask for.
async fn payload(
    body: &'static Body,
    content: Option<&'static Content>,
    parts: &Parts,
    stream: Stream,
    limits: &Limits,
    details: &mut Vec<Detail>,
) -> Result<Payload, Fault> {
    if body.streamed || body::is_streamed(body, content) {
        return body::stream(body, content, parts, stream, limits, details).await;
    }
    if body::has_parts(content) {
        return body::parts(body, content, parts, stream, limits, details).await;
    }
    let bytes = collected(&parts.headers, stream, limits).await?;
    body::parse(body, content, bytes, details)
}
