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

/// A cookie of the request, its value as it came (RFC 6265 section 4.2). A name that no cookie can
/// have comes percent-encoded.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(own, value)| (own == name || is_encoded(own, name)).then_some(value))
}

fn is_encoded(own: &str, name: &str) -> bool {
    own.contains('%') && percent::decode(own).is_ok_and(|own| own == name)
}

#[cfg(test)]
mod tests {
    use super::cookie;
    use http::header::COOKIE;
    use http::{HeaderMap, HeaderValue};

    #[test]
    fn a_cookie_whose_name_no_cookie_can_have() {
        let check = |sent: &'static str, name: &str, expected: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static(sent));
            assert_eq!(cookie(&headers, name), expected, "{sent}");
        };
        check("a=1; %C3%B1=2", "ñ", Some("2"));
        check("a%20b=1", "a b", Some("1"));
        check("a%20b=1", "a%20b", Some("1"));
        check("a%=1", "a", None);
    }
}
