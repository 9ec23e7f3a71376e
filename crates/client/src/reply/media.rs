//! Matches media types.

use http::HeaderValue;

/// Returns whether a `Content-Type` matches a media type of the document, which may be a range.
pub(super) fn matches(content_type: Option<&HeaderValue>, wanted: &str) -> bool {
    let Some(actual) = content_type.and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let (actual_type, actual_subtype) = split(actual);
    let (wanted_type, wanted_subtype) = split(wanted);
    let is_json = |subtype: &str| subtype == "json" || subtype.ends_with("+json");
    (wanted_type == "*" || wanted_type == actual_type)
        && (wanted_subtype == "*"
            || wanted_subtype == actual_subtype
            || (wanted_type == "application"
                && wanted_subtype == "json"
                && is_json(&actual_subtype)))
}

/// Splits a media type into type and subtype, in lower case and without parameters (RFC 9110,
/// section 8.3.1).
fn split(media_type: &str) -> (String, String) {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.split_once('/') {
        Some((kind, subtype)) => (kind.to_owned(), subtype.to_owned()),
        None => (essence, String::new()),
    }
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
