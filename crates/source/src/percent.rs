//! Percent escapes of URIs (RFC 3986 section 2.1).

/// Decodes percent escapes; `None` if there are none or they are not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escape = after
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok());
        let decoded = escape.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(decoded.unwrap_or(byte));
        rest = &after[if decoded.is_some() { 2 } else { 0 }..];
    }
    String::from_utf8(bytes).ok()
}
