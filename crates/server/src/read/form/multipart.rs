//! Bodies of `multipart/form-data` (RFC 7578): their parts, in order, as they come.
//!
//! Memory holds no more than [`Limits::body`] bytes of all parts together. Files go to a disk where
//! they are large, or where that is used up; what is no file is refused beyond it. The library
//! bounds the headers of each part.

use super::members;
use super::{Entry, FormError, spool};
use crate::fault::Detail;
use crate::{ByteStream, Fault, Limits};
use bytes::Bytes;
use futures_core::Stream;
use graphwright_wire::schema::Shape;
use graphwright_wire::{File, Schema};
use multer::{Field, Multipart};
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

/// How many parts a form may have.
const MAX_PARTS: usize = 1000;

/// Takes a form apart.
pub(crate) async fn entries(
    content_type: &str,
    body: ByteStream,
    schema: &Schema,
    limits: &Limits,
) -> Result<Vec<Entry>, FormError> {
    let boundary = multer::parse_boundary(content_type)
        .map_err(|_| malformed("must have a `boundary` in its content type"))?;
    let mut form = Multipart::new(Chunks(body), boundary);
    let mut entries = Vec::new();
    let mut memory = limits.body;
    while let Some(part) = form.next_field().await? {
        if entries.len() == MAX_PARTS {
            let message = format!("must not have more than {MAX_PARTS} parts");
            return Err(Detail::body("", "too-many-parts", message).into());
        }
        entries.push(entry(part, schema, limits, &mut memory).await?);
    }
    Ok(entries)
}

async fn entry(
    part: Field<'_>,
    schema: &Schema,
    limits: &Limits,
    memory: &mut usize,
) -> Result<Entry, FormError> {
    let name = part
        .name()
        .map(unescape)
        .ok_or_else(|| malformed("must be parts that each have a name"))?;
    let named = part.file_name().map(str::to_owned);
    let media_type = part.content_type().map(ToString::to_string);
    let mut file = match use_of(&name, named.is_some(), schema) {
        Use::File => spool::file(part, limits, memory).await?,
        Use::Text => text(part, limits, memory).await?,
        Use::Nothing => dropped(part).await?,
    };
    file.name = named;
    file.media_type = media_type;
    Ok(Entry { name, file })
}

/// What becomes of a part.
enum Use {
    File,
    /// Text, or JSON.
    Text,
    /// It is a file of which the schema says nothing, for which there is no place.
    Nothing,
}

fn use_of(name: &str, has_file_name: bool, schema: &Schema) -> Use {
    let is_file = |schema: &Schema| matches!(schema.shape(), Shape::File);
    match schema.member(members::base(name, schema)) {
        Some(member) => match member.shape() {
            Shape::File => Use::File,
            Shape::List(item) if is_file(item) => Use::File,
            _ => Use::Text,
        },
        None if has_file_name => Use::Nothing,
        None => Use::Text,
    }
}

async fn text(mut part: Field<'_>, limits: &Limits, memory: &mut usize) -> Result<File, FormError> {
    let mut text = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        let left = memory.checked_sub(chunk.len());
        *memory = left.ok_or_else(|| Fault::too_large(limits.body))?;
        text.extend_from_slice(&chunk);
    }
    Ok(text.into())
}

async fn dropped(mut part: Field<'_>) -> Result<File, FormError> {
    while part.chunk().await?.is_some() {}
    Ok(File::default())
}

/// The name of a part as its sender means it: what would end a quoted name is percent-encoded there
/// (the HTML standard, "multipart/form-data encoding algorithm").
fn unescape(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

fn malformed(message: &'static str) -> Detail {
    Detail::body("", "malformed", message)
}

/// What stopped the body, or what is wrong with its parts. The library's own message may quote names
/// and values, so that it is not kept.
impl From<multer::Error> for FormError {
    fn from(error: multer::Error) -> Self {
        let stopped = match error {
            multer::Error::StreamReadFailed(cause) => cause.downcast::<Stopped>().ok(),
            _ => None,
        };
        stopped.map_or_else(
            || malformed("must be parts of `multipart/form-data`").into(),
            |stopped| stopped.0.into(),
        )
    }
}

/// A body as the library takes it.
struct Chunks(ByteStream);

impl Stream for Chunks {
    type Item = Result<Bytes, Stopped>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = Pin::new(&mut self.0).poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(Stopped)))
    }
}

/// A fault on its way through the library.
#[derive(Debug)]
struct Stopped(Fault);

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for Stopped {}
