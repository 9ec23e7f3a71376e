//! The input of a handler: parameters and body.

use super::body::{BodyReader, Payload};
use super::content::declared_content;
use super::params::{ParamValue, read_params};
use crate::path::Captures;
use crate::{Fault, Limits, Operation};
use axum::body::Body as Stream;
use http::request::Parts;

/// The checked parameters and body of a request.
#[derive(Debug)]
pub(crate) struct Input {
    /// The parameters, in the order of the operation.
    pub(crate) params: Vec<ParamValue>,
    /// The media type of the body, as the operation declares it.
    pub(crate) media_type: Option<&'static str>,
    pub(crate) body: Payload,
}

/// Reads and checks parameters and body.
///
/// `path_names` are the names of `captures`. Fails with everything that is wrong with the request.
pub(crate) async fn read_input(
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
    let params = read_params(operation, path_names, captures, parts, &mut details);
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
            // Boxed, since the future is large and most requests have no body.
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
