//! Styles of parameters (OpenAPI 3.0.3, "Style Values"): single values and lists, parsed from their
//! texts.
//!
//! Objects are in [`super::object`].

use crate::fault::Detail;
use crate::percent::{self, BadEncoding};
use crate::strict_json;
use crate::{Param, Style};
use serde_json::Value;
use std::borrow::Cow;

/// Parses the value of a parameter from its texts, of which there must be at least one.
pub(super) fn parse_texts(param: &Param, texts: &[Cow<'_, str>]) -> Result<Value, Detail> {
    let mut values = texts.iter().map(|text| parse_text(param, text));
    let first = values.next().unwrap_or(Ok(Value::Null))?;
    if texts.len() == 1 {
        return Ok(first);
    }
    // `ids=1&ids=2`, or a header with several lines: each text is a part of the list.
    let Value::Array(mut items) = first else {
        return Err(Detail::of_param(
            param,
            "repeated",
            "must not be given more than once",
        ));
    };
    for value in values {
        match value? {
            Value::Array(more) => items.extend(more),
            other => items.push(other),
        }
    }
    Ok(Value::Array(items))
}

/// Removes the delimiters of the style from the text of a path parameter.
pub(super) fn path_text<'r>(param: &Param, text: Cow<'r, str>) -> Cow<'r, str> {
    match param.style {
        Style::Label => strip_label(param, &text).into(),
        Style::Matrix => strip_matrix(param, &text).into(),
        _ => text,
    }
}

/// Decodes the text of a query parameter, with commas between the items of a list.
///
/// The delimiter is replaced before decoding, when it still differs from one in an item.
pub(super) fn query_text<'r>(param: &Param, raw: &'r str) -> Result<Cow<'r, str>, BadEncoding> {
    let delimited = match param.style {
        Style::SpaceDelimited if !param.explode => raw.replace("%20", ",").replace('+', ","),
        Style::PipeDelimited if !param.explode => raw
            .replace('|', ",")
            .replace("%7C", ",")
            .replace("%7c", ","),
        _ => return percent::decode_query(raw),
    };
    percent::decode_query(&delimited).map(|text| Cow::Owned(text.into_owned()))
}

fn parse_text(param: &Param, text: &str) -> Result<Value, Detail> {
    if param.style == Style::Json {
        return strict_json::parse(text.as_bytes())
            .map_err(|error| Detail::of_param(param, error.code, error.message));
    }
    param
        .schema
        .parse_text(text)
        .map_err(|violation| Detail::of_violation(param, violation))
}

/// Removes the delimiters of `.1.2` if exploded, and of `.1,2` otherwise.
fn strip_label(param: &Param, text: &str) -> String {
    let text = text.strip_prefix('.').unwrap_or(text);
    if param.explode {
        text.replace('.', ",")
    } else {
        text.to_owned()
    }
}

/// Removes the delimiters of `;id=1;id=2` if exploded, and of `;id=1,2` otherwise.
fn strip_matrix(param: &Param, text: &str) -> String {
    let text = text.strip_prefix(';').unwrap_or(text);
    let value = |pair| match str::split_once(pair, '=') {
        Some((name, value)) if name == param.name => value,
        _ => pair,
    };
    if param.explode {
        text.split(';').map(value).collect::<Vec<_>>().join(",")
    } else {
        value(text).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_texts, path_text, query_text};
    use crate::{Param, Place, Schema, Style};
    use std::borrow::Cow;

    /// `texts` are raw texts of a request; `expected` is JSON, or the code of a mistake.
    fn check(param: Param, texts: &[&'static str], expected: &str) {
        let text = |raw: &&'static str| match param.place {
            Place::Path => path_text(&param, Cow::Borrowed(raw)),
            _ => query_text(&param, raw).expect("well encoded"),
        };
        let texts: Vec<Cow<'_, str>> = texts.iter().map(text).collect();
        let value = parse_texts(&param, &texts);
        let found = value.map_or_else(|detail| detail.code.to_owned(), |value| value.to_string());
        assert_eq!(found, expected, "{texts:?} of {param:?}");
    }

    const WORDS: Schema = Schema::array(&Schema::string());
    const NUMBERS: Schema = Schema::array(&Schema::integer());

    #[test]
    fn lists_of_the_query() {
        let query = Param::query("p", WORDS);
        check(query, &["a", "b c"], r#"["a","b c"]"#);
        check(query.explode(false), &["a,b"], r#"["a","b"]"#);
        check(
            query.style(Style::SpaceDelimited).explode(false),
            &["a%20b+c"],
            r#"["a","b","c"]"#,
        );
        check(
            query.style(Style::PipeDelimited).explode(false),
            &["a|b%7cc"],
            r#"["a","b","c"]"#,
        );
        check(Param::query("p", NUMBERS), &["1", "x"], "type");
        check(query, &[""], "[]");
    }

    #[test]
    fn lists_of_the_path() {
        let path = Param::path("p", NUMBERS);
        check(path, &["1,2"], "[1,2]");
        check(path.style(Style::Label), &[".1,2"], "[1,2]");
        check(path.style(Style::Label).explode(true), &[".1.2"], "[1,2]");
        check(path.style(Style::Matrix), &[";p=1,2"], "[1,2]");
        check(
            path.style(Style::Matrix).explode(true),
            &[";p=1;p=2"],
            "[1,2]",
        );
    }

    #[test]
    fn single_values() {
        check(Param::query("p", Schema::string()), &["a,b"], r#""a,b""#);
        check(Param::query("p", Schema::string()), &["a", "b"], "repeated");
        check(Param::query("p", Schema::boolean()), &["True"], "type");
        check(
            Param::path("p", Schema::integer()).style(Style::Matrix),
            &[";p=7"],
            "7",
        );
        check(
            Param::query("p", Schema::any()).style(Style::Json),
            &["{%22a%22:[1]}"],
            r#"{"a":[1]}"#,
        );
        check(
            Param::query("p", Schema::any()).style(Style::Json),
            &["{"],
            "malformed",
        );
    }
}
