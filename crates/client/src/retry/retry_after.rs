//! `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date.
//!
//! Fractions of a second are read too, which the RFC does not have but services send (`2.128`).

use http::{HeaderMap, HeaderValue, header};
use std::time::{Duration, SystemTime};

/// Returns how long the server asks to wait.
///
/// A date counts from the `Date` of the answer if it has one, so that the clocks of server and
/// client need not agree, and from `now` otherwise. A date in the past means no wait.
pub(crate) fn retry_after(
    headers: &HeaderMap,
    now: impl FnOnce() -> Option<SystemTime>,
) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?;
    parse_seconds(value.to_str().ok()?.trim()).or_else(|| {
        let date = http_date(value)?;
        let sent = headers.get(header::DATE).and_then(http_date);
        let from = sent.or_else(now)?;
        Some(date.duration_since(from).unwrap_or_default())
    })
}

/// Parses digits, perhaps with a fraction: `f64` alone would also read `inf`, `-1` and `1e9`.
fn parse_seconds(text: &str) -> Option<Duration> {
    let is_number = text.starts_with(|first: char| first.is_ascii_digit())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if !is_number {
        return None;
    }
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

/// Parses the three formats of RFC 9110, section 5.6.7.
fn http_date(value: &HeaderValue) -> Option<SystemTime> {
    httpdate::parse_http_date(value.to_str().ok()?.trim()).ok()
}

#[cfg(test)]
mod tests {
    use super::retry_after;
    use http::{HeaderMap, HeaderValue, header};
    use std::time::{Duration, SystemTime};

    #[track_caller]
    fn check(text: &'static str, expected: Option<f64>) {
        let headers = HeaderMap::from_iter([
            (header::RETRY_AFTER, HeaderValue::from_static(text)),
            (
                header::DATE,
                HeaderValue::from_static("Sun, 06 Nov 1994 08:49:00 GMT"),
            ),
        ]);
        assert_eq!(
            retry_after(&headers, || Some(SystemTime::now())),
            expected.map(Duration::from_secs_f64),
            "{text}"
        );
    }

    #[test]
    fn seconds_fractions_and_dates() {
        check("120", Some(120.0));
        check(" 0 ", Some(0.0));
        check("2.128", Some(2.128));
        check("Sun, 06 Nov 1994 08:49:37 GMT", Some(37.0));
        check("Sunday, 06-Nov-94 08:49:37 GMT", Some(37.0));
        check("Sun Nov  6 08:49:37 1994", Some(37.0));
        check("Sun, 06 Nov 1994 08:48:00 GMT", Some(0.0));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in [
            "",
            "soon",
            "-1",
            "inf",
            "NaN",
            "1e3",
            ".5",
            "1.2.3",
            "99999999999999999999999",
            "Sun, 99 Nov 1994",
        ] {
            check(text, None);
        }
        assert_eq!(
            retry_after(&HeaderMap::new(), || Some(SystemTime::now())),
            None
        );
    }

    #[test]
    fn without_a_date_the_own_clock_counts() {
        let past = HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT");
        let headers = HeaderMap::from_iter([(header::RETRY_AFTER, past)]);
        assert_eq!(
            retry_after(&headers, || Some(SystemTime::now())),
            Some(Duration::ZERO)
        );
    }
}
