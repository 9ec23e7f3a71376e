//! Comparison of media types (RFC 9110 sections 8.3.1 and 12.5.1, RFC 6839).
//!
//! Parameters such as `charset` never count, since documents write them with and without, and
//! letter case does not matter. Nothing is checked: text that is no media type equals itself only.

/// Returns `type/subtype` of a media type, without parameters and surrounding blanks.
///
/// ```
/// use graphwright_wire::media_type::essence;
///
/// assert_eq!(essence("text/plain; charset=utf-8"), "text/plain");
/// ```
pub fn essence(media_type: &str) -> &str {
    media_type
        .split_once(';')
        .map_or(media_type, |(essence, _)| essence)
        .trim_ascii()
}

/// Returns whether a media type is JSON: `application/json`, or one with the suffix `+json` (RFC
/// 6839 section 3.1).
///
/// ```
/// use graphwright_wire::media_type::is_json;
///
/// assert!(is_json("application/problem+json; charset=utf-8"));
/// assert!(!is_json("application/jsonl"));
/// ```
pub fn is_json(media_type: &str) -> bool {
    // The spelling of nearly all documents.
    if media_type == "application/json" {
        return true;
    }
    let essence = essence(media_type);
    let suffix = essence
        .len()
        .checked_sub("+json".len())
        .and_then(|at| essence.get(at..));
    essence.eq_ignore_ascii_case("application/json")
        || suffix.is_some_and(|suffix| suffix.eq_ignore_ascii_case("+json"))
}

/// Returns whether a media type is within a range such as `application/json`, `image/*` or `*/*`.
///
/// ```
/// use graphwright_wire::media_type::is_within;
///
/// assert!(is_within("image/*", "image/png"));
/// assert!(!is_within("image/*", "text/html"));
/// ```
pub fn is_within(range: &str, media_type: &str) -> bool {
    // The spelling of nearly all documents.
    if range == media_type {
        return true;
    }
    let (range, media_type) = (essence(range), essence(media_type));
    if range == "*/*" || range.eq_ignore_ascii_case(media_type) {
        return true;
    }
    match (range.split_once('/'), media_type.split_once('/')) {
        (Some((wanted, "*")), Some((kind, _))) => wanted.eq_ignore_ascii_case(kind),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_json, is_within};

    #[test]
    fn parameters_and_case_do_not_matter() {
        assert!(is_within(
            "application/json",
            "Application/JSON; charset=utf-8"
        ));
        assert!(is_within("application/json; v=1", "application/json"));
        assert!(is_within("IMAGE/*", "image/png"));
        assert!(is_within("*/*", "image/png"));
        assert!(!is_within("image/*", "imagepng"));
        assert!(!is_within("application/json", "application/jsonx"));
    }

    #[test]
    fn json_is_a_type_or_a_suffix() {
        assert!(is_json("application/json; odata.metadata=minimal"));
        assert!(is_json("application/merge-patch+JSON"));
        assert!(!is_json("application/jsonl"));
        assert!(!is_json("+js"));
        assert!(!is_json("text/ä+xml"));
    }
}
