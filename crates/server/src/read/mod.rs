//! Reading a request into what its operation declares: JSON values that the schemas allow, or
//! everything that is wrong with it in one answer.

mod body;
mod form;
mod json;
mod multipart;
mod params;
mod style;

pub(crate) use body::Payload;
pub(crate) use params::Given;

use crate::Fault;
use crate::endpoint::Entry;
use crate::path::Captures;
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

/// Reads parameters and body, the body up to `limit` bytes, and checks them.
pub(crate) async fn read(
    entry: &Entry,
    captures: &Captures<'_>,
    parts: &Parts,
    stream: Stream,
    limit: usize,
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
        Some(body) => {
            let bytes = body::collect(&parts.headers, stream, limit).await?;
            body::parse(body, content, &parts.headers, bytes, &mut details).await?
        }
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
