//! Headers that callers and the runtime set.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// A header that a caller chose. Its value may be a secret, so that it is marked as one.
pub(crate) fn header_of_caller(
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is no header name")?;
    if BELONGS_TO_TRANSPORT.contains(&name.as_str()) {
        return Err("is set by the transport");
    }
    Ok((name, secret_header(value.to_owned())?))
}

/// A list of preferences with one more (RFC 7240, section 2).
pub(crate) fn joined(preferences: Option<&str>, preference: &str) -> String {
    match preferences {
        Some(preferences) => format!("{preferences}, {preference}"),
        None => preference.to_owned(),
    }
}

/// Takes out what belongs to the transport.
pub(crate) fn drop_framing(headers: &mut HeaderMap) {
    for name in BELONGS_TO_TRANSPORT {
        headers.remove(name);
    }
}

/// A header whose value is not shown.
pub(crate) fn secret_header(value: String) -> Result<HeaderValue, &'static str> {
    // The bytes of the text: beyond ASCII, UTF-8 is what servers read.
    let value = HeaderValue::from_maybe_shared(Bytes::from(value));
    let mut value = value.map_err(|_| "must not hold control characters")?;
    value.set_sensitive(true);
    Ok(value)
}

/// Headers that say how a message is framed and routed (RFC 9110, section 7.6.1, and RFC 9112,
/// section 6): one that disagrees with the message would let a server read two requests in one.
const BELONGS_TO_TRANSPORT: [&str; 9] = [
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers that carry the id of a request where the body does not.
const REQUEST_ID_HEADERS: [&str; 2] = ["request-id", "x-request-id"];

/// The id of the request by the headers of its answer.
pub(crate) fn request_id_header(headers: &HeaderMap) -> Option<String> {
    let header = REQUEST_ID_HEADERS
        .iter()
        .find_map(|name| headers.get(*name))?;
    header.to_str().ok().map(str::to_owned)
}
