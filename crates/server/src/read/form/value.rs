//! The value of a form, whose members are JSON or files.

use graphwright_wire::File;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, IntoDeserializer, Visitor};
use serde_json::{Error, Map, Value};

/// The members of a form, in the order of their first entries.
#[derive(Debug, Default)]
pub(crate) struct Form(pub(super) Vec<(String, Member)>);

/// A member of a form.
#[derive(Debug)]
pub(super) enum Member {
    /// A value without files.
    Json(Value),
    /// One file.
    File(File),
    /// A list of files.
    Files(Vec<File>),
    /// A file that the schema does not mention.
    Ignored,
}

impl Form {
    /// Decodes a type from the members. The error may quote a value.
    pub(crate) fn decode<T: DeserializeOwned>(self) -> Result<T, Error> {
        let is_known = |(_, member): &(String, Member)| !matches!(member, Member::Ignored);
        T::deserialize(MapDeserializer::new(self.0.into_iter().filter(is_known)))
    }

    /// The form as JSON, with an empty text for each file, to be checked by a schema.
    pub(crate) fn outline(&self) -> Value {
        let members = self.0.iter();
        Value::Object(
            members
                .map(|(name, member)| (name.clone(), member.outline()))
                .collect::<Map<_, _>>(),
        )
    }
}

impl Member {
    fn outline(&self) -> Value {
        match self {
            Self::Json(value) => value.clone(),
            Self::File(_) | Self::Ignored => "".into(),
            Self::Files(files) => vec![""; files.len()].into(),
        }
    }
}

impl IntoDeserializer<'_, Error> for Member {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Values are deserialized by the JSON library, files through the slot of the wire crate.
impl<'de> Deserializer<'de> for Member {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Json(value) => value.deserialize_any(visitor),
            Self::File(file) => file.into_deserializer().deserialize_any(visitor),
            Self::Files(files) => {
                let files = files.into_iter().map(Self::File);
                visitor.visit_seq(SeqDeserializer::new(files))
            }
            Self::Ignored => visitor.visit_unit(),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self {
            Self::Json(value) => value.deserialize_option(visitor),
            file => visitor.visit_some(file),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Json(value) => value.deserialize_newtype_struct(name, visitor),
            file => visitor.visit_newtype_struct(file),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self {
            Self::Json(value) => value.deserialize_enum(name, variants, visitor),
            file => file.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
