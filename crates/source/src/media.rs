//! Media types as documents write them (RFC 9110 section 8.3.1, RFC 6839 section 3.1).
//!
//! Letter case does not matter in a media type, and its parameters (`charset`) do not say how a body is
//! read. Text that is not a media type equals only itself.

/// Returns `type/subtype` of a media type, without its parameters and the blanks around it.
///
/// ```
/// use graphwright_source::media::essence;
///
/// assert_eq!(essence("text/plain; charset=utf-8"), "text/plain");
/// ```
pub fn essence(media_type: &str) -> &str {
    media_type
        .split_once(';')
        .map_or(media_type, |(essence, _)| essence)
        .trim()
}

/// Returns the subtype of a media type, or `None` if it has no slash.
///
/// ```
/// use graphwright_source::media::subtype;
///
/// assert_eq!(subtype("application/problem+json; charset=utf-8"), Some("problem+json"));
/// ```
pub fn subtype(media_type: &str) -> Option<&str> {
    essence(media_type)
        .split_once('/')
        .map(|(_, subtype)| subtype)
}

/// Returns whether a body of a media type is JSON: its subtype is `json` or ends with `+json`.
///
/// ```
/// use graphwright_source::media::is_json;
///
/// assert!(is_json("application/problem+json"));
/// assert!(is_json("text/JSON; charset=utf-8"));
/// assert!(!is_json("application/jsonl"));
/// ```
pub fn is_json(media_type: &str) -> bool {
    let subtype = subtype(media_type).unwrap_or_default().to_ascii_lowercase();
    subtype == "json" || subtype.ends_with("+json")
}
