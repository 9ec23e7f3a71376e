//! Writes values of parameters by the document's `style`, `explode` and `allowReserved`.

use super::value::Value;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// The characters that are encoded in a query, a cookie or a form: all but the unreserved characters
/// of RFC 3986, section 2.3.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The characters that are encoded in names of parameters: not `$`, so that `$filter` is readable in
/// logs.
const NAME: &AsciiSet = &COMPONENT.remove(b'$');

/// The characters that are encoded with `allowReserved`: not the reserved characters that a query may
/// hold (RFC 3986, section 3.4), except `&` and `+`, which have another meaning.
const RESERVED: &AsciiSet = &COMPONENT
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// The style of a query parameter; the default is [`QueryStyle::FORM`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryStyle {
    layout: Layout,
    reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Exploded,
    Joined(&'static str),
    Deep,
}

impl QueryStyle {
    /// `style: form, explode: true`: `id=1&id=2`, and each member of an object is a parameter.
    pub const FORM: Self = Self::from_layout(Layout::Exploded);
    /// `style: form, explode: false`: `id=1,2`.
    pub const JOINED: Self = Self::from_layout(Layout::Joined(","));
    /// `style: spaceDelimited, explode: false`: `id=1%202`.
    pub const SPACE: Self = Self::from_layout(Layout::Joined("%20"));
    /// `style: pipeDelimited, explode: false`: `id=1%7C2`.
    pub const PIPE: Self = Self::from_layout(Layout::Joined("%7C"));
    /// `style: deepObject`: `id%5Ba%5D=1`.
    pub const DEEP: Self = Self::from_layout(Layout::Deep);

    const fn from_layout(layout: Layout) -> Self {
        Self {
            layout,
            reserved: false,
        }
    }

    /// `allowReserved: true`: reserved characters are not encoded, except for `#`, `&`, `+`, `[` and
    /// `]`, which a query cannot hold or which have another meaning there.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    fn encode(self, text: &str) -> String {
        let set = if self.reserved { RESERVED } else { COMPONENT };
        Cow::from(utf8_percent_encode(text, set)).into_owned()
    }
}

/// Appends a query parameter, or a member of a form.
pub(super) fn write_query(
    out: &mut String,
    name: &str,
    value: &Value,
    style: QueryStyle,
) -> Result<(), &'static str> {
    match (value, style.layout) {
        (Value::Null, _) => {}
        (Value::Scalar(text) | Value::Literal(text), _) => {
            write_pair(out, name, &style.encode(text));
        }
        (Value::File(_), _) => return Err(FILE),
        (Value::List(items), Layout::Exploded) => {
            for text in scalars(items)? {
                write_pair(out, name, &style.encode(text));
            }
        }
        (Value::Object(members), Layout::Exploded) => {
            for (key, value) in members {
                write_query(out, key, value, style)?;
            }
        }
        (Value::List(items), Layout::Joined(delimiter)) => {
            let items: Vec<_> = scalars(items)?.map(|text| style.encode(text)).collect();
            if !items.is_empty() {
                write_pair(out, name, &items.join(delimiter));
            }
        }
        (Value::Object(members), Layout::Joined(delimiter)) => {
            let texts = member_texts(members)?;
            if !texts.is_empty() {
                let encoded: Vec<_> = texts.into_iter().map(|text| style.encode(text)).collect();
                write_pair(out, name, &encoded.join(delimiter));
            }
        }
        (Value::List(items), Layout::Deep) => {
            for (index, item) in items.iter().enumerate() {
                write_query(out, &format!("{name}[{index}]"), item, style)?;
            }
        }
        (Value::Object(members), Layout::Deep) => {
            for (key, value) in members {
                write_query(out, &format!("{name}[{key}]"), value, style)?;
            }
        }
    }
    Ok(())
}

fn write_pair(out: &mut String, name: &str, encoded: &str) {
    if !out.is_empty() {
        out.push('&');
    }
    out.extend(utf8_percent_encode(name, NAME));
    out.push('=');
    out.push_str(encoded);
}

/// The style of a path parameter; the default is [`PathStyle::SIMPLE`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathStyle {
    layout: PathLayout,
    explode: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PathLayout {
    Simple,
    Label,
    Matrix,
}

impl PathStyle {
    /// `style: simple`: `1,2`.
    pub const SIMPLE: Self = Self {
        layout: PathLayout::Simple,
        explode: false,
    };
    /// `style: label`: `.1.2`.
    pub const LABEL: Self = Self {
        layout: PathLayout::Label,
        explode: false,
    };
    /// `style: matrix`: `;id=1,2`.
    pub const MATRIX: Self = Self {
        layout: PathLayout::Matrix,
        explode: false,
    };

    /// `explode: true`: members as `a=1`, and each item of `matrix` with its name.
    #[must_use]
    pub const fn explode(mut self) -> Self {
        self.explode = true;
        self
    }
}

