//! Decodes headers into types of the model.
//!
//! A header is text, and only the type knows what the text should be. So this deserializer gives each
//! type what it asks for: a number, a word, or items between commas (`style: simple`).

use http::HeaderMap;
use serde::de::value::{Error, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// A header as a `T`; `None` if it is absent or does not parse.
pub(crate) fn typed_header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    let text = headers.get(name)?.to_str().ok()?;
    T::deserialize(Text(text.trim())).ok()
}

/// The text of a header, or of one item in it.
#[derive(Clone, Copy)]
struct Text<'a>(&'a str);

/// The methods of `Deserializer` whose value is parsed from its text.
macro_rules! parsed {
    ($($method:ident $visit:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.0.parse().map_err(Error::custom)?)
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(self.0)
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

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let items = self
            .0
            .split(',')
            .map(str::trim)
            .filter(|item| !item.is_empty());
        visitor.visit_seq(SeqDeserializer::new(items.map(Text)))
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Error> for Text<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::typed_header;
    use graphwright_wire::Timestamp;
    use http::{HeaderMap, HeaderValue};
    use serde::Deserialize;
    use serde::de::DeserializeOwned;

    #[derive(Deserialize, Debug, PartialEq)]
    #[serde(rename_all = "kebab-case")]
    enum Level {
        VeryHigh,
    }

    fn read<T: DeserializeOwned>(text: &'static str) -> Option<T> {
        let headers = HeaderMap::from_iter([(http::header::ETAG, HeaderValue::from_static(text))]);
        typed_header(&headers, "ETag")
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
        let time = "2026-01-02T03:04:05Z";
        assert_eq!(
            read::<Timestamp>(time).map(|time| time.to_string()),
            Some(time.to_owned())
        );
        assert_eq!(typed_header::<String>(&HeaderMap::new(), "ETag"), None);
    }
}
