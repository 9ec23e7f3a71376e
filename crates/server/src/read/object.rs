//! Objects in parameters (OpenAPI 3.0.3, "Style Examples"), assembled from their members.
//!
//! Text that begins with a brace is JSON in every style, as callers send it for parameters without
//! a style.

use crate::fault::Detail;
use crate::percent::{self, BadEncoding};
use crate::query::Pair;
use crate::strict_json;
use crate::{Operation, Param, Place, Style};
use graphwright_wire::pointer;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// A member: its decoded name and text.
pub(super) type Member<'r> = (Cow<'r, str>, Cow<'r, str>);

/// Returns whether a parameter is an object with a style.
pub(super) fn is_styled_object(param: &Param) -> bool {
    param.style != Style::Json && param.schema.is_object()
}

/// Finds the members of an object that are query pairs: `id[a]=1`, or `a=1` if the object is
/// exploded and no other parameter has the name.
pub(super) fn find_members<'r>(
    param: &Param,
    operation: &Operation,
    pairs: &[Pair<'r>],
) -> Result<Vec<Member<'r>>, BadEncoding> {
    let is_deep = param.style == Style::DeepObject;
    if !is_deep && !param.explode {
        return Ok(Vec::new());
    }
    let is_other_param = |name: &str| {
        let mut others = operation.params.iter();
        others.any(|other| other.place == Place::Query && other.name == name)
    };
    let member_name = |name: &Cow<'r, str>| {
        if is_deep {
            let member = name.strip_prefix(param.name)?.strip_prefix('[')?;
            return member
                .strip_suffix(']')
                .map(|member| member.to_owned().into());
        }
        let is_member = param.schema.member(name).is_some() && !is_other_param(name);
        is_member.then(|| name.clone())
    };
    pairs
        .iter()
        .filter_map(|(name, raw)| Some((member_name(name)?, raw)))
        .map(|(name, raw)| Ok((name, percent::decode_query(raw)?)))
        .collect()
}

/// Parses an object from one text: `a=1,b=2` if it is exploded, `a,1,b,2` otherwise.
pub(super) fn parse_text(param: &Param, text: &str) -> Result<Value, Detail> {
    if text.trim_start().starts_with('{') {
        return strict_json::parse(text.as_bytes())
            .map_err(|error| Detail::of_param(param, error.code, error.message));
    }
    let malformed = || {
        let message = "must be members separated by commas, each a name and a value";
        Detail::of_param(param, "type", message)
    };
    let mut members: Vec<Member<'_>> = Vec::new();
    let mut pieces = text.split(',').filter(|_| !text.is_empty());
    while let Some(piece) = pieces.next() {
        let (name, value) = if param.explode {
            piece.split_once('=').ok_or_else(malformed)?
        } else {
            (piece, pieces.next().ok_or_else(malformed)?)
        };
        members.push((name.into(), value.into()));
    }
    from_members(param, members)
}

/// Assembles an object from its members. A list may have several members of one name.
pub(super) fn from_members(param: &Param, members: Vec<Member<'_>>) -> Result<Value, Detail> {
    let mut object = Map::new();
    for (name, text) in members {
        let value = match param.schema.member(&name) {
            Some(schema) => schema.parse_text(&text).map_err(|mut violation| {
                violation.pointer = pointer::join("", &name) + &violation.pointer;
                Detail::of_violation(param, violation)
            })?,
            None => Value::from(&*text),
        };
        match (object.get_mut(&*name), value) {
            (Some(Value::Array(items)), Value::Array(more)) => items.extend(more),
            (Some(_), _) => {
                let message = "has a member more than once";
                return Err(Detail::of_param(param, "repeated", message));
            }
            (None, value) => {
                object.insert(name.into_owned(), value);
            }
        }
    }
    Ok(Value::Object(object))
}

#[cfg(test)]
mod tests {
    use super::{find_members, from_members, parse_text};
    use crate::{Method, Operation, Param, Schema, Style, query};

    static POINT: Schema = Schema::object().properties(&[
        ("x", Schema::integer()),
        ("tags", Schema::array(&Schema::string())),
        ("top", Schema::integer()),
    ]);
    static POINT_PARAM: Param = Param::query("at", Schema::reference(&POINT));
    static OPERATION: Operation = Operation {
        id: "op",
        method: Method::GET,
        path: "/",
        params: &[POINT_PARAM, Param::query("top", Schema::integer())],
        body: None,
        answers: &[],
        security: &[],
    };

    /// `expected` is JSON, or the code and target of a mistake.
    fn check_query(param: Param, query: &str, expected: &str) {
        let pairs: Vec<_> = query::pairs(query).flatten().collect();
        let members = find_members(&param, &OPERATION, &pairs).expect("well encoded");
        let found = from_members(&param, members);
        let found = found.map_or_else(
            |detail| format!("{} {}", detail.code, detail.target),
            |value| value.to_string(),
        );
        assert_eq!(found, expected, "{query}");
    }

    fn check_text(param: Param, text: &str, expected: &str) {
        let found = parse_text(&param, text);
        let found = found.map_or_else(
            |detail| format!("{} {}", detail.code, detail.target),
            |value| value.to_string(),
        );
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn members_of_the_query() {
        let deep = POINT_PARAM.style(Style::DeepObject);
        check_query(
            deep,
            "at[x]=1&at%5Btags%5D=a&at[tags]=b+c",
            r#"{"x":1,"tags":["a","b c"]}"#,
        );
        check_query(deep, "at[y]=1&x=2&at=3&at[x", r#"{"y":"1"}"#);
        check_query(deep, "at[x]=one", "type query/at/x");
        check_query(deep, "at[x]=1&at[x]=2", "repeated query/at");
        check_query(POINT_PARAM, "x=1&top=2&y=3", r#"{"x":1}"#);
        check_query(POINT_PARAM.explode(false), "x=1", "{}");
    }

    #[test]
    fn one_text() {
        let flat = Param::path("at", Schema::reference(&POINT));
        check_text(flat, "x,1,y,2", r#"{"x":1,"y":"2"}"#);
        check_text(flat, "x,1,y", "type path/at");
        check_text(flat, "", "{}");
        check_text(flat.explode(true), "x=1,y=a=b", r#"{"x":1,"y":"a=b"}"#);
        check_text(flat.explode(true), "x", "type path/at");
        check_text(flat, r#"{"x": 1}"#, r#"{"x":1}"#);
        check_text(flat, "{", "malformed path/at");
    }
}
