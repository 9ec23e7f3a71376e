//! Headers of responses, as types of the model.
//!
//! A header is text, and only the type knows what the text should be. So the deserializer gives each
//! type what it asks for: a number, a word, the items of a list or the members of an object, as the
//! [`Notation`] of the header separates them.

use graphwright_wire::style::{Mistake, Notation, Shape, Style, Value};
use http::HeaderMap;
use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use std::fmt;
use std::marker::PhantomData;

/// A header of responses: its name, its type, and how its value is written.
///
/// ```
/// use graphwright_client::{HeaderMap, Notation, ResponseHeader};
///
/// const SIZES: ResponseHeader<Vec<u32>> = ResponseHeader::new("X-Sizes", Notation::SIMPLE);
///
/// let mut headers = HeaderMap::new();
/// headers.insert("x-sizes", "1, 2".parse()?);
/// assert_eq!(SIZES.read(&headers)?, Some(vec![1, 2]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct ResponseHeader<T> {
    name: &'static str,
    notation: Notation,
    value: PhantomData<fn() -> T>,
}

impl<T> ResponseHeader<T> {
    /// Describes a header.
    pub const fn new(name: &'static str, notation: Notation) -> Self {
        Self {
            name,
            notation,
            value: PhantomData,
        }
    }

    /// The name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: DeserializeOwned> ResponseHeader<T> {
    /// Reads the header, for example of [`Full::headers`](crate::Full::headers) or
    /// [`Error::headers`](crate::Error::headers); `None` if it is absent. Several lines are one list.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, HeaderError> {
        read(headers, self.name, self.notation).map_err(|error| HeaderError {
            name: self.name,
            reason: error.to_string(),
        })
    }
}

impl<T> Clone for ResponseHeader<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ResponseHeader<T> {}

impl<T> fmt::Debug for ResponseHeader<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ResponseHeader").field(&self.name).finish()
    }
}

/// A header that is not what its description says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderError {
    name: &'static str,
    reason: String,
}

impl HeaderError {
    /// The name of the header.
    pub fn name(&self) -> &str {
        self.name
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, reason } = self;
        write!(f, "the header {name} is not as described: {reason}")
    }
}

impl std::error::Error for HeaderError {}

/// Reads a header as a `T`; `None` if it is absent or does not parse.
pub(crate) fn typed_header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    // `Set-Cookie` is the header whose lines cannot be joined (RFC 9110, section 5.3).
    let notation = if name.eq_ignore_ascii_case(http::header::SET_COOKIE.as_str()) {
        Notation::LINES
    } else {
        Notation::SIMPLE
    };
    read(headers, name, notation).ok()?
}

fn read<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &str,
    notation: Notation,
) -> Result<Option<T>, Error> {
    let lines = headers.get_all(name).iter();
    let lines = lines.map(|line| std::str::from_utf8(line.as_bytes()));
    let lines: Vec<&str> = lines
        .collect::<Result<_, _>>()
        .map_err(|_| Error::custom("it is not UTF-8"))?;
    match (notation.style, lines.as_slice()) {
        (_, []) => Ok(None),
        (Style::Json, lines) => serde_json::from_str(&lines.join(",")).map_err(Error::custom),
        (_, lines) => T::deserialize(Lines { lines, notation }).map(Some),
    }
}

/// The lines of a header.
#[derive(Clone, Copy)]
struct Lines<'a> {
    lines: &'a [&'a str],
    notation: Notation,
}

impl Lines<'_> {
    fn value(self, shape: Shape<'_>) -> Result<Value, Error> {
        let value = self.notation.read_header(shape, self.lines);
        value
            .map_err(|mistake| Error::custom(explain(mistake)))
            .map(|value| value.unwrap_or(Value::Null))
    }

    fn text(self) -> Result<String, Error> {
        match self.value(Shape::Scalar)? {
            Value::Scalar(text) => Ok(text),
            _ => Ok(String::new()),
        }
    }
}

fn explain(mistake: Mistake) -> &'static str {
    match mistake {
        Mistake::Repeated => "it is there more than once",
        Mistake::Unpaired => "it has a member without a value",
        Mistake::Encoding | Mistake::TooDeep => "its value cannot be read",
    }
}

