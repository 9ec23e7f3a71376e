//! Tags of HTML.

/// A tag: the start or the end of an element.
pub(super) struct Tag<'a> {
    /// The name of the element in lower case.
    pub name: String,
    /// `true` for the end of an element.
    pub closes: bool,
    /// The length of the tag with its angle brackets.
    pub length: usize,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Reads the tag at the start of a text.
    pub(super) fn read(rest: &'a str) -> Option<Self> {
        let rest = rest.starts_with('<').then_some(rest)?;
        // The search ends at the next bracket, since a text may consist of nothing else.
        let end = rest[1..].find(['<', '>'])? + 1;
        let inside = rest[1..end].trim_end_matches('/');
        let (closes, inside) = match inside.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, inside),
        };
        let length = inside.find(|c: char| !c.is_ascii_alphanumeric());
        let (name, attributes) = inside.split_at(length.unwrap_or(inside.len()));
        let is_separate = attributes.is_empty() || attributes.starts_with(char::is_whitespace);
        (is_separate && rest[end..].starts_with('>')).then(|| Self {
            name: name.to_ascii_lowercase(),
            closes,
            length: end + 1,
            attributes,
        })
    }

    /// Returns whether the tag has no attributes.
    pub(super) fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }

    /// The destination of a link.
    pub(super) fn address(&self) -> Option<&'a str> {
        let (_, value) = self.attributes.split_once("href=")?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..]
            .split_once(quote)
            .map(|(address, _)| address.trim())
    }
}
