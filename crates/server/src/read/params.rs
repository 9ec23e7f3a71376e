//! The parameters of a request. Undeclared query parameters are ignored, since callers and proxies
//! add some.

use super::object::{self, Member};
use super::style;
use crate::fault::Detail;
use crate::path::Captures;
use crate::percent::{self, BadEncoding};
use crate::query::{self, Pair};
use crate::{Operation, Param, Place};
use graphwright_wire::schema::Mode;
use http::HeaderMap;
use http::request::Parts;
use serde_json::Value;
use std::borrow::Cow;

/// A parameter of an operation, and its value if the request has one.
#[derive(Debug)]
pub(crate) struct ParamValue {
    pub(crate) param: &'static Param,
    pub(crate) value: Option<Value>,
}

/// Reads the parameters in the order of the operation, and adds mistakes to `details`.
///
/// `path_names` are the names of `captures`.
pub(super) fn read_params(
    operation: &'static Operation,
    path_names: &[&str],
    captures: &Captures<'_>,
    parts: &Parts,
    details: &mut Vec<Detail>,
) -> Vec<ParamValue> {
    let pairs = query_pairs(operation, parts, details);
    let mut values = Vec::with_capacity(operation.params.len());
    for param in operation.params {
        let texts = match param.place {
            Place::Path => Ok(path_texts(param, path_names, captures)),
            Place::Query => query_texts(param, &pairs),
            Place::Header => header_texts(param, &parts.headers),
            Place::Cookie => cookie_texts(param, &parts.headers),
        };
        let value = texts
            .and_then(|texts| Ok((texts, find_members(param, operation, &pairs)?)))
            .map_err(|BadEncoding| encoding_details(param))
            .and_then(|(texts, members)| parse_value(param, &texts, members));
        let value = value.unwrap_or_else(|mistakes| {
            details.extend(mistakes);
            None
        });
        values.push(ParamValue { param, value });
    }
    values
}

/// The decoded texts of one parameter, with commas between the items of a list.
type Texts<'r> = Result<Vec<Cow<'r, str>>, BadEncoding>;

fn encoding_details(param: &Param) -> Vec<Detail> {
    vec![Detail::of_param(
        param,
        "encoding",
        "must be percent-encoded UTF-8",
    )]
}

/// Finds the members of an object that is written as several query pairs; empty for any other
/// parameter.
fn find_members<'r>(
    param: &Param,
    operation: &Operation,
    pairs: &[Pair<'r>],
) -> Result<Vec<Member<'r>>, BadEncoding> {
    if param.place == Place::Query && object::is_styled_object(param) {
        object::find_members(param, operation, pairs)
    } else {
        Ok(Vec::new())
    }
}

fn parse_value(
    param: &Param,
    texts: &[Cow<'_, str>],
    members: Vec<Member<'_>>,
) -> Result<Option<Value>, Vec<Detail>> {
    if texts.is_empty() && members.is_empty() {
        let missing = param
            .required
            .then(|| vec![Detail::of_param(param, "required", "is required")]);
        return missing.map_or(Ok(None), Err);
    }
    let value = match texts {
        [] => object::from_members(param, members),
        [text] if object::is_styled_object(param) => object::parse_text(param, text),
        texts => style::parse_texts(param, texts),
    };
    let value = value.map_err(|detail| vec![detail])?;
    let violations = param.schema.check(&value, Mode::Request);
    if violations.is_empty() {
        return Ok(Some(value));
    }
    Err(violations
        .into_iter()
        .map(|violation| Detail::of_violation(param, violation))
        .collect())
}

fn query_pairs<'r>(
    operation: &Operation,
    parts: &'r Parts,
    details: &mut Vec<Detail>,
) -> Vec<Pair<'r>> {
    let Some(query) = parts.uri.query() else {
        return Vec::new();
    };
    if !operation
        .params
        .iter()
        .any(|param| param.place == Place::Query)
    {
        return Vec::new();
    }
    query::pairs(query)
        .collect::<Result<_, _>>()
        .unwrap_or_else(|BadEncoding| {
            details.push(Detail::encoding(Place::Query));
            Vec::new()
        })
}

fn path_texts<'r>(param: &Param, names: &[&str], captures: &Captures<'r>) -> Vec<Cow<'r, str>> {
    let at = names.iter().position(|name| *name == param.name);
    at.and_then(|at| captures.get(at))
        .map(|text| style::path_text(param, text.clone()))
        .into_iter()
        .collect()
}

fn query_texts<'r>(param: &Param, pairs: &[Pair<'r>]) -> Texts<'r> {
    pairs
        .iter()
        .filter(|(name, _)| name == param.name)
        .map(|(_, raw)| style::query_text(param, raw))
        .collect()
}

fn header_texts<'r>(param: &Param, headers: &'r HeaderMap) -> Texts<'r> {
    let text = |value: &'r http::HeaderValue| {
        std::str::from_utf8(value.as_bytes()).map_err(|_| BadEncoding)
    };
    headers
        .get_all(param.name)
        .iter()
        .map(|value| text(value).map(Cow::Borrowed))
        .collect()
}

fn cookie_texts<'r>(param: &Param, headers: &'r HeaderMap) -> Texts<'r> {
    query::find_cookie(headers, param.name)
        .map(percent::decode)
        .into_iter()
        .collect()
}
