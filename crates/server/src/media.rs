//! Media types: does this one fit that one (RFC 9110 sections 8.3.1 and 12.5.1).
//!
//! Parameters such as `charset` are not compared: documents write them with and without.

use http::HeaderValue;
use http::header::GetAll;

/// Whether a media type is within a range such as `application/json`, `image/*` or `*/*`.
pub(crate) fn fits(range: &str, media_type: &str) -> bool {
    // As nearly all are written.
    if range == media_type {
        return true;
    }
    let (range, media_type) = (essence(range), essence(media_type));
    if range == "*/*" || range.eq_ignore_ascii_case(media_type) {
        return true;
    }
    match (range.split_once('/'), media_type.split_once('/')) {
        (Some((kind, "*")), Some((own, _))) => kind.eq_ignore_ascii_case(own),
        _ => false,
    }
}

/// Whether `Accept` headers let a media type through.
///
/// The most specific range decides (RFC 9110 section 12.5.1), so that `application/json;q=0, */*`
/// refuses JSON.
pub(crate) fn accepts(accept: &GetAll<'_, HeaderValue>, offer: &str) -> bool {
    // What most callers send says no more than this and is not taken apart.
    let mut lines = accept.iter();
    if let (Some(line), None) = (lines.next(), lines.next()) {
        if line == offer || line == "*/*" {
            return true;
        }
    }
    let lines = accept.iter().filter_map(|line| line.to_str().ok());
    let mut best = (0, false);
    for range in lines.flat_map(|line| line.split(',')) {
        let specific = specificity(range, offer);
        if specific > best.0 {
            best = (specific, !is_refusal(range));
        }
    }
    best.1
}

/// Whether a media type is JSON, by name or by the suffix of RFC 6839.
pub(crate) fn is_json(media_type: &str) -> bool {
    if media_type == "application/json" {
        return true;
    }
    let media_type = essence(media_type);
    let suffix = media_type
        .len()
        .checked_sub("+json".len())
        .and_then(|at| media_type.get(at..));
    media_type.eq_ignore_ascii_case("application/json")
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

/// How closely a range names an offer; 0 where it does not. An offer may be a range itself.
fn specificity(range: &str, offer: &str) -> u8 {
    if !fits(range, offer) && !fits(offer, range) {
        return 0;
    }
    match essence(range) {
        "*/*" => 1,
        range if range.ends_with("/*") => 2,
        _ => 3,
    }
}

/// Whether a range has the weight 0, which means "not acceptable".
fn is_refusal(range: &str) -> bool {
    range
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .and_then(|(_, weight)| weight.trim().parse::<f32>().ok())
        .is_some_and(|weight| weight <= 0.0)
}

fn essence(media_type: &str) -> &str {
    media_type
        .split_once(';')
        .map_or(media_type, |(essence, _)| essence)
        .trim_ascii()
}

#[cfg(test)]
mod tests {
    use super::{accepts, fits, is_json};
    use http::HeaderMap;
    use http::header::ACCEPT;

    fn check(accept: &str, offers: &[&str], expected: bool) {
        let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().expect("a header"))]);
        let accept = headers.get_all(ACCEPT);
        let found = offers.iter().any(|offer| accepts(&accept, offer));
        assert_eq!(found, expected, "{accept:?} for {offers:?}");
    }

    #[test]
    fn negotiates() {
        let json = &["application/json"];
        check("application/json", json, true);
        check("Application/JSON; charset=utf-8", json, true);
        check("text/html, application/*;q=0.1", json, true);
        check("*/*", json, true);
        check("text/html", json, false);
        check("application/json;q=0", json, false);
        check("application/json;q=0, */*", json, false);
        check("*/*;q=0.0, application/json", json, true);
        check("application/json ; Q=0.000", json, false);
        check("image/png", &["image/*", "application/json"], true);
        check("", json, false);
        check("nonsense,,;;=", json, false);
    }

    #[test]
    fn compares_content_types() {
        assert!(fits("application/json", "application/json; charset=utf-8"));
        assert!(fits("image/*", "image/png"));
        assert!(!fits("image/*", "imagepng"));
        assert!(!fits("application/json", "application/jsonx"));
    }

    #[test]
    fn knows_json() {
        assert!(is_json("application/json; odata.metadata=minimal"));
        assert!(is_json("application/merge-patch+JSON"));
        assert!(!is_json("application/jsonl"));
        assert!(!is_json("+js"));
        assert!(!is_json("text/ä+xml"));
    }
}
