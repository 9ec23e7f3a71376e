//! Bodies of `multipart/form-data` (RFC 7578), whose parts are read in order while they are
//! received.
//!
//! All parts together take at most [`Limits::body`] bytes of memory. Files are written to a disk if
//! they are large, or if that memory is used up; other parts are refused beyond it. The library
//! limits the headers of each part.

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

/// The maximum number of parts of a form.
const MAX_PARTS: usize = 1000;

/// Reads the parts of a form.
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
        entries.push(read_part(part, schema, limits, &mut memory).await?);
    }
    Ok(entries)
}

async fn read_part(
    part: Field<'_>,
    schema: &Schema,
    limits: &Limits,
    memory: &mut usize,
) -> Result<Entry, FormError> {
    let name = part
        .name()
        .map(decode_name)
        .ok_or_else(|| malformed("must have a name for each part"))?;
    let file_name = part.file_name().map(str::to_owned);
    let media_type = part.content_type().map(ToString::to_string);
    let mut file = match PartUse::new(&name, file_name.as_deref(), schema) {
        PartUse::File => spool::read_file(part, limits, memory).await?,
        PartUse::Text => read_text(part, limits, memory).await?,
        PartUse::Ignored => skip_part(part).await?,
    };
    file.name = file_name;
    file.media_type = media_type;
    Ok(Entry { name, file })
}

/// The use of a part, by the schema of its member.
enum PartUse {
    File,
    /// Text, or JSON.
    Text,
    /// None: it is a file that the schema does not mention.
    Ignored,
}

impl PartUse {
    fn new(name: &str, file_name: Option<&str>, schema: &Schema) -> Self {
        let is_file = |schema: &Schema| matches!(schema.shape(), Shape::File);
        match schema.member(members::member_name(name, schema)) {
            Some(member) => match member.shape() {
                Shape::File => Self::File,
                Shape::List(item) if is_file(item) => Self::File,
                _ => Self::Text,
            },
            None if file_name.is_some() => Self::Ignored,
            None => Self::Text,
        }
    }
}

async fn read_text(
    mut part: Field<'_>,
    limits: &Limits,
    memory: &mut usize,
) -> Result<File, FormError> {
    let mut text = Vec::new();
    while let Some(chunk) = part.chunk().await? {
        let left = memory.checked_sub(chunk.len());
        *memory = left.ok_or_else(|| Fault::too_large(limits.body))?;
        text.extend_from_slice(&chunk);
    }
    Ok(text.into())
}

async fn skip_part(mut part: Field<'_>) -> Result<File, FormError> {
    while part.chunk().await?.is_some() {}
    Ok(File::default())
}

/// Decodes the name of a part, in which quotes and line breaks are percent-encoded (the HTML
/// standard, "multipart/form-data encoding algorithm").
fn decode_name(name: &str) -> String {
    name.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

fn malformed(message: &'static str) -> Detail {
    Detail::body("", "malformed", message)
}

/// Converts an error of the library, whose message is not kept, since it may quote names and
/// values.
impl From<multer::Error> for FormError {
    fn from(error: multer::Error) -> Self {
        let stream_fault = match error {
            multer::Error::StreamReadFailed(cause) => cause.downcast::<StreamFault>().ok(),
            _ => None,
        };
        stream_fault.map_or_else(
            || malformed("must be valid `multipart/form-data`").into(),
            |fault| fault.0.into(),
        )
    }
}

/// A body as a stream for the library.
struct Chunks(ByteStream);

impl Stream for Chunks {
    type Item = Result<Bytes, StreamFault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = Pin::new(&mut self.0).poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(StreamFault)))
    }
}

/// A fault of the stream, which passes through the library as an error.
#[derive(Debug)]
struct StreamFault(Fault);

impl fmt::Display for StreamFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for StreamFault {}