/// Writes a path parameter.
pub(super) fn path_text(
    name: &str,
    value: &Value,
    style: PathStyle,
) -> Result<String, &'static str> {
    let encode = |text: &str| Cow::from(utf8_percent_encode(text, COMPONENT)).into_owned();
    let explode = style.explode;
    // Most parameters are simple scalars.
    if let (PathLayout::Simple, Some(text)) = (style.layout, value.as_text()) {
        return Ok(encode(text));
    }
    let items: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::Scalar(text) | Value::Literal(text) => vec![encode(text)],
        Value::File(_) => return Err(FILE),
        Value::List(items) => scalars(items)?.map(encode).collect(),
        Value::Object(members) if explode => {
            let mut pairs = Vec::new();
            for (key, text) in member_pairs(members)? {
                pairs.push(format!("{}={}", encode(key), encode(text)));
            }
            pairs
        }
        Value::Object(members) => member_texts(members)?.into_iter().map(encode).collect(),
    };
    if items.iter().all(String::is_empty) {
        return Ok(String::new());
    }
    Ok(match style.layout {
        PathLayout::Simple => items.join(","),
        PathLayout::Label => format!(".{}", items.join(if explode { "." } else { "," })),
        PathLayout::Matrix if explode && matches!(value, Value::Object(_)) => {
            format!(";{}", items.join(";"))
        }
        PathLayout::Matrix => {
            let begin = format!(";{}=", encode(name));
            format!("{begin}{}", items.join(if explode { &begin } else { "," }))
        }
    })
}

/// Writes a header: `style: simple`, not encoded. `None` if there is no value.
pub(super) fn header_text(value: &Value, explode: bool) -> Result<Option<String>, &'static str> {
    Ok(match value {
        Value::Null => None,
        Value::Scalar(text) | Value::Literal(text) => Some(text.clone()),
        Value::File(_) => return Err(FILE),
        Value::List(items) => Some(scalars(items)?.collect::<Vec<_>>().join(",")),
        Value::Object(members) if explode => {
            let pairs = member_pairs(members)?;
            Some(
                pairs
                    .iter()
                    .map(|(key, text)| format!("{key}={text}"))
                    .collect::<Vec<_>>()
                    .join(","),
            )
        }
        Value::Object(members) => Some(member_texts(members)?.join(",")),
    })
}

/// Writes a cookie as `name=value`. `None` if there is no value.
pub(super) fn cookie_text(name: &str, value: &Value) -> Result<Option<String>, &'static str> {
    let mut pairs = String::new();
    write_query(&mut pairs, name, value, QueryStyle::JOINED)?;
    Ok(Some(pairs).filter(|pairs| !pairs.is_empty()))
}

const FILE: &str = "is a file, which this style cannot hold";
const NESTED: &str = "contains lists or objects, which this style cannot hold";

/// The items except for nulls, which must all be scalars.
fn scalars(items: &[Value]) -> Result<impl Iterator<Item = &str>, &'static str> {
    if items
        .iter()
        .any(|item| *item != Value::Null && item.as_text().is_none())
    {
        return Err(NESTED);
    }
    Ok(items.iter().filter_map(Value::as_text))
}

/// The names and values of the members except for nulls, which must all be scalars.
fn member_pairs(members: &[(String, Value)]) -> Result<Vec<(&str, &str)>, &'static str> {
    let mut pairs = Vec::new();
    for (key, value) in members {
        match value.as_text() {
            Some(text) => pairs.push((key.as_str(), text)),
            None if *value == Value::Null => {}
            None => return Err(NESTED),
        }
    }
    Ok(pairs)
}

/// The names and values of the members in turn.
fn member_texts(members: &[(String, Value)]) -> Result<Vec<&str>, &'static str> {
    Ok(member_pairs(members)?
        .into_iter()
        .flat_map(|(key, text)| [key, text])
        .collect())
}

#[cfg(test)]
mod tests {
    use super::{PathStyle, QueryStyle, Value, cookie_text, header_text, path_text, write_query};
    use percent_encoding::percent_decode_str;
    use proptest::prelude::*;
    use serde_json::json;

    /// The three values of the table "Style Examples" of the specification, version 3.0.3.
    fn samples() -> [Value; 3] {
        [
            json!("blue"),
            json!(["blue", "black"]),
            json!({ "R": 100, "G": 200 }),
        ]
        .map(|value| Value::new(&value).unwrap())
    }

    #[track_caller]
    fn check_query(style: QueryStyle, expected: [&str; 3]) {
        let written = samples().map(|value| {
            let mut out = String::new();
            write_query(&mut out, "color", &value, style).unwrap();
            out
        });
        assert_eq!(written, expected);
    }

