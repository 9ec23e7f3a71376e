//! Checks responses against the document: a check of the service, not of its callers.
//!
//! The type of a handler's response limits it to the described statuses. This module checks bodies
//! and headers too, by [`Operation::answers`]. Streams are not checked. It is on in debug builds
//! ([`Server::validate_answers`](crate::Server::validate_answers)).

use crate::fault::Detail;
use crate::read::style::{Raw, Styled};
use crate::{Answer, Documented, Operation, Param, Statuses};
use graphwright_wire::Schema;
use graphwright_wire::media_type::{is_json, is_within};
use graphwright_wire::schema::Mode;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use std::error::Error;
use std::fmt;

/// An error for a response that the document does not describe; the source of the 500 that is sent
/// in its place.
///
/// `Display` shows locations and rules, and no part of the response's values.
#[derive(Debug)]
pub struct WrongAnswer {
    operation: &'static str,
    status: u16,
    details: Vec<Detail>,
}

impl WrongAnswer {
    /// All violations, by location: `/value/0/id` in the body, `header/ETag`, `status`.
    pub fn details(&self) -> &[Detail] {
        &self.details
    }
}

impl fmt::Display for WrongAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation, status, ..
        } = self;
        write!(
            f,
            "the response {status} of {operation} is not as the document describes it:"
        )?;
        for (index, detail) in self.details.iter().enumerate() {
            let separator = if index == 0 { " " } else { "; " };
            write!(f, "{separator}{detail}")?;
        }
        Ok(())
    }
}

impl Error for WrongAnswer {}

/// Finds all violations of the operation's description by a response.
pub(crate) fn check_answer(answer: &Answer, operation: &Operation) -> Result<(), WrongAnswer> {
    // A response that cannot be sent is found when it is sent.
    let Some((status, headers)) = answer.head() else {
        return Ok(());
    };
    let mut details = Vec::new();
    match find_described(operation.answers, status) {
        None => details.push(detail(
            "status",
            "undocumented",
            "is not described in the document",
        )),
        Some(documented) => {
            check_headers(documented, headers, &mut details);
            if let Some(body) = answer.whole_body() {
                check_body(documented, headers, body, &mut details);
            }
        }
    }
    if details.is_empty() {
        return Ok(());
    }
    Err(WrongAnswer {
        operation: operation.id,
        status,
        details,
    })
}

/// Finds the most specific description of a status.
fn find_described(answers: &'static [Documented], status: u16) -> Option<&'static Documented> {
    [
        Statuses::Code(status),
        Statuses::Class(status / 100),
        Statuses::Other,
    ]
    .into_iter()
    .find_map(|wanted| answers.iter().find(|answer| answer.status == wanted))
}

fn check_headers(documented: &Documented, headers: &HeaderMap, details: &mut Vec<Detail>) {
    for param in documented.headers {
        details.extend(check_header(param, headers));
    }
}

fn check_header(param: &Param, headers: &HeaderMap) -> Vec<Detail> {
    let lines = headers.get_all(param.name).iter();
    let lines: Result<Vec<&str>, _> = lines
        .map(|line| std::str::from_utf8(line.as_bytes()))
        .collect();
    let Ok(lines) = lines else {
        return vec![Detail::of_param(param, "encoding", "must be UTF-8")];
    };
    let styled = Styled {
        name: param.name,
        notation: param.notation,
        schema: &param.schema,
        is_member: &|_| true,
    };
    match styled.read(Raw::Header(&lines)) {
        Ok(Some(value)) => {
            let violations = param.schema.check(&value, Mode::Response).into_iter();
            violations
                .map(|violation| Detail::of_violation(param, violation))
                .collect()
        }
        Ok(None) if param.required => vec![Detail::of_param(param, "required", "is required")],
        Ok(None) => Vec::new(),
        Err(misread) => vec![misread.of_param(param)],
    }
}

fn check_body(
    documented: &Documented,
    headers: &HeaderMap,
    body: &[u8],
    details: &mut Vec<Detail>,
) {
    let Some((media_type, schema)) = documented.content else {
        if !body.is_empty() {
            details.push(detail("", "undocumented", "must be empty"));
        }
        return;
    };
    let sent = headers
        .get(CONTENT_TYPE)
        .and_then(|sent| sent.to_str().ok());
    // A body whose documented media type is a range is sent as octets.
    if !media_type.contains('*') && !sent.is_some_and(|sent| is_within(media_type, sent)) {
        let message = format!("must be {media_type}");
        details.push(Detail::body("header/content-type", "undocumented", message));
    } else if is_json(media_type) {
        check_json(&schema, body, details);
    }
}

fn check_json(schema: &Schema, body: &[u8], details: &mut Vec<Detail>) {
    match serde_json::from_slice(body) {
        Ok(value) => {
            let violations = schema.check(&value, Mode::Response);
            details.extend(violations.into_iter().map(Detail::from));
        }
        Err(_) => details.push(detail("", "malformed", "must be JSON")),
    }
}

fn detail(target: &str, code: &'static str, message: &'static str) -> Detail {
    Detail::body(target, code, message)
}
