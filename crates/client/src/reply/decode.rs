//! Decodes JSON bodies, and locates errors in them.
//!
//! The fast path records no places. Only if it fails is the body read again, as a tree, with the
//! path of each value recorded.

use crate::DecodeError;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};

/// The most members that are left out of an error body before decoding it fails.
const MAX_DROPPED: usize = 16;

/// Decodes a body that must be as documented.
pub(crate) fn json<B: DeserializeOwned>(body: &[u8]) -> Result<B, DecodeError> {
    let body = without_bom(body);
    serde_json::from_slice(body).map_err(|error| match serde_json::from_slice::<Value>(body) {
        Ok(tree) => match locate::<B>(&tree) {
            Err(failure) => DecodeError::new(json_pointer(failure.path()), failure.inner()),
            // A tree passes where the text does not if a member is there twice.
            Ok(_) => DecodeError::new(String::new(), &error),
        },
        Err(syntax) => DecodeError::new(String::new(), &syntax),
    })
}

/// Decodes the absence of a body.
pub(super) fn nothing<B: DeserializeOwned>() -> Result<B, DecodeError> {
    let value = serde_json::from_value(Value::Null);
    value.map_err(|_| DecodeError::new(String::new(), &"the body is empty"))
}

/// Decodes as much of a body as possible: a member that is not as documented is left out, and
/// its error returned.
pub(super) fn json_leniently<B: DeserializeOwned>(
    body: &[u8],
) -> Result<(B, Vec<DecodeError>), DecodeError> {
    let body = without_bom(body);
    if let Ok(value) = serde_json::from_slice(body) {
        return Ok((value, Vec::new()));
    }
    let mut tree: Value =
        serde_json::from_slice(body).map_err(|error| DecodeError::new(String::new(), &error))?;
    let mut dropped = Vec::new();
    loop {
        let failure = match locate::<B>(&tree) {
            Ok(value) => return Ok((value, dropped)),
            Err(failure) => failure,
        };
        let error = DecodeError::new(json_pointer(failure.path()), failure.inner());
        if dropped.len() == MAX_DROPPED || remove(&mut tree, failure.path()).is_none() {
            return Err(error);
        }
        dropped.push(error);
    }
}

/// Decodes a tree, with the path of an error.
fn locate<B: DeserializeOwned>(
    tree: &Value,
) -> Result<B, serde_path_to_error::Error<serde_json::Error>> {
    let mut track = serde_path_to_error::Track::new();
    let deserializer = serde_path_to_error::Deserializer::new(tree, &mut track);
    B::deserialize(deserializer)
        .map_err(|error| serde_path_to_error::Error::new(track.path(), error))
}

/// Removes the member or item at a path from a tree; `None` if there is none.
fn remove(tree: &mut Value, path: &Path) -> Option<Value> {
    let segments: Vec<_> = path.iter().collect();
    let (last, parents) = segments.split_last()?;
    let parent = parents
        .iter()
        .try_fold(tree, |tree, segment| match segment {
            Segment::Map { key } => tree.get_mut(key),
            Segment::Seq { index } => tree.get_mut(index),
            Segment::Enum { .. } | Segment::Unknown => None,
        })?;
    match (last, parent) {
        (Segment::Map { key }, Value::Object(members)) => members.shift_remove(key),
        (Segment::Seq { index }, Value::Array(items)) if *index < items.len() => {
            Some(items.remove(*index))
        }
        _ => None,
    }
}

fn json_pointer(path: &Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        match segment {
            Segment::Map { key } | Segment::Enum { variant: key } => {
                graphwright_wire::pointer::push(&mut pointer, key);
            }
            Segment::Seq { index } => pointer.extend(["/", &index.to_string()]),
            Segment::Unknown => pointer.push_str("/?"),
        }
    }
    pointer
}

/// RFC 8259, section 8.1: a parser may ignore a byte order mark.
fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

#[cfg(test)]
mod tests {
    use super::{json, json_leniently, nothing};
    use serde::Deserialize;

    #[derive(Deserialize, Debug, Default, PartialEq)]
    #[serde(default, deny_unknown_fields)]
    struct Fault {
        code: Option<String>,
        count: Option<u8>,
        inner: Option<Box<Fault>>,
        details: Vec<Fault>,
        need: Option<Need>,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    struct Need {
        this: bool,
    }

    #[track_caller]
    fn check_strict(body: &str, expected: &str) {
        assert_eq!(
            json::<Fault>(body.as_bytes()).unwrap_err().to_string(),
            expected
        );
    }

    #[test]
    fn no_body_is_null_or_an_error_that_says_so() {
        assert_eq!(nothing::<Option<Fault>>().unwrap(), None);
        let error = nothing::<Need>().unwrap_err().to_string();
        assert_eq!(error, "the body is empty");
    }

    #[test]
    fn a_failure_says_where() {
        check_strict(
            r#"{"inner":{"details":[{},{"count":300}]}}"#,
            "at /inner/details/1/count: invalid value: integer `300`, expected u8",
        );
        check_strict(r#"{"need":{}}"#, "at /need: missing field `this`");
        check_strict(
            r#"{"code":"a","#,
            "EOF while parsing a value at line 1 column 12",
        );
        check_strict("", "EOF while parsing a value at line 1 column 0");
        check_strict(
            r#"{"code":"a","code":"b"}"#,
            "duplicate field `code` at line 1 column 18",
        );
        check_strict(
            &"[".repeat(100_000),
            "recursion limit exceeded at line 1 column 128",
        );
        assert_eq!(json::<Fault>(b"\xEF\xBB\xBF{}"), Ok(Fault::default()));
    }

    #[track_caller]
    fn check_lenient(body: &str, expected: &Fault, dropped: &[&str]) {
        let (value, notes) = json_leniently::<Fault>(body.as_bytes()).unwrap();
        assert_eq!(&value, expected);
        assert_eq!(
            notes
                .iter()
                .map(super::DecodeError::path)
                .collect::<Vec<_>>(),
            dropped
        );
    }

    #[test]
    fn a_bad_member_is_left_out() {
        let code = || Some("a".to_owned());
        check_lenient(
            r#"{"code":"a","count":-1}"#,
            &Fault {
                code: code(),
                ..Fault::default()
            },
            &["/count"],
        );
        check_lenient(
            r#"{"code":"a","need":{}}"#,
            &Fault {
                code: code(),
                ..Fault::default()
            },
            &["/need"],
        );
        check_lenient(
            r#"{"details":[{"count":1},7,{"count":"x"}],"code":"a"}"#,
            &Fault {
                code: code(),
                details: vec![
                    Fault {
                        count: Some(1),
                        ..Fault::default()
                    },
                    Fault::default(),
                ],
                ..Fault::default()
            },
            &["/details/1", "/details/1/count"],
        );
    }

    #[test]
    fn what_no_member_explains_is_an_error() {
        assert!(json_leniently::<Fault>(b"<html>").is_err());
        assert!(json_leniently::<Fault>(b"[]").is_ok_and(|(fault, _)| fault == Fault::default()));
        assert!(json_leniently::<Fault>(b"7").is_err());
        assert!(json_leniently::<Need>(br#"{"this":1}"#).is_err());
        let many = format!(r#"{{"details":[{}]}}"#, ["1"; 100].join(","));
        assert!(json_leniently::<Fault>(many.as_bytes()).is_err());
    }
}