    #[test]
    fn query_styles_follow_the_table() {
        check_query(
            QueryStyle::FORM,
            ["color=blue", "color=blue&color=black", "R=100&G=200"],
        );
        check_query(
            QueryStyle::JOINED,
            ["color=blue", "color=blue,black", "color=R,100,G,200"],
        );
        check_query(
            QueryStyle::SPACE,
            [
                "color=blue",
                "color=blue%20black",
                "color=R%20100%20G%20200",
            ],
        );
        check_query(
            QueryStyle::PIPE,
            [
                "color=blue",
                "color=blue%7Cblack",
                "color=R%7C100%7CG%7C200",
            ],
        );
        check_query(
            QueryStyle::DEEP,
            [
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black",
                "color%5BR%5D=100&color%5BG%5D=200",
            ],
        );
    }

    #[track_caller]
    fn check_path(style: PathStyle, expected: [&str; 3]) {
        assert_eq!(
            samples().map(|value| path_text("color", &value, style).unwrap()),
            expected
        );
    }

    #[test]
    fn path_styles_follow_the_table() {
        check_path(PathStyle::SIMPLE, ["blue", "blue,black", "R,100,G,200"]);
        check_path(
            PathStyle::SIMPLE.explode(),
            ["blue", "blue,black", "R=100,G=200"],
        );
        check_path(PathStyle::LABEL, [".blue", ".blue,black", ".R,100,G,200"]);
        check_path(
            PathStyle::LABEL.explode(),
            [".blue", ".blue.black", ".R=100.G=200"],
        );
        check_path(
            PathStyle::MATRIX,
            [";color=blue", ";color=blue,black", ";color=R,100,G,200"],
        );
        check_path(
            PathStyle::MATRIX.explode(),
            [";color=blue", ";color=blue;color=black", ";R=100;G=200"],
        );
    }

    #[test]
    fn headers_and_cookies_are_simple() {
        let headers =
            |explode| samples().map(|value| header_text(&value, explode).unwrap().unwrap());
        assert_eq!(headers(false), ["blue", "blue,black", "R,100,G,200"]);
        assert_eq!(headers(true), ["blue", "blue,black", "R=100,G=200"]);
        assert_eq!(
            samples().map(|value| cookie_text("color", &value).unwrap().unwrap()),
            ["color=blue", "color=blue,black", "color=R,100,G,200"]
        );
        assert_eq!(header_text(&Value::Null, false), Ok(None));
        assert_eq!(cookie_text("color", &Value::Null), Ok(None));
    }

    #[test]
    fn a_separator_inside_a_value_is_encoded() {
        let value = Value::new(&["a,b|c d", "é"]).unwrap();
        let mut out = String::new();
        write_query(&mut out, "$select", &value, QueryStyle::JOINED).unwrap();
        assert_eq!(out, "$select=a%2Cb%7Cc%20d,%C3%A9");
    }

    #[test]
    fn reserved_characters_stay_where_a_query_can_hold_them() {
        let mut out = String::new();
        let value = Value::new("a/b?c=d&e+f#g[h]").unwrap();
        write_query(&mut out, "next", &value, QueryStyle::FORM.allow_reserved()).unwrap();
        assert_eq!(out, "next=a/b?c=d%26e%2Bf%23g%5Bh%5D");
    }

    #[test]
    fn a_value_that_a_style_cannot_hold_is_refused() {
        let nested = Value::new(&json!({ "a": [1] })).unwrap();
        let mut out = String::new();
        assert!(write_query(&mut out, "x", &nested, QueryStyle::JOINED).is_err());
        assert!(path_text("x", &nested, PathStyle::SIMPLE).is_err());
        assert!(header_text(&nested, true).is_err());
        write_query(&mut out, "x", &nested, QueryStyle::DEEP).unwrap();
        assert_eq!(out, "x%5Ba%5D%5B0%5D=1");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_query_reads_back(pairs in prop::collection::vec((any::<String>(), any::<String>()), 0..4), reserved: bool) {
            let style = if reserved { QueryStyle::FORM.allow_reserved() } else { QueryStyle::FORM };
            let mut out = String::new();
            for (name, text) in &pairs {
                write_query(&mut out, name, &Value::Scalar(text.clone()), style).unwrap();
            }
            let read: Vec<_> = form_urlencoded::parse(out.as_bytes()).into_owned().collect();
            prop_assert_eq!(read, pairs);
        }

        /// A delimiter inside of an item is distinguished from one between items.
        #[test]
        fn a_joined_list_reads_back(items in prop::collection::vec(any::<String>(), 1..4)) {
            let mut out = String::new();
            write_query(&mut out, "x", &Value::new(&items).unwrap(), QueryStyle::JOINED).unwrap();
            let written = out.strip_prefix("x=").unwrap();
            let read: Vec<_> = written.split(',').map(|item| percent_decode_str(item).decode_utf8().unwrap()).collect();
            prop_assert_eq!(read, items);
        }
    }
}
