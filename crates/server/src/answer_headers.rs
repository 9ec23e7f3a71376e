//! Headers of an answer that its type does not have: those that a handler adds by its call.

use crate::{ETag, Fault};
use axum::response::Response;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use std::error::Error;
use std::sync::{Arc, Mutex, PoisonError};

/// The headers that a call adds to its answer, shared by the call and the dispatcher.
#[derive(Clone, Default)]
pub(crate) struct AnswerHeaders(Arc<Mutex<Option<Box<Added>>>>);

/// Boxed, since most calls add nothing.
#[derive(Default)]
struct Added {
    lines: HeaderMap,
    /// The current state of the resource.
    state: Option<HeaderValue>,
    /// The first line that cannot be sent.
    unsendable: Option<Box<dyn Error + Send + Sync>>,
}

impl AnswerHeaders {
    /// Adds a line.
    pub(crate) fn add(&self, name: &str, value: &str) {
        let parsed = parse_line(name, value);
        self.change(|added| match parsed {
            Ok((name, value)) => {
                added.lines.append(name, value);
            }
            Err(error) => {
                added.unsendable.get_or_insert(error);
            }
        });
    }

    /// Notes the state of the resource, for answers that tell it.
    pub(crate) fn note_state(&self, current: Option<&ETag>) {
        let tag = current.and_then(|tag| HeaderValue::try_from(tag.to_string()).ok());
        if let Some(tag) = tag {
            self.change(|added| added.state = Some(tag));
        }
    }

    /// Adds the lines to a response, and its state to one that tells it (RFC 9110, sections 15.4.5 and
    /// 15.5.13).
    pub(crate) fn apply(&self, mut response: Response) -> Result<Response, Fault> {
        let Some(added) = self.take() else {
            return Ok(response);
        };
        added.extend(response.status(), response.headers_mut())?;
        Ok(response)
    }

    /// Adds the lines to a fault of the handler.
    pub(crate) fn apply_to_fault(&self, mut fault: Fault) -> Fault {
        let Some(added) = self.take() else {
            return fault;
        };
        let status = fault.status();
        match added.extend(status, fault.headers_mut()) {
            Ok(()) => fault,
            Err(unsendable) => unsendable,
        }
    }

    fn take(&self) -> Option<Box<Added>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn change(&self, change: impl FnOnce(&mut Added)) {
        let mut added = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        change(added.get_or_insert_default());
    }
}

impl Added {
    fn extend(self, status: StatusCode, headers: &mut HeaderMap) -> Result<(), Fault> {
        if let Some(error) = self.unsendable {
            return Err(Fault::internal(error));
        }
        for (name, line) in &self.lines {
            headers.append(name, line.clone());
        }
        let tells_state = matches!(
            status,
            StatusCode::NOT_MODIFIED | StatusCode::PRECONDITION_FAILED
        );
        if let Some(state) = self.state.filter(|_| tells_state) {
            headers.entry(ETAG).or_insert(state);
        }
        Ok(())
    }
}

fn parse_line(
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), Box<dyn Error + Send + Sync>> {
    let name = HeaderName::from_bytes(name.as_bytes())?;
    if [CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING].contains(&name) {
        return Err(format!("the header {name} is set by the body of the answer").into());
    }
    Ok((name, HeaderValue::from_bytes(value.as_bytes())?))
}
