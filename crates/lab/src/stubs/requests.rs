//! The requests of an operation: two that are valid, and some that are invalid in one way each.

use super::parts::{Parts, Source};
use super::serialization;
use crate::values::Extent;
use graphwright_ir::{MediaKind, Operation, Param, PathPart, Place};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A request, as the program reads it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Request {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// A kind of request, valid or invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// It has the required parts only.
    #[serde(rename = "least")]
    Minimal,
    /// It has the optional parts too.
    #[serde(rename = "more")]
    Maximal,
    WrongMethod,
    BadParameter,
    MissingParameter,
    NotJson,
    WrongMediaType,
    MissingBody,
}

impl Kind {
    /// The name in a table, which is that in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Minimal => "least",
            Self::Maximal => "more",
            Self::WrongMethod => "wrong-method",
            Self::BadParameter => "bad-parameter",
            Self::MissingParameter => "missing-parameter",
            Self::NotJson => "not-json",
            Self::WrongMediaType => "wrong-media-type",
            Self::MissingBody => "missing-body",
        }
    }

    /// The expected status.
    pub(super) fn status(self) -> u16 {
        match self {
            Self::Minimal | Self::Maximal => 501,
            Self::WrongMethod => 405,
            Self::WrongMediaType => 415,
            Self::BadParameter | Self::MissingParameter | Self::NotJson | Self::MissingBody => 400,
        }
    }
}

/// A request to try.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// The id of the operation.
    pub operation: String,
    pub kind: Kind,
    pub request: Request,
}

/// A value that fits only the schemas of texts.
const BAD_VALUE: &str = "no such thing!";

/// Builds the requests of a document's operations.
pub(super) struct Requests<'d> {
    pub source: Source<'d>,
    /// The prefix of every path.
    pub base_path: String,
    /// The operations without a valid request, by reason.
    pub untried: BTreeMap<&'static str, Vec<String>>,
}

impl Requests<'_> {
    /// Builds the requests of an operation. Without a valid one there are none, since an invalid request is a valid one
    /// with one thing changed.
    pub(super) fn build(&mut self, operation: &Operation) -> Vec<Case> {
        let minimal = match self.source.parts(operation, Extent::Minimal) {
            Ok(parts) => parts,
            Err(why) => {
                let untried = self.untried.entry(why).or_default();
                untried.push(operation.id.clone());
                return Vec::new();
            }
        };
        let mut requests = vec![(Kind::Minimal, self.request(operation, &minimal))];
        // There may be no value for an optional part.
        if let Ok(maximal) = self.source.parts(operation, Extent::Maximal) {
            requests.push((Kind::Maximal, self.request(operation, &maximal)));
        }
        let valid = self.request(operation, &minimal);
        let wrong_method = Request {
            method: "BREW".to_owned(),
            ..valid.clone()
        };
        requests.push((Kind::WrongMethod, wrong_method));
        // A request without the discriminator of its operation is a request of another operation of the path.
        if operation.marks.is_empty() {
            requests.extend(self.invalid_params(operation, &minimal));
            requests.extend(invalid_bodies(operation, &valid));
        }
        let case = |(kind, request)| Case {
            operation: operation.id.clone(),
            kind,
            request,
        };
        requests.into_iter().map(case).collect()
    }

    /// Requests with a bad value of a parameter, and without a required one.
    fn invalid_params<'o>(
        &mut self,
        operation: &'o Operation,
        valid: &Parts<'o>,
    ) -> Vec<(Kind, Request)> {
        let mut requests = Vec::new();
        let rejects = |param: &&Param| self.source.rejects(operation, param, BAD_VALUE);
        if let Some(param) = operation.params.iter().find(rejects) {
            let mut parts = valid.without(param);
            parts.params.push((param, json!(BAD_VALUE)));
            requests.push((Kind::BadParameter, self.request(operation, &parts)));
        }
        let is_required = |param: &&Param| param.required && param.place != Place::Path;
        if let Some(param) = operation.params.iter().find(is_required) {
            let parts = valid.without(param);
            requests.push((Kind::MissingParameter, self.request(operation, &parts)));
        }
        requests
    }

    fn request(&self, operation: &Operation, parts: &Parts<'_>) -> Request {
        let (mut query, mut headers, mut cookies) = (Vec::new(), Vec::new(), Vec::new());
        for (param, value) in &parts.params {
            let pairs = || serialization::pairs(&param.wire, param.style, param.explode, value);
            match param.place {
                Place::Path => {}
                Place::Query => query.extend(pairs()),
                Place::Header => {
                    headers.push((
                        param.wire.to_lowercase(),
                        serialization::header_value(param, value),
                    ));
                }
                Place::Cookie => cookies.extend(pairs()),
            }
        }
        if !cookies.is_empty() {
            let cookies = serialization::join_pairs(&cookies).replace('&', "; ");
            headers.push(("cookie".to_owned(), cookies));
        }
        if let Some(body) = &parts.body {
            headers.push((CONTENT_TYPE.to_owned(), body.media_type.clone()));
        }
        let path = fill_path(operation, &parts.params);
        let base_path = operation.own_base_path().unwrap_or(&self.base_path);
        let base_path = base_path.trim_end_matches('/');
        let query = match serialization::join_pairs(&query) {
            none if none.is_empty() => none,
            query => format!("?{query}"),
        };
        Request {
            method: operation.method.as_str().to_owned(),
            target: format!("{base_path}{path}{query}"),
            headers,
            body: parts.body.as_ref().map(|body| body.text.clone()),
        }
    }
}

