//! The value of a parameter as text, before any style is applied.
//!
//! `Serialize` decides the text, so that enums, times and ids are written as they are in bodies.
//! Numbers keep the digits of their type (`1.1` stays `1.1` as `f32`), which is why this is not
//! `serde_json::Value`.

use crate::File;
use serde::ser::{self, Serialize, SerializeMap, SerializeSeq, SerializeStruct};
use std::fmt;

/// A value in the terms of the styles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A text, not encoded.
    Scalar(String),
    /// A number or a boolean, which JSON has without quotes.
    Literal(String),
    /// Items in order.
    List(Vec<Value>),
    /// Members in order.
    Object(Vec<(String, Value)>),
    /// A file, which no style can hold.
    File(File),
}

impl Value {
    /// Takes a value apart by its `Serialize`.
    pub fn new(value: &(impl Serialize + ?Sized)) -> Result<Self, ValueError> {
        value.serialize(ValueSerializer)
    }

    /// The text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Scalar(text) | Self::Literal(text) => Some(text),
            Self::Null | Self::List(_) | Self::Object(_) | Self::File(_) => None,
        }
    }
}

/// The reason why a value has no text.
#[derive(Debug)]
pub struct ValueError(String);

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ValueError {}

impl ser::Error for ValueError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

struct ValueSerializer;

/// The methods of `Serializer` whose text is the `Display` of the value.
macro_rules! scalars {
    ($($method:ident: $type:ty => $variant:ident,)*) => {
        $(fn $method(self, value: $type) -> Result<Value, ValueError> {
            Ok(Value::$variant(value.to_string()))
        })*
    };
}

impl ser::Serializer for ValueSerializer {
    type Ok = Value;
    type Error = ValueError;
    type SerializeSeq = List;
    type SerializeTuple = List;
    type SerializeTupleStruct = List;
    type SerializeTupleVariant = ser::Impossible<Value, ValueError>;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeStructVariant = ser::Impossible<Value, ValueError>;

    scalars! {
        serialize_bool: bool => Literal,
        serialize_i8: i8 => Literal,
        serialize_i16: i16 => Literal,
        serialize_i32: i32 => Literal,
        serialize_i64: i64 => Literal,
        serialize_i128: i128 => Literal,
        serialize_u8: u8 => Literal,
        serialize_u16: u16 => Literal,
        serialize_u32: u32 => Literal,
        serialize_u64: u64 => Literal,
        serialize_u128: u128 => Literal,
        serialize_char: char => Scalar,
        serialize_str: &str => Scalar,
    }

    fn serialize_f32(self, value: f32) -> Result<Value, ValueError> {
        float(value)
    }

