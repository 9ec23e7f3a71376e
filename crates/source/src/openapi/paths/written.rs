//! Path templates as documents write them: with a query or a fragment that is not part of a request's path.
//!
//! OpenAPI allows neither. Documents add a query to distinguish two operations of one path, or instead of
//! `in: query`; a fragment (`/token#refresh`) distinguishes them and is never sent.

/// A path template as its document writes it.
pub(super) struct Written<'p> {
    /// The template of the path of requests.
    pub path: &'p str,
    /// The parameters of the query.
    pub query: Vec<Pair<'p>>,
}

/// A parameter of a query.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pair<'p> {
    /// Its name on the wire.
    pub name: &'p str,
    pub value: Filler<'p>,
}

/// The value of a parameter in a query.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Filler<'p> {
    /// This text.
    Fixed(&'p str),
    /// The value of a parameter of this name.
    Param(&'p str),
}

impl<'p> Written<'p> {
    pub(super) fn parse(text: &'p str) -> Self {
        let (path, aside) = text.split_at(path_end(text));
        let query = aside.split('#').next().unwrap_or_default();
        Self {
            path,
            query: parse_query(query.strip_prefix('?').unwrap_or(query)),
        }
    }
}

/// The position of the `?` or `#` that begins a query or a fragment: outside of a parameter's braces and after
/// the last slash, since some documents mark a part of the path by `#`. `{?` begins a query too (RFC 6570
/// section 3.2.8).
fn path_end(text: &str) -> usize {
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

fn parse_query(query: &str) -> Vec<Pair<'_>> {
    if let Some(names) = query.strip_prefix("{?") {
        return names
            .split(['}', '{', '&', ','])
            .map(|name| name.trim().trim_end_matches('*'))
            .filter(|name| !name.is_empty())
            .map(|name| Pair {
                name,
                value: Filler::Param(name),
            })
            .collect();
    }
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(parse_pair).collect()
}

fn parse_pair(pair: &str) -> Pair<'_> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    match (strip_braces(name), strip_braces(value)) {
        (Some(name), _) => Pair {
            name,
            value: Filler::Param(name),
        },
        (None, Some(param)) => Pair {
            name,
            value: Filler::Param(param),
        },
        // Text and parameters mixed: only the name is certain.
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

/// The name in a text that is a parameter in braces.
fn strip_braces(text: &str) -> Option<&str> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    (!name.contains(['{', '}'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, path: &str, query: &[(&str, Filler<'_>)]) {
        let written = Written::parse(text);
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