const CONTENT_TYPE: &str = "content-type";

/// Requests with an invalid body. A media type with a wildcard accepts bodies of unknown types, so that there are none for
/// it.
fn invalid_bodies(operation: &Operation, valid: &Request) -> Vec<(Kind, Request)> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let with_body = |sent: Option<(&str, &str)>| {
        let mut request = valid.clone();
        request.headers.retain(|(name, _)| name != CONTENT_TYPE);
        if let Some((media_type, _)) = sent {
            let header = (CONTENT_TYPE.to_owned(), media_type.to_owned());
            request.headers.push(header);
        }
        request.body = sent.map(|(_, text)| text.to_owned());
        request
    };
    let mut requests = Vec::new();
    if !body
        .content
        .iter()
        .any(|content| content.media_type.contains('*'))
    {
        let is_json = |kind| kind == MediaKind::Json;
        if let Some(json) = body.content.iter().find(|one| is_json(one.kind)) {
            let broken = with_body(Some((&json.media_type, "{\"a\": ")));
            requests.push((Kind::NotJson, broken));
        }
        let other = with_body(Some(("application/x-nothing", "a")));
        requests.push((Kind::WrongMediaType, other));
    }
    if body.required {
        requests.push((Kind::MissingBody, with_body(None)));
    }
    requests
}

/// The path with the values of its parameters.
fn fill_path(operation: &Operation, params: &[(&Param, Value)]) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => serialization::percent_encode(text),
        PathPart::Param(index) => {
            let declared = operation.params.get(index.0);
            let found = params
                .iter()
                .find(|(param, _)| declared.is_some_and(|declared| std::ptr::eq(*param, declared)));
            found
                .map(|(param, value)| serialization::path_value(param, value))
                .unwrap_or_default()
        }
    };
    let segment =
        |parts: &Vec<PathPart>| format!("/{}", parts.iter().map(part).collect::<String>());
    let sent: String = operation.path.segments.iter().map(segment).collect();
    let routed = operation.path.routed();
    // Some routes have a suffix that no client sends, to be distinguished from another operation.
    let suffix = routed.get(operation.path.sent().len()..);
    sent + &serialization::percent_encode(suffix.unwrap_or_default())
}
