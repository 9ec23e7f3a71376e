//! Names and values of query strings and cookies.

use graphwright_wire::percent::{self, BadEncoding};
use http::HeaderMap;
use http::header::COOKIE;
use std::borrow::Cow;

/// A pair of a query: the decoded name and the raw value.
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

/// Decodes the value of a pair.
pub(crate) fn decode_value(
    (name, value): Pair<'_>,
) -> Result<(Cow<'_, str>, Cow<'_, str>), BadEncoding> {
    Ok((name, percent::decode_query(value)?))
}

/// Returns the first value of a name, decoded; `None` also if it cannot be decoded.
pub(crate) fn find_value<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    let (_, value) = pairs(query).flatten().find(|(key, _)| key == name)?;
    percent::decode_query(value).ok()
}

/// Returns the raw value of a cookie (RFC 6265 section 4.2). A name with characters that cookies
/// cannot have is sent percent-encoded.
pub(crate) fn find_cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name || decodes_to(key, name)).then_some(value))
}

fn decodes_to(key: &str, name: &str) -> bool {
    key.contains('%') && percent::decode(key).is_ok_and(|key| key == name)
}

#[cfg(test)]
mod tests {
    use super::find_cookie;
    use http::header::COOKIE;
    use http::{HeaderMap, HeaderValue};

    #[test]
    fn cookie_names_may_be_percent_encoded() {
        let check = |sent: &'static str, name: &str, expected: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static(sent));
            assert_eq!(find_cookie(&headers, name), expected, "{sent}");
        };
        check("a=1; %C3%B1=2", "ñ", Some("2"));
        check("a%20b=1", "a b", Some("1"));
        check("a%20b=1", "a%20b", Some("1"));
        check("a%=1", "a", None);
    }
}
