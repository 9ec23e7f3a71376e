//! Reading a request into what its operation declares: JSON values that the schemas allow, or
//! everything that is wrong with it in one answer.

mod body;
mod form;
mod json;
mod multipart;
mod object;
mod params;
mod spool;
mod style;

pub(crate) use body::Payload;
#[cfg(feature = "jwt")]
pub(crate) use json::strict as strict_json;
pub(crate) use json::typed as typed_json;
pub(crate) use params::Given;

use self::body::Content;
use crate::endpoint::Entry;
use crate::fault::Detail;
use crate::path::Captures;
use crate::time::within;
use crate::{Body, Fault, Limits};
use axum::body::Body as Stream;
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

/// Reads a body in the way that the operation and its media type ask for.
async fn payload(
    body: &'static Body,
    content: Option<&'static Content>,
    parts: &Parts,
    stream: Stream,
    limits: &Limits,
    details: &mut Vec<Detail>,
) -> Result<Payload, Fault> {
    if body.streamed {
        return body::stream(body, content, parts, stream, limits, details).await;
    }
    if body::has_parts(content) {
        return body::parts(body, content, parts, stream, limits, details).await;
    }
    let reading = body::collect(&parts.headers, stream, limits.body);
    let bytes = within(limits.body_time, reading)
        .await
        .unwrap_or_else(|| Err(Fault::request_timeout()))?;
    body::parse(body, content, bytes, details)
}
