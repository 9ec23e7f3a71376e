//! Matches media types.

use graphwright_wire::media_type::{essence, is_json, is_within};
use http::HeaderValue;

/// Returns whether a `Content-Type` matches a media type of the document, which may be a range.
/// `application/json` also matches every `+json` type.
pub(super) fn matches(content_type: Option<&HeaderValue>, wanted: &str) -> bool {
    let Some(actual) = content_type.and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let is_other_json = || {
        essence(wanted).eq_ignore_ascii_case("application/json")
            && is_within("application/*", actual)
            && is_json(actual)
    };
    is_within(wanted, actual) || is_other_json()
}

#[cfg(test)]
mod tests {
    use super::matches;
    use http::HeaderValue;

    #[test]
    fn parameters_case_and_suffix_do_not_matter() {
        let check = |actual: &'static str, wanted: &str, expected: bool| {
            assert_eq!(
                matches(Some(&HeaderValue::from_static(actual)), wanted),
                expected,
                "{actual} as {wanted}"
            );
        };
        check(
            "application/json;odata.metadata=minimal; charset=utf-8",
            "application/json",
            true,
        );
        check("Application/JSON", "application/json", true);
        check("application/problem+json", "application/json", true);
        check("application/json", "application/problem+json", false);
        check("text/html", "application/json", false);
        check("text/html", "text/*", true);
        check("image/png", "*/*", true);
        check("image/png", "image/jpeg", false);
        check("nonsense", "application/json", false);
        assert!(!matches(None, "*/*"));
    }
}
