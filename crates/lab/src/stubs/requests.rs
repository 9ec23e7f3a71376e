//! The requests of an operation: two that are right, and some that are wrong in one way each.

use super::parts::{Parts, Source};
use super::serialization;
use crate::values::Extent;
use graphwright_ir::{MediaKind, Operation, Param, PathPart, Place};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A request, as the program is given it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Request {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// What is right or wrong about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// It has what must be there.
    Least,
    /// It has all that may be there.
    More,
    WrongMethod,
    BadParameter,
    MissingParameter,
    NotJson,
    WrongMediaType,
    MissingBody,
}

impl Kind {
    /// The status that it must get.
    pub(super) fn status(self) -> u16 {
        match self {
            Self::Least | Self::More => 501,
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

/// What no schema but that of a text fits.
const BAD: &str = "no such thing!";

/// Makes the requests of a document's operations.
pub(super) struct Requests<'d> {
    pub source: Source<'d>,
    /// What every path begins with.
    pub base_path: String,
    /// The operations for which no right request can be made, by reason.
    pub unmade: BTreeMap<&'static str, Vec<String>>,
}

impl Requests<'_> {
    /// Every request of an operation; none where no right one can be made, since a wrong one is a
    /// right one with one thing changed.
    pub(super) fn of(&mut self, operation: &Operation) -> Vec<Case> {
        let least = match self.source.parts(operation, Extent::Least) {
            Ok(least) => least,
            Err(why) => {
                let unmade = self.unmade.entry(why).or_default();
                unmade.push(operation.id.clone());
                return Vec::new();
            }
        };
        let mut requests = vec![(Kind::Least, self.request(operation, &least))];
        // What may be there may be what nothing can be made for.
        if let Ok(more) = self.source.parts(operation, Extent::More) {
            requests.push((Kind::More, self.request(operation, &more)));
        }
        let right = self.request(operation, &least);
        let wrong_method = Request {
            method: "BREW".to_owned(),
            ..right.clone()
        };
        requests.push((Kind::WrongMethod, wrong_method));
        // A request that lacks what tells the operation from another of its path is one of that.
        if operation.marks.is_empty() {
            requests.extend(self.wrong_params(operation, &least));
            requests.extend(wrong_bodies(operation, &right));
        }
        let case = |(kind, request)| Case {
            operation: operation.id.clone(),
            kind,
            request,
        };
        requests.into_iter().map(case).collect()
    }

    /// One parameter with a bad value, and one that must be there left out.
    fn wrong_params<'o>(
        &mut self,
        operation: &'o Operation,
        right: &Parts<'o>,
    ) -> Vec<(Kind, Request)> {
        let mut requests = Vec::new();
        let narrow = |param: &&Param| self.source.refuses(operation, param, BAD);
        if let Some(param) = operation.params.iter().find(narrow) {
            let mut parts = right.without(param);
            parts.params.push((param, json!(BAD)));
            requests.push((Kind::BadParameter, self.request(operation, &parts)));
        }
        let needed = |param: &&Param| param.required && param.place != Place::Path;
        if let Some(param) = operation.params.iter().find(needed) {
            let parts = right.without(param);
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
                        serialization::in_header(param, value),
                    ));
                }
                Place::Cookie => cookies.extend(pairs()),
            }
        }
        if !cookies.is_empty() {
            let cookies = serialization::query(&cookies).replace('&', "; ");
            headers.push(("cookie".to_owned(), cookies));
        }
        if let Some(body) = &parts.body {
            headers.push((CONTENT_TYPE.to_owned(), body.media_type.clone()));
        }
        let path = path(operation, &parts.params);
        let base_path = operation.own_base_path().unwrap_or(&self.base_path);
        let base_path = base_path.trim_end_matches('/');
        let query = match serialization::query(&query) {
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

/// Requests whose bodies are wrong. A media type with a wildcard takes bodies of other types than can
/// be told here.
fn wrong_bodies(operation: &Operation, right: &Request) -> Vec<(Kind, Request)> {
    let Some(body) = &operation.body else {
        return Vec::new();
    };
    let with = |sent: Option<(&str, &str)>| {
        let mut request = right.clone();
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
        let json = |kind| kind == MediaKind::Json;
        if let Some(json) = body.content.iter().find(|content| json(content.kind)) {
            let broken = with(Some((&json.media_type, "{\"a\": ")));
            requests.push((Kind::NotJson, broken));
        }
        let other = with(Some(("application/x-nothing", "a")));
        requests.push((Kind::WrongMediaType, other));
    }
    if body.required {
        requests.push((Kind::MissingBody, with(None)));
    }
    requests
}

/// The path with its parameters.
fn path(operation: &Operation, params: &[(&Param, Value)]) -> String {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => serialization::encoded(text),
        PathPart::Param(index) => {
            let wanted = operation.params.get(index.0);
            let found = params
                .iter()
                .find(|(param, _)| wanted.is_some_and(|wanted| std::ptr::eq(*param, wanted)));
            found
                .map(|(param, value)| serialization::in_path(param, value))
                .unwrap_or_default()
        }
    };
    let segment =
        |parts: &Vec<PathPart>| format!("/{}", parts.iter().map(part).collect::<String>());
    let sent: String = operation.path.segments.iter().map(segment).collect();
    let routed = operation.path.routed();
    let aside = routed.get(operation.path.sent().len()..);
    sent + &serialization::encoded(aside.unwrap_or_default())
}
