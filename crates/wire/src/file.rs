//! Files: parts of forms whose bytes travel as they are (RFC 7578).
//!
//! A file is never text and never base64. It passes through serde as a struct called
//! [`File::TOKEN`], by which the runtimes know it on its way into a form and out of one; they hold
//! it in memory. JSON has no place for it, and no document asks for one there.

use serde::de::value::MapDeserializer;
use serde::de::{self, Deserialize, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A file in a form: its bytes, and what is said of them.
///
/// ```
/// use graphwright_wire::File;
///
/// let photo = File::from(vec![0xff, 0xd8]).name("me.jpg").media_type("image/jpeg");
/// assert_eq!(photo.bytes.len(), 2);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct File {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The file's name. It comes from whoever sent the file, may be a path to anywhere and is not
    /// fit to be one.
    pub name: Option<String>,
    /// The media type that the sender takes it for, for example `image/png`.
    pub media_type: Option<String>,
}

impl File {
    /// What a file is called on its way through serde.
    pub const TOKEN: &'static str = "$graphwright::File";

    /// A file of these bytes, without name and media type.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            bytes: bytes.into(),
            ..Self::default()
        }
    }

    /// Sets the name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

/// Shows how many bytes there are: they may be many, and they may be private.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("bytes", &self.bytes.len())
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .finish()
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for File {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl<const N: usize> From<&[u8; N]> for File {
    fn from(bytes: &[u8; N]) -> Self {
        Self::new(bytes)
    }
}

impl From<String> for File {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&str> for File {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

const NAME: &str = "name";
const MEDIA_TYPE: &str = "mediaType";
const BYTES: &str = "bytes";

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_struct(Self::TOKEN, 3)?;
        file.serialize_field(NAME, &self.name)?;
        file.serialize_field(MEDIA_TYPE, &self.media_type)?;
        file.serialize_field(BYTES, &Raw(&self.bytes))?;
        file.end()
    }
}

/// Bytes as serde's bytes rather than as a list of numbers.
struct Raw<'a>(&'a [u8]);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// Reads what [`Serialize`] writes, and text as the file that holds it: a part of a form without a
/// file name is both.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FileVisitor)
    }
}

struct FileVisitor;

impl<'de> Visitor<'de> for FileVisitor {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<File, E> {
        Ok(text.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<File, A::Error> {
        let mut file = File::default();
        while let Some(key) = members.next_key::<String>()? {
            match key.as_str() {
                NAME => file.name = members.next_value()?,
                MEDIA_TYPE => file.media_type = members.next_value()?,
                BYTES => file.bytes = members.next_value::<Buffer>()?.0,
                _ => return Err(de::Error::custom("a file has no such member")),
            }
        }
        Ok(file)
    }
}

/// Bytes, taken over where that can be.
struct Buffer(Vec<u8>);

impl<'de> Deserialize<'de> for Buffer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(BufferVisitor)
    }
}

struct BufferVisitor;

impl<'de> Visitor<'de> for BufferVisitor {
    type Value = Buffer;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Buffer, E> {
        Ok(Buffer(bytes.to_vec()))
    }

    fn visit_byte_buf<E: de::Error>(self, bytes: Vec<u8>) -> Result<Buffer, E> {
        Ok(Buffer(bytes))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut numbers: A) -> Result<Buffer, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = numbers.next_element()? {
            bytes.push(byte);
        }
        Ok(Buffer(bytes))
    }
}

/// A file as what a type can be read from, without a copy of its bytes.
impl<'de, E: de::Error> IntoDeserializer<'de, E> for File {
    type Deserializer = MapDeserializer<'de, std::vec::IntoIter<(&'static str, Part<E>)>, E>;

    fn into_deserializer(self) -> Self::Deserializer {
        let text = |key, text: Option<String>| Some((key, Part(Of::Text(text?), PhantomData)));
        let parts = [
            text(NAME, self.name),
            text(MEDIA_TYPE, self.media_type),
            Some((BYTES, Part(Of::Bytes(self.bytes), PhantomData))),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        MapDeserializer::new(parts.into_iter())
    }
}

/// A member of a file that is being read from.
#[derive(Debug)]
pub struct Part<E>(Of, PhantomData<E>);

#[derive(Debug)]
enum Of {
    Text(String),
    Bytes(Vec<u8>),
}

impl<E: de::Error> IntoDeserializer<'_, E> for Part<E> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, E: de::Error> Deserializer<'de> for Part<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.0 {
            Of::Text(text) => visitor.visit_string(text),
            Of::Bytes(bytes) => visitor.visit_byte_buf(bytes),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        visitor.visit_some(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::File;
    use crate::json;
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::Error;

    #[test]
    fn passes_through_serde() {
        let files = [
            File::new([0, 159, 255])
                .name("a\"b.png")
                .media_type("image/png"),
            File::default(),
        ];
        for file in files {
            let deserializer: <File as IntoDeserializer<'_, Error>>::Deserializer =
                file.clone().into_deserializer();
            assert_eq!(File::deserialize(deserializer), Ok(file.clone()));
            let text = json::to_string(&file).unwrap();
            assert_eq!(json::from_str::<File>(&text).unwrap(), file);
        }
        let text: File = json::from_str("\"plain\"").unwrap();
        assert_eq!(text, File::from("plain"));
        assert!(json::from_str::<File>("7").is_err());
        assert!(json::from_str::<File>(r#"{"size":7}"#).is_err());
    }

    #[test]
    fn shows_no_bytes() {
        let file = File::new("hunter2").name("keys");
        let shown = format!("{file:?}");
        assert_eq!(
            shown,
            r#"File { bytes: 7, name: Some("keys"), media_type: None }"#
        );
    }
}