    fn serialize_f64(self, value: f64) -> Result<Value, ValueError> {
        float(value)
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, ValueError> {
        Ok(Value::File(File::new(bytes)))
    }

    fn serialize_none(self) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, ValueError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<Value, ValueError> {
        Ok(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<Value, ValueError> {
        Ok(Value::Scalar(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Value, ValueError> {
        if name != File::TOKEN {
            return value.serialize(self);
        }
        let (written, file) = File::caught(|| value.serialize(self));
        file.map_or(written, |file| Ok(Value::File(file)))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, ValueError> {
        Ok(Value::Object(vec![(
            variant.to_owned(),
            Value::new(value)?,
        )]))
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<List, ValueError> {
        Ok(List(Vec::new()))
    }

    fn serialize_tuple(self, len: usize) -> Result<List, ValueError> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_struct(self, _name: &'static str, len: usize) -> Result<List, ValueError> {
        self.serialize_seq(Some(len))
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeTupleVariant, ValueError> {
        Err(ValueError(format!("`{name}` has no text form")))
    }

    fn serialize_map(self, _len: Option<usize>) -> Result<Object, ValueError> {
        Ok(Object::default())
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Object, ValueError> {
        Ok(Object::default())
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        _index: u32,
        _variant: &'static str,
        _len: usize,
    ) -> Result<Self::SerializeStructVariant, ValueError> {
        Err(ValueError(format!("`{name}` has no text form")))
    }
}

/// The digits of an `f32` or `f64`, in its own precision.
fn float<F: fmt::Display + Copy + Into<f64>>(value: F) -> Result<Value, ValueError> {
    if value.into().is_finite() {
        Ok(Value::Literal(value.to_string()))
    } else {
        Err(ValueError(format!("{value} cannot be sent as a number")))
    }
}

/// Collects a [`Value::List`].
struct List(Vec<Value>);

impl SerializeSeq for List {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        self.0.push(Value::new(value)?);
        Ok(())
    }

    fn end(self) -> Result<Value, ValueError> {
        Ok(Value::List(self.0))
    }
}

impl ser::SerializeTuple for List {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Value, ValueError> {
        SerializeSeq::end(self)
    }
}

impl ser::SerializeTupleStruct for List {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Value, ValueError> {
        SerializeSeq::end(self)
    }
}

/// Collects a [`Value::Object`].
#[derive(Default)]
struct Object {
    members: Vec<(String, Value)>,
    key: Option<String>,
}

impl SerializeMap for Object {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), ValueError> {
        match Value::new(key)? {
            Value::Scalar(key) | Value::Literal(key) => {
                self.key = Some(key);
                Ok(())
            }
            _ => Err(ValueError("a member's name must be text".to_owned())),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), ValueError> {
        let key = self
            .key
            .take()
            .ok_or_else(|| ValueError("a member has no name".to_owned()))?;
        self.members.push((key, Value::new(value)?));
        Ok(())
    }

    fn end(self) -> Result<Value, ValueError> {
        Ok(Value::Object(self.members))
    }
}

impl SerializeStruct for Object {
    type Ok = Value;
    type Error = ValueError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), ValueError> {
        self.members.push((key.to_owned(), Value::new(value)?));
        Ok(())
    }

    fn end(self) -> Result<Value, ValueError> {
        Ok(Value::Object(self.members))
    }
}

#[cfg(test)]
mod tests {
    use super::Value;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    enum Size {
        ExtraLarge,
    }

    #[derive(Serialize)]
    struct Point {
        x: f32,
        y: Option<i64>,
    }

    #[track_caller]
    fn check(value: &(impl Serialize + ?Sized), expected: &str) {
        let text = match Value::new(value) {
            Ok(value) => show(&value),
            Err(error) => format!("error: {error}"),
        };
        assert_eq!(text, expected);
    }

    fn show(value: &Value) -> String {
        match value {
            Value::Null => "-".to_owned(),
            Value::Scalar(text) | Value::Literal(text) => format!("{text:?}"),
            Value::File(file) => format!("{file:?}"),
            Value::List(items) => {
                format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(" "))
            }
            Value::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(key, value)| format!("{key}={}", show(value)))
                    .collect();
                format!("{{{}}}", members.join(" "))
            }
        }
    }

    #[test]
    fn values_have_the_text_of_bodies() {
        check("a b", r#""a b""#);
        check(&true, r#""true""#);
        check(&u64::MAX, r#""18446744073709551615""#);
        check(&1.1_f32, r#""1.1""#);
        check(&1.0_f64, r#""1""#);
        check(&'x', r#""x""#);
        check(&Size::ExtraLarge, r#""extraLarge""#);
        check(&None::<i32>, "-");
        check(&Some(5), r#""5""#);
        check(&vec![1, 2], r#"["1" "2"]"#);
        check(&(1, "a"), r#"["1" "a"]"#);
        check(&Point { x: 0.5, y: None }, r#"{x="0.5" y=-}"#);
        check(&BTreeMap::from([(1, vec!["a"])]), r#"{1=["a"]}"#);
    }

    #[test]
    fn a_value_without_text_is_refused() {
        check(&f64::NAN, "error: NaN cannot be sent as a number");
        check(&f32::INFINITY, "error: inf cannot be sent as a number");
        check(
            &BTreeMap::from([(vec![1], 1)]),
            "error: a member's name must be text",
        );
    }
}
