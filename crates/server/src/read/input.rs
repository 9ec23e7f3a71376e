//! Everything that an operation declares of a request, read and checked.

use super::body::{BodyReader, Payload};
use super::content::declared_content;
use super::params::{self, Given};
use crate::path::Captures;
use crate::{Fault, Limits, Operation};
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
///
/// `path_names` are the names that belong to `captures`.
pub(crate) async fn read(
    operation: &'static Operation,
    path_names: &[&str],
    captures: &Captures<'_>,
    parts: &Parts,
    stream: Stream,
    limits: &Limits,
) -> Result<Input, Fault> {
    let content = operation
        .body
        .map(|body| declared_content(body, &parts.headers))
        .transpose()?
        .flatten();
    let mut details = Vec::new();
    let params = params::read(operation, path_names, captures, parts, &mut details);
    let body = match operation.body {
        None => Payload::Absent,
        Some(body) => {
            let reader = BodyReader {
                body,
                content,
                headers: &parts.headers,
                limits,
                details: &mut details,
            };
            // Behind a pointer: what reads bodies is large, and most requests have none.
            Box::pin(reader.read(stream)).await?
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
