//! Names and values of a query string or of cookies.

use crate::percent::{self, BadEncoding};
use http::HeaderMap;
use http::header::COOKIE;
use std::borrow::Cow;

/// A pair of a query: the name decoded, the value as it came.
pub(crate) type Pair<'q> = (Cow<'q, str>, &'q str);

/// The pairs of a query string. A name without `=` has the empty value.
pub(crate) fn pairs(query: &str) -> impl Iterator<Item = Result<Pair<'_>, BadEncoding>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((percent::decode_query(name)?, value))
        })
}

/// A pair with its value decoded too.
pub(crate) fn decoded(
    (name, value): Pair<'_>,
) -> Result<(Cow<'_, str>, Cow<'_, str>), BadEncoding> {
    Ok((name, percent::decode_query(value)?))
}

/// The first value of a name, decoded; `None` too where it cannot be.
pub(crate) fn first<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    let (_, value) = pairs(query).flatten().find(|(own, _)| own == name)?;
    percent::decode_query(value).ok()
}

/// A cookie of the request, as it came (RFC 6265 section 4.2).
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(own, value)| (own == name).then_some(value))
}
