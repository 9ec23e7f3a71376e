//! Headers that callers and the runtime set.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};

/// Parses a header that a caller chose. Its value may be a secret and is marked as one.
pub(crate) fn parse_header(
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), &'static str> {
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "is not a valid header name")?;
    if BELONGS_TO_TRANSPORT.contains(&name.as_str()) {
        return Err("is set by the transport");
    }
    Ok((name, secret_value(value.to_owned())?))
}

/// Adds a preference to a list (RFC 7240, section 2).
pub(crate) fn add_preference(preferences: Option<&str>, preference: &str) -> String {
    match preferences {
        Some(preferences) => format!("{preferences}, {preference}"),
        None => preference.to_owned(),
    }
}

/// Removes the headers that belong to the transport.
pub(crate) fn remove_framing(headers: &mut HeaderMap) {
    for name in BELONGS_TO_TRANSPORT {
        headers.remove(name);
    }
}

/// Makes a header value that `Debug` does not show.
pub(crate) fn secret_value(value: String) -> Result<HeaderValue, &'static str> {
    // Beyond ASCII, servers read UTF-8.
    let value = HeaderValue::from_maybe_shared(Bytes::from(value));
    let mut value = value.map_err(|_| "must not contain control characters")?;
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

/// The headers that carry the id of a request if the body does not.
const REQUEST_ID_HEADERS: [&str; 2] = ["request-id", "x-request-id"];

/// The id of the request, from the headers of its answer.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    let header = REQUEST_ID_HEADERS
        .iter()
        .find_map(|name| headers.get(*name))?;
    header.to_str().ok().map(str::to_owned)
}