/// The methods of `Deserializer` that the text of a header answers.
macro_rules! by_text {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            Text(self.text()?).$method(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Lines<'_> {
    type Error = Error;

    by_text! {
        deserialize_any deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_i128 deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_identifier deserialize_ignored_any
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Text(self.text()?).deserialize_enum(name, variants, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value(Shape::List)? {
            Value::List(items) => {
                visitor.visit_seq(SeqDeserializer::new(items.iter().map(Text::of)))
            }
            _ => Err(Error::custom("it is no list")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value(Shape::Object(&|_| true))? {
            Value::Object(members) => {
                let members = members.iter();
                let members = members.map(|(name, value)| (name.as_str(), Text::of(value)));
                visitor.visit_map(MapDeserializer::new(members))
            }
            _ => Err(Error::custom("it is no object")),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

/// The text of a header, or of one item in it.
struct Text(String);

impl Text {
    fn of(value: &Value) -> Self {
        Self(value.as_text().unwrap_or_default().to_owned())
    }
}

/// The methods of `Deserializer` whose value is parsed from its text.
macro_rules! parsed {
    ($($method:ident $visit:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.0.parse().map_err(Error::custom)?)
        })*
    };
}

impl<'de> Deserializer<'de> for Text {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_string(self.0)
    }

    parsed! {
        deserialize_bool visit_bool,
        deserialize_i8 visit_i8,
        deserialize_i16 visit_i16,
        deserialize_i32 visit_i32,
        deserialize_i64 visit_i64,
        deserialize_u8 visit_u8,
        deserialize_u16 visit_u16,
        deserialize_u32 visit_u32,
        deserialize_u64 visit_u64,
        deserialize_f32 visit_f32,
        deserialize_f64 visit_f64,
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(self.0.into_deserializer())
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Text {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{ResponseHeader, typed_header};
    use graphwright_wire::Timestamp;
    use graphwright_wire::style::Notation;
    use http::{HeaderMap, HeaderName, HeaderValue};
    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use std::collections::BTreeMap;

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "kebab-case")]
    enum Level {
        VeryHigh,
    }

    #[derive(Deserialize, Debug, PartialEq)]
    struct Limit {
        left: u32,
        unit: Option<String>,
    }

    fn headers(name: &HeaderName, lines: &[&'static str]) -> HeaderMap {
        let lines = lines.iter().map(|line| {
            let line = HeaderValue::from_bytes(line.as_bytes());
            (name.clone(), line.expect("a header"))
        });
        let mut headers = HeaderMap::new();
        for (name, line) in lines {
            headers.append(name, line);
        }
        headers
    }

    fn read<T: DeserializeOwned>(text: &'static str) -> Option<T> {
        typed_header(&headers(&http::header::ETAG, &[text]), "ETag")
    }

    #[test]
    fn a_header_reads_as_what_is_asked() {
        assert_eq!(read(r#"W/"1""#), Some(r#"W/"1""#.to_owned()));
        assert_eq!(read(" 42 "), Some(42_u64));
        assert_eq!(read::<u64>("-1"), None);
        assert_eq!(read("2.128"), Some(2.128_f64));
        assert_eq!(read("true"), Some(true));
        assert_eq!(read("1, 2,3"), Some(vec![1_i32, 2, 3]));
        assert_eq!(read(""), Some(Vec::<String>::new()));
        assert_eq!(read("very-high"), Some(Level::VeryHigh));
        assert_eq!(read("x"), Some(Some("x".to_owned())));
        assert_eq!(read("Müller"), Some("Müller".to_owned()));
        let time = "2026-01-02T03:04:05Z";
        assert_eq!(
            read::<Timestamp>(time).map(|time| time.to_string()),
            Some(time.to_owned())
        );
        assert_eq!(typed_header::<String>(&HeaderMap::new(), "ETag"), None);
    }

    #[test]
    fn several_lines_are_one_list_except_for_cookies() {
        let tags = headers(&http::header::VARY, &["a, b", "c"]);
        let all: Option<Vec<String>> = typed_header(&tags, "vary");
        assert_eq!(all, Some(["a", "b", "c"].map(str::to_owned).to_vec()));
        assert_eq!(typed_header::<String>(&tags, "vary"), None);
        let dated = "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT";
        let cookies = headers(&http::header::SET_COOKIE, &[dated, "b=2"]);
        let all: Option<Vec<String>> = typed_header(&cookies, "Set-Cookie");
        assert_eq!(all, Some([dated, "b=2"].map(str::to_owned).to_vec()));
        let first: Option<String> = typed_header(&cookies, "Set-Cookie");
        assert_eq!(first.as_deref(), Some(dated));
    }

    fn described<T: DeserializeOwned>(
        notation: Notation,
        text: &'static str,
    ) -> Result<Option<T>, String> {
        let headers = headers(&http::header::AGE, &[text]);
        let read = ResponseHeader::new("Age", notation).read(&headers);
        read.map_err(|error| error.to_string())
    }

    #[test]
    fn a_described_header_is_read_in_its_style() {
        let limit = || {
            Ok(Some(Limit {
                left: 3,
                unit: Some("day".to_owned()),
            }))
        };
        let simple = Notation::SIMPLE;
        assert_eq!(described(simple, "left,3,unit,day"), limit());
        assert_eq!(described(simple.explode(), "left=3, unit=day"), limit());
        let json = r#"{"left":3,"unit":"day"}"#;
        assert_eq!(described(Notation::JSON, json), limit());
        let map = BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]);
        assert_eq!(described(simple.explode(), "a=1,b=2"), Ok(Some(map)));
        assert_eq!(
            described::<Limit>(simple, "left"),
            Err("the header Age is not as described: it has a member without a value".to_owned())
        );
        let absent = ResponseHeader::<u32>::new("Age", simple).read(&HeaderMap::new());
        assert_eq!(absent, Ok(None));
    }
}
