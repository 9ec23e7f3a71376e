//! A request that passed all checks, from which generated handlers take their arguments.

use crate::answer_headers::AnswerHeaders;
use crate::fault::Detail;
use crate::read::{Input, ParamValue, Payload};
use crate::strict_json::decode_checked;
use crate::{ByteStream, Call, Fault};
use bytes::Bytes;
use serde::de::DeserializeOwned;
use std::mem;

/// A request of a permitted caller, with valid parameters and body.
///
/// Each parameter and the body can be taken once; the rest is the [`Call`]. A value that its schema
/// allows may still not fit the type of a handler (a number beyond `i64`), which is a 400.
#[derive(Debug)]
pub struct Accepted {
    call: Call,
    input: Input,
}

impl Accepted {
    pub(crate) fn new(call: Call, input: Input) -> Self {
        Self { call, input }
    }

    /// The headers that the call adds to its answer.
    pub(crate) fn answer_headers(&self) -> AnswerHeaders {
        self.call.answer_headers()
    }

    /// Takes a required parameter, by its wire name.
    ///
    /// If parameters in several locations have the name, each call takes the next one in the order
    /// of the operation.
    pub fn required<T: DeserializeOwned>(&mut self, name: &str) -> Result<T, Fault> {
        let taken = self.take_param(name)?;
        let value = taken.value.ok_or_else(|| not_available(name))?;
        serde_json::from_value(value)
            .map_err(|_| unrepresentable(Detail::of_param(taken.param, "type", UNREPRESENTABLE)))
    }

    /// Takes an optional parameter, by its wire name; otherwise like [`required`](Self::required).
    pub fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Result<Option<T>, Fault> {
        let taken = self.take_param(name)?;
        let value = taken.value.map(serde_json::from_value).transpose();
        value.map_err(|_| unrepresentable(Detail::of_param(taken.param, "type", UNREPRESENTABLE)))
    }

    /// The media type of the body, as the operation declares it; `None` without a body.
    pub fn media_type(&self) -> Option<&'static str> {
        self.input.media_type
    }

    /// Takes a required JSON body.
    pub fn json<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        self.optional_json()?.ok_or_else(|| not_available("body"))
    }

    /// Takes an optional JSON body.
    pub fn optional_json<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        let value = match self.take_body() {
            Payload::Absent => return Ok(None),
            Payload::Form(form) => form.decode(),
            Payload::Text(text) => serde_json::from_str(&text),
            Payload::Json(bytes) | Payload::Bytes(bytes) => decode_checked(&bytes),
            Payload::Stream(_) => return Err(not_available("JSON")),
        };
        value
            .map(Some)
            .map_err(|_| unrepresentable(Detail::body("", "type", UNREPRESENTABLE)))
    }

    /// Takes a required form.
    pub fn form<T: DeserializeOwned>(&mut self) -> Result<T, Fault> {
        self.optional_form()?.ok_or_else(|| not_available("body"))
    }

    /// Takes an optional form.
    pub fn optional_form<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Fault> {
        match self.take_body() {
            Payload::Form(form) => form
                .decode()
                .map(Some)
                .map_err(|_| unrepresentable(Detail::body("", "type", UNREPRESENTABLE))),
            Payload::Absent => Ok(None),
            Payload::Json(_) | Payload::Text(_) | Payload::Bytes(_) | Payload::Stream(_) => {
                Err(not_available("form"))
            }
        }
    }

    /// Takes a body of text in UTF-8. Without a body the text is empty.
    pub fn text(&mut self) -> Result<String, Fault> {
        match self.take_body() {
            Payload::Absent => Ok(String::new()),
            Payload::Text(text) => Ok(text),
            Payload::Json(bytes) | Payload::Bytes(bytes) => String::from_utf8(bytes.into())
                .map_err(|_| {
                    unrepresentable(Detail::body("", "encoding", "must be text in UTF-8"))
                }),
            Payload::Form(_) | Payload::Stream(_) => Err(not_available("text")),
        }
    }

    /// Takes the bytes of a body, as a stream if the operation declares one. Without a body there
    /// are no bytes.
    pub fn bytes(&mut self) -> ByteStream {
        match self.take_body() {
            Payload::Absent => Bytes::new().into(),
            Payload::Text(text) => text.into(),
            Payload::Json(bytes) | Payload::Bytes(bytes) => bytes.into(),
            Payload::Form(_) => ByteStream::failed(not_available("bytes")),
            Payload::Stream(stream) => stream,
        }
    }

    /// Returns the call.
    pub fn call(self) -> Call {
        self.call
    }

    fn take_body(&mut self) -> Payload {
        mem::replace(&mut self.input.body, Payload::Absent)
    }

    fn take_param(&mut self, name: &str) -> Result<ParamValue, Fault> {
        let params = &mut self.input.params;
        let index = params.iter().position(|value| value.param.name == name);
        Ok(params.remove(index.ok_or_else(|| not_available(name))?))
    }
}

const UNREPRESENTABLE: &str = "must be a value that the service can represent";

/// The fault of a value that does not fit its type. The error of the JSON library is not kept,
/// since it quotes the value.
fn unrepresentable(detail: Detail) -> Fault {
    Fault::bad_request([detail])
}

/// The fault of a handler that takes an undeclared part of a request, or one part twice.
fn not_available(name: &str) -> Fault {
    Fault::internal(format!(
        "the operation does not declare {name}, or it was taken before"
    ))
}
