//! Path templates (OpenAPI 3.0.3, "Path Templating"), parsed into the parts of their segments.

/// A part of a segment of a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Literal text, not percent-encoded.
    Literal(String),
    /// A parameter, which matches at least one character.
    Parameter,
}

/// Parses the segments of a template. The leading slash is not part of any.
pub(crate) fn segments(template: &str) -> impl Iterator<Item = Vec<Part>> {
    template
        .strip_prefix('/')
        .unwrap_or(template)
        .split('/')
        .map(parse_segment)
}

/// The names of a template's parameters, in the order of the path.
pub(crate) fn parameters(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|after| after.split_once('}'))
        .map(|(name, _)| name)
}

/// Parses a segment. An unmatched brace is literal text.
fn parse_segment(segment: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((before, after)) = split_parameter(rest) {
        push_literal(&mut parts, before);
        parts.push(Part::Parameter);
        rest = after;
    }
    push_literal(&mut parts, rest);
    if parts.is_empty() {
        // The empty segment, as after the last slash of `/users/`.
        parts.push(Part::Literal(String::new()));
    }
    parts
}

fn split_parameter(text: &str) -> Option<(&str, &str)> {
    let (before, after) = text.split_once('{')?;
    let (_, after) = after.split_once('}')?;
    Some((before, after))
}

fn push_literal(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Literal(text.to_owned()));
    }
}
