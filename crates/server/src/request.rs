//! A request that passed every check, as generated handlers take it apart.

use crate::fault::Detail;
use crate::read::{Given, Input, Payload};
use crate::strict_json::typed as typed_json;
use crate::{ByteStream, Call, Fault};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use std::mem;

/// A request whose caller may make it, and whose parameters and body are what the document allows.
///
/// Parameters and body are taken out, each once, and what is left is the [`Call`]. That a value
/// passed its schema and still is none of the type (a number beyond `i64`) is a 400.
#[derive(Debug)]
pub struct Accepted {
    call: Call,
    input: Input,
}

impl Accepted {
    pub(crate) fn new(call: Call, input: Input) -> Self {
        Self { call, input }
    }

    /// Takes a parameter that must be there, by its wire name.
    ///
    /// Where a name stands in several places, each time takes the next in the operation's order.
    pub fn required<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Fault> {
        let given = self.take(name)?;
        let value = given.value.ok_or_else(|| missing(name))?;
        serde_json::from_value(value).map_err(|_| misfit(Detail::of(given.param, "type", MISFIT)))
    }

    /// Takes a parameter that may be there, by its wire name; otherwise like
    /// [`required`](Self::required).
    pub fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Fault> {
        let given = self.take(name)?;
        let value = given.value.map(serde_json::from_value).transpose();
        value.map_err(|_| misfit(Detail::of(given.param, "type", MISFIT)))
    }

    /// Which of the operation's media types the body has; `None` without a body.
    pub fn media_type(&self) -> Option<&'static str> {
        self.input.media_type
    }

    /// Takes a JSON body that must be there.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        self.optional_json()?.ok_or_else(|| missing("body"))
    }

    /// Takes a JSON body that may be there.
    pub fn optional_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        let value = match self.take_body() {
            Payload::Absent => return Ok(None),
            Payload::Form(form) => form.read(),
            Payload::Text(text) => serde_json::from_str(&text),
            Payload::Json(bytes) | Payload::Bytes(bytes) => typed_json(&bytes),
            Payload::Stream(_) => return Err(missing("JSON")),
        };
        value
            .map(Some)
            .map_err(|_| misfit(Detail::body("", "type", MISFIT)))
    }

    /// Takes a form that must be there.
    pub fn form<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        self.optional_form()?.ok_or_else(|| missing("body"))
    }

    /// Takes a form that may be there.
    pub fn optional_form<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        match self.take_body() {
            Payload::Form(form) => form
                .read()
                .map(Some)
                .map_err(|_| misfit(Detail::body("", "type", MISFIT))),
            Payload::Absent => Ok(None),
            Payload::Json(_) | Payload::Text(_) | Payload::Bytes(_) | Payload::Stream(_) => {
                Err(missing("form"))
            }
        }
    }

    /// Takes a body of text in UTF-8. A body that was left out is an empty one.
    pub fn text(&mut self) -> Result<String, Fault> {
        match self.take_body() {
            Payload::Absent => Ok(String::new()),
            Payload::Text(text) => Ok(text),
            Payload::Json(bytes) | Payload::Bytes(bytes) => String::from_utf8(bytes.into())
                .map_err(|_| misfit(Detail::body("", "encoding", "must be text in UTF-8"))),
            Payload::Form(_) | Payload::Stream(_) => Err(missing("text")),
        }
    }

    /// Takes the bytes of a body, as they come where the operation says so. A body that was left out
    /// is an empty one.
    pub fn bytes(&mut self) -> ByteStream {
        match self.take_body() {
            Payload::Absent => Bytes::new().into(),
            Payload::Text(text) => text.into(),
            Payload::Json(bytes) | Payload::Bytes(bytes) => bytes.into(),
            Payload::Form(_) => ByteStream::failed(missing("bytes")),
            Payload::Stream(stream) => stream,
        }
    }

    /// What remains when parameters and body are taken.
    pub fn call(self) -> Call {
        self.call
    }

    fn take_body(&mut self) -> Payload {
        mem::replace(&mut self.input.body, Payload::Absent)
    }

    fn take(&mut self, name: &str) -> Result<Given, Fault> {
        let params = &mut self.input.params;
        let at = params.iter().position(|given| given.param.name == name);
        Ok(params.remove(at.ok_or_else(|| missing(name))?))
    }
}

const MISFIT: &str = "must be a value that the service can hold";

/// The error of the JSON library is not kept, since it quotes the value.
fn misfit(detail: Detail) -> Fault {
    Fault::bad_request([detail])
}

/// A handler asked for what its operation does not declare, or for more than once.
fn missing(name: &str) -> Fault {
    Fault::internal(format!(
        "the operation has no {name}, or it was taken before"
    ))
}
