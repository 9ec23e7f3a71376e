//! What to do about the commonest slips in YAML.

/// How to mend the error at a byte of the text, where the slip is a known one.
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

/// A plain scalar ends where a `: ` or a ` #` stands in it; quotes keep it whole.
fn quote_scalar(line: &str, at: usize) -> Option<String> {
    if !line.get(at..)?.starts_with(':') {
        return None;
    }
    let (key, scalar) = line.split_once(": ")?;
    let scalar = scalar.trim();
    // The colon in question must stand within the scalar, not after the key.
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
