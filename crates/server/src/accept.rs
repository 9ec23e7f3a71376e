//! Negotiation by the `Accept` header (RFC 9110 section 12.5.1).

use graphwright_wire::media_type::{essence, is_within};
use http::HeaderValue;
use http::header::GetAll;

/// Returns whether `Accept` headers let a media type through.
///
/// The most specific range decides (RFC 9110 section 12.5.1), so that `application/json;q=0, */*`
/// refuses JSON.
pub(crate) fn accepts(accept: &GetAll<'_, HeaderValue>, offer: &str) -> bool {
    // The headers of most callers need not be parsed.
    let mut lines = accept.iter();
    if let (Some(line), None) = (lines.next(), lines.next()) {
        if line == offer || line == "*/*" {
            return true;
        }
    }
    let lines = accept.iter().filter_map(|line| line.to_str().ok());
    let mut best = (0, false);
    for range in lines.flat_map(|line| line.split(',')) {
        let specificity = specificity(range, offer);
        if specificity > best.0 {
            best = (specificity, !is_refusal(range));
        }
    }
    best.1
}

/// Returns how specifically a range names an offer; 0 if it does not. An offer may be a range
/// itself.
fn specificity(range: &str, offer: &str) -> u8 {
    if !is_within(range, offer) && !is_within(offer, range) {
        return 0;
    }
    match essence(range) {
        "*/*" => 1,
        range if range.ends_with("/*") => 2,
        _ => 3,
    }
}

/// Returns whether a range has the weight 0, which means "not acceptable".
fn is_refusal(range: &str) -> bool {
    range
        .split(';')
        .skip(1)
        .filter_map(|parameter| parameter.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
        .and_then(|(_, weight)| weight.trim().parse::<f32>().ok())
        .is_some_and(|weight| weight <= 0.0)
}

#[cfg(test)]
mod tests {
    use super::accepts;
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
}
