//! Styles of parameters (OAS 3.0.3, "Style Values"): from the texts that came to one value.
//!
//! Single values and lists are read here; objects, which are members, in [`super::object`].

use crate::fault::Detail;
use crate::percent::{self, BadEncoding};
use crate::strict_json as json;
use crate::{Param, Style};
use serde_json::Value;
use std::borrow::Cow;

/// The value of a parameter that came with these texts, of which there is at least one.
pub(super) fn parse(param: &Param, texts: &[Cow<'_, str>]) -> Result<Value, Detail> {
    let mut values = texts.iter().map(|text| parse_one(param, text));
    let first = values.next().unwrap_or(Ok(Value::Null))?;
    if texts.len() == 1 {
        return Ok(first);
    }
    // `ids=1&ids=2`, or a header on several lines: each text is a part of the list.
    let Value::Array(mut items) = first else {
        return Err(Detail::of(
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

/// The text of a path parameter without the marks of its style.
pub(super) fn path_text<'r>(param: &Param, text: Cow<'r, str>) -> Cow<'r, str> {
    match param.style {
        Style::Label => label(param, &text).into(),
        Style::Matrix => matrix(param, &text).into(),
        _ => text,
    }
}

/// The decoded text of a query parameter, with commas between the items of a list.
///
/// The delimiter is looked for before decoding, where it still differs from one in an item.
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

fn parse_one(param: &Param, text: &str) -> Result<Value, Detail> {
    if param.style == Style::Json {
        return json::parse(text.as_bytes())
            .map_err(|error| Detail::of(param, error.code, error.message));
    }
    param
        .schema
        .parse_text(text)
        .map_err(|violation| Detail::in_param(param, violation))
}

/// `.1.2` exploded, `.1,2` otherwise.
fn label(param: &Param, text: &str) -> String {
    let text = text.strip_prefix('.').unwrap_or(text);
    if param.explode {
        text.replace('.', ",")
    } else {
        text.to_owned()
    }
}

/// `;id=1;id=2` exploded, `;id=1,2` otherwise.
fn matrix(param: &Param, text: &str) -> String {
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
    use super::{parse, path_text, query_text};
    use crate::{Param, Place, Schema, Style};
    use std::borrow::Cow;

    /// `texts` are as they stand in the request; `expected` is JSON, or the code of what is wrong.
    fn check(param: Param, texts: &[&'static str], expected: &str) {
        let text = |raw: &&'static str| match param.place {
            Place::Path => path_text(&param, Cow::Borrowed(raw)),
            _ => query_text(&param, raw).expect("well encoded"),
        };
        let texts: Vec<Cow<'_, str>> = texts.iter().map(text).collect();
        let value = parse(&param, &texts);
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
