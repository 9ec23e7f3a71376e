//! Help for common mistakes in YAML.

/// The fix for the error at a byte of the text, if it is a known mistake.
pub(super) fn for_error(text: &str, at: usize) -> Option<String> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..]
        .find('\n')
        .map_or(text.len(), |length| at + length);
    let line = text[start..end].trim_end();
    if line.trim_start().starts_with('\t') || line.starts_with('\t') {
        return Some("YAML indents with spaces; replace the tab".to_owned());
    }
    quote_scalar(line, at - start)
}

/// A plain scalar ends at a `: ` or a ` #`; quotes keep it whole.
fn quote_scalar(line: &str, at: usize) -> Option<String> {
    if !line.get(at..)?.starts_with(':') {
        return None;
    }
    let (key, scalar) = line.split_once(": ")?;
    let scalar = scalar.trim();
    // The colon must be within the scalar, not after the key.
    if at <= key.len() || scalar.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*']) {
        return None;
    }
    let key = key.trim_start().trim_start_matches("- ");
    Some(format!(
        "put the value in quotes: {key}: {}",
        quoted(scalar)
    ))
}

/// A text as a quoted YAML scalar.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
