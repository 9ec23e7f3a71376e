//! An answer that was read to its end, and how generated code reads it.

mod decode;
mod header;
mod media;
pub(crate) mod read;

pub use self::decode::DecodeError;

pub(crate) use self::header::typed as typed_header;

use bytes::Bytes;
use graphwright_wire::Secret;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::de::DeserializeOwned;
use std::fmt;

/// An answer: status, headers and the whole body.
///
/// [`Call::success`](crate::Call::success) and [`Call::failure`](crate::Call::failure) match on
/// [`status`](Self::status) and, where a status has several media types, on [`is`](Self::is).
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    sent_secret: Option<Secret<String>>,
    lenient: bool,
}

impl Reply {
    /// `sent_secret` is the token that was sent, so that errors can be kept clean of it. One of a
    /// few letters is none, and would blot out half the text.
    pub(crate) fn new(
        response: http::response::Parts,
        body: Bytes,
        sent_secret: Option<Secret<String>>,
    ) -> Self {
        let sent_secret = sent_secret.filter(|secret| secret.expose().len() >= MIN_SECRET);
        Self {
            status: response.status,
            headers: response.headers,
            body,
            sent_secret,
            lenient: false,
        }
    }

    /// The status, for example 200.
    pub fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header as a type of the model; lists are separated by commas. `None` where it is absent or
    /// does not read as one.
    pub fn header<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        typed_header(&self.headers, name)
    }

    /// Whether the body has a media type. `text/*` and `*/*` match their ranges; parameters such as
    /// `charset` do not count; `application/json` also matches every `+json`.
    pub fn is(&self, media_type: &str) -> bool {
        media::matches(self.headers.get(http::header::CONTENT_TYPE), media_type)
    }

    /// The body as JSON.
    pub fn json<B: DeserializeOwned, T>(&self, wrap: impl FnOnce(B) -> T) -> Decoded<T> {
        let decoded = if self.lenient {
            decode::json_leniently(&self.body)
        } else {
            decode::json(&self.body).map(|body| (body, Vec::new()))
        };
        Decoded(match decoded {
            Ok((body, dropped)) => Outcome::Value(wrap(body), dropped),
            Err(error) => Outcome::Failed(error),
        })
    }

    /// The body as text; what is no UTF-8 in it becomes U+FFFD.
    pub fn text<T>(&self, wrap: impl FnOnce(String) -> T) -> Decoded<T> {
        Decoded::value(wrap(String::from_utf8_lossy(&self.body).into_owned()))
    }

    /// The body as it came.
    pub fn bytes<T>(&self, wrap: impl FnOnce(Bytes) -> T) -> Decoded<T> {
        Decoded::value(wrap(self.body.clone()))
    }

    /// An answer whose body says nothing.
    pub fn empty<T>(&self, value: T) -> Decoded<T> {
        Decoded::value(value)
    }

    /// The document does not have this status, or not with this media type.
    pub fn undocumented<T>(&self) -> Decoded<T> {
        Decoded(Outcome::Undocumented)
    }

    pub(crate) fn status_code(&self) -> StatusCode {
        self.status
    }

    /// The same answer as errors may show it: without the token, should the server have echoed it,
    /// and read leniently, so that one bad member does not cost the whole error.
    pub(crate) fn for_error(mut self) -> Self {
        self.lenient = true;
        let Some(secret) = self.sent_secret.take() else {
            return self;
        };
        let secret = secret.expose().as_bytes();
        if let Some(clean) = without(&self.body, secret) {
            self.body = clean.into();
        }
        for value in self.headers.values_mut() {
            if let Some(clean) = without(value.as_bytes(), secret) {
                *value =
                    HeaderValue::from_bytes(&clean).unwrap_or(HeaderValue::from_static(REDACTED));
            }
        }
        self
    }

    /// Takes the token out of an error that quotes the body.
    pub(crate) fn redact(&self, error: &mut DecodeError) {
        if let Some(secret) = &self.sent_secret {
            error.redact(secret.expose());
        }
    }

    pub(crate) fn into_parts(self) -> (StatusCode, HeaderMap, Bytes) {
        (self.status, self.headers, self.body)
    }
}

const REDACTED: &str = "[redacted]";

/// The shortest text that is looked for as a secret, in bytes.
const MIN_SECRET: usize = 8;

/// The bytes with every occurrence of a secret, which is not empty, replaced; `None` where there is
/// none.
fn without(bytes: &[u8], secret: &[u8]) -> Option<Vec<u8>> {
    let mut clean = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest
        .windows(secret.len())
        .position(|window| window == secret)
    {
        let (before, from) = rest.split_at(at);
        clean.extend_from_slice(before);
        clean.extend_from_slice(REDACTED.as_bytes());
        rest = &from[secret.len()..];
    }
    if rest.len() == bytes.len() {
        return None;
    }
    clean.extend_from_slice(rest);
    Some(clean)
}

/// Shows the length of the body only.
impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// What became of a body: a value, an error, or nothing because the document has no such answer.
#[derive(Debug)]
pub struct Decoded<T>(pub(crate) Outcome<T>);

#[derive(Debug)]
pub(crate) enum Outcome<T> {
    /// The value, and what was left out of it to get one.
    Value(T, Vec<DecodeError>),
    Failed(DecodeError),
    Undocumented,
}

impl<T> Decoded<T> {
    fn value(value: T) -> Self {
        Self(Outcome::Value(value, Vec::new()))
    }

    pub(crate) fn map<U>(self, convert: impl FnOnce(T) -> U) -> Decoded<U> {
        Decoded(match self.0 {
            Outcome::Value(value, dropped) => Outcome::Value(convert(value), dropped),
            Outcome::Failed(error) => Outcome::Failed(error),
            Outcome::Undocumented => Outcome::Undocumented,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn every_occurrence_of_a_secret_goes() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                without(text.as_bytes(), b"s3cret").as_deref(),
                expected.map(str::as_bytes)
            );
        };
        check("", None);
        check("s3cre", None);
        check("s3cret", Some("[redacted]"));
        check("a s3crets3cret b", Some("a [redacted][redacted] b"));
    }
}
