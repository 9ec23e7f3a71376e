//! The parameters of a request. Undeclared query parameters are ignored, since callers and proxies
//! add some.

use super::style::{Raw, Styled};
use crate::fault::Detail;
use crate::path::Captures;
use crate::query::{self, Pair};
use crate::{Operation, Param, Place};
use graphwright_wire::percent::BadEncoding;
use graphwright_wire::schema::Mode;
use http::HeaderMap;
use http::request::Parts;
use serde_json::Value;

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
        let value = read_param(operation, param, path_names, captures, parts, &pairs);
        let value = value.unwrap_or_else(|mistakes| {
            details.extend(mistakes);
            None
        });
        values.push(ParamValue { param, value });
    }
    values
}

fn read_param(
    operation: &'static Operation,
    param: &Param,
    path_names: &[&str],
    captures: &Captures<'_>,
    parts: &Parts,
    pairs: &[Pair<'_>],
) -> Result<Option<Value>, Vec<Detail>> {
    let is_member = |name: &str| {
        let mut others = operation.params.iter();
        param.schema.takes_member(name)
            && !others.any(|other| other.place == Place::Query && other.name == name)
    };
    let styled = Styled {
        name: param.name,
        notation: param.notation,
        schema: &param.schema,
        is_member: &is_member,
    };
    let read = |raw: Raw<'_>| {
        let value = styled.read(raw);
        value.map_err(|misread| vec![misread.of_param(param)])
    };
    let value = match param.place {
        Place::Path => {
            let index = path_names.iter().position(|name| *name == param.name);
            let raw = index.and_then(|index| captures.get(index));
            raw.map_or(Ok(None), |raw| read(Raw::Path(raw)))
        }
        Place::Query => read(Raw::Pairs(pairs)),
        Place::Header => {
            header_lines(param, &parts.headers).and_then(|lines| read(Raw::Header(&lines)))
        }
        Place::Cookie => {
            let raw = query::find_cookie(&parts.headers, param.name);
            raw.map_or(Ok(None), |raw| read(Raw::Cookie(raw)))
        }
    };
    check_value(param, value?)
}

fn check_value(param: &Param, value: Option<Value>) -> Result<Option<Value>, Vec<Detail>> {
    let Some(value) = value else {
        let missing = param
            .required
            .then(|| vec![Detail::of_param(param, "required", "is required")]);
        return missing.map_or(Ok(None), Err);
    };
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

/// The lines of a header, which may be UTF-8 (RFC 9110, section 5.5).
fn header_lines<'h>(param: &Param, headers: &'h HeaderMap) -> Result<Vec<&'h str>, Vec<Detail>> {
    let lines = headers.get_all(param.name).iter();
    let lines = lines.map(|line| std::str::from_utf8(line.as_bytes()));
    lines
        .collect::<Result<_, _>>()
        .map_err(|_| vec![Detail::of_param(param, "encoding", "must be UTF-8")])
}
