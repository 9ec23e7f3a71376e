//! Files in serde: through the [slot](super::slot) in forms, as text in JSON.

use super::File;
use super::slot;
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer, ser};
use std::{fmt, str};

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(Self::TOKEN, &InSlot(self))
    }
}

/// Puts a file into the open slot. Without one it is written as text.
struct InSlot<'a>(&'a File);

impl Serialize for InSlot<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if slot::put_file(self.0) {
            return serializer.serialize_unit();
        }
        let bytes = self.0.in_memory();
        let text = bytes.and_then(|bytes| str::from_utf8(bytes).ok());
        let text = text.ok_or_else(|| {
            ser::Error::custom("a file that is not text can only be sent in a form")
        })?;
        serializer.serialize_str(text)
    }
}

/// Takes the file in the slot, and reads text as a file with that content: a part of a form without
/// a file name may be either.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FileVisitor)
    }
}

struct FileVisitor;

impl Visitor<'_> for FileVisitor {
    type Value = File;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a file")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<File, E> {
        Ok(text.into())
    }

    fn visit_unit<E: de::Error>(self) -> Result<File, E> {
        slot::take_file().ok_or_else(|| E::invalid_type(de::Unexpected::Unit, &self))
    }
}
