//! What stands in a path that no request's path has: a query, or a fragment.
//!
//! OpenAPI has neither there. Documents put a query there to tell two operations of one path apart, or
//! for want of knowing `in: query`; a fragment (`/token#refresh`) tells them apart and is never sent.

/// A path as its document writes it.
pub(super) struct Written<'p> {
    /// The template of the path that requests have.
    pub path: &'p str,
    /// What is said of the query.
    pub query: Vec<Pair<'p>>,
}

/// A parameter of a query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair<'p> {
    /// Its name on the wire.
    pub name: &'p str,
    pub value: Filler<'p>,
}

/// What a query says of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Filler<'p> {
    /// It is this one.
    Fixed(&'p str),
    /// It is that of a parameter of this name.
    Param(&'p str),
}

impl<'p> Written<'p> {
    pub(super) fn of(text: &'p str) -> Self {
        let (path, aside) = text.split_at(end(text));
        let query = aside.split('#').next().unwrap_or_default();
        Self {
            path,
            query: pairs(query.strip_prefix('?').unwrap_or(query)),
        }
    }
}

/// Where a `?` or a `#` stands that begins a query or a fragment: outside of a parameter's braces and
/// behind the last slash, for some documents mark a part of the path by `#`. `{?` begins a query too
/// (RFC 6570 section 3.2.8).
fn end(text: &str) -> usize {
    let last = text.rfind('/').unwrap_or_default();
    let mut is_within = false;
    for (at, c) in text.char_indices().skip_while(|(at, _)| *at < last) {
        match c {
            '?' | '#' if !is_within => return at,
            '{' if text[at..].starts_with("{?") => return at,
            '{' => is_within = true,
            '}' => is_within = false,
            _ => {}
        }
    }
    text.len()
}

fn pairs(query: &str) -> Vec<Pair<'_>> {
    if let Some(names) = query.strip_prefix("{?") {
        let names = names.split(['}', '{', '&', ',']);
        let names = names.map(|name| name.trim().trim_end_matches('*'));
        let pair = |name| Pair {
            name,
            value: Filler::Param(name),
        };
        return names.filter(|name| !name.is_empty()).map(pair).collect();
    }
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(pair).collect()
}

fn pair(pair: &str) -> Pair<'_> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    match (braced(name), braced(value)) {
        (Some(name), _) => Pair {
            name,
            value: Filler::Param(name),
        },
        (None, Some(param)) => Pair {
            name,
            value: Filler::Param(param),
        },
        // Text and parameters mixed: all that is known is that there is a value.
        (None, None) if value.contains(['{', '}']) => Pair {
            name,
            value: Filler::Param(name),
        },
        (None, None) => Pair {
            name,
            value: Filler::Fixed(value),
        },
    }
}

/// The name of the parameter that a text is.
fn braced(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.contains(['{', '}'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &str, query: &[(&str, Filler<'_>)]) {
        let written = Written::of(text);
        assert_eq!(written.path, path, "{text}");
        let found: Vec<_> = written.query.into_iter().collect();
        let found: Vec<_> = found.iter().map(|pair| (pair.name, &pair.value)).collect();
        let wanted: Vec<_> = query.iter().map(|(name, value)| (*name, value)).collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn a_path_ends_before_its_query_and_its_fragment() {
        use Filler::{Fixed, Param};
        check("/a/{b}", "/a/{b}", &[]);
        check("/token#refresh", "/token", &[]);
        check("/#Action=Add&x={y}", "/", &[]);
        check("/a?full=true#x", "/a", &[("full", Fixed("true"))]);
        check(
            "/a/{b}?q={term}&n={n}&day={from}..{to}&flag",
            "/a/{b}",
            &[
                ("q", Param("term")),
                ("n", Param("n")),
                ("day", Param("day")),
                ("flag", Fixed("")),
            ],
        );
        check("/a?{b}", "/a", &[("b", Param("b"))]);
        check(
            "/a{?page,size*}",
            "/a",
            &[("page", Param("page")), ("size", Param("size"))],
        );
        check("/a/{id?}", "/a/{id?}", &[]);
        check("/a/{b", "/a/{b", &[]);
        check("/a/{#b}", "/a/{#b}", &[]);
        check("/a/#b/{c}", "/a/#b/{c}", &[]);
    }
}
