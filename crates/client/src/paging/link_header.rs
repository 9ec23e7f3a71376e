//! The `Link` header (RFC 8288), as far as paging needs it: the link to the next page.

use http::{HeaderMap, header};

/// The target of the first link with `rel="next"`.
pub(super) fn next_link(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(header::LINK).into_iter();
    let mut lines = lines.filter_map(|line| std::str::from_utf8(line.as_bytes()).ok());
    lines.find_map(|line| Links(line).find_map(Link::target_of_next))
}

/// The links of a header line.
struct Links<'a>(&'a str);

/// A link: the target between `<` and `>`, and the parameters after it.
struct Link<'a> {
    target: &'a str,
    parameters: &'a str,
}

impl<'a> Iterator for Links<'a> {
    type Item = Link<'a>;

    /// Anything but a link ends the line, since the rest cannot be trusted.
    fn next(&mut self) -> Option<Link<'a>> {
        let rest = self.0.trim_start_matches([' ', '\t', ',']);
        let (target, rest) = rest.strip_prefix('<')?.split_once('>')?;
        let (parameters, rest) = rest.split_at(find_unquoted(rest, ','));
        self.0 = rest;
        Some(Link { target, parameters })
    }
}

impl<'a> Link<'a> {
    /// The target, if the link is to the next page. A link with an `anchor` belongs to another
    /// resource than the requested one (section 3.2). Only the first `rel` counts (section 3.3); it may
    /// name several relations, in any case.
    fn target_of_next(self) -> Option<&'a str> {
        let value = |wanted: &str| {
            let mut parameters = parameters(self.parameters);
            parameters.find_map(|(name, value)| name.eq_ignore_ascii_case(wanted).then_some(value))
        };
        let mut relations = value("rel")?.split_ascii_whitespace();
        let is_next = relations.any(|relation| relation.eq_ignore_ascii_case("next"));
        (is_next && value("anchor").is_none()).then_some(self.target)
    }
}

/// The names and values of parameters, without quotes. An escape within quotes is not decoded, since
/// no relation contains one.
fn parameters(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([' ', '\t', ';']);
        if rest.is_empty() {
            return None;
        }
        let (parameter, behind) = rest.split_at(find_unquoted(rest, ';'));
        rest = behind;
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        Some((name.trim(), value.trim().trim_matches('"')))
    })
}

/// The index of the first separator outside of quotes, or the length of the text.
fn find_unquoted(text: &str, separator: char) -> usize {
    let (mut quoted, mut escaped) = (false, false);
    let at = text.find(|c| {
        let found = c == separator && !quoted;
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && quoted && !escaped;
        found
    });
    at.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::next_link;
    use http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;

    #[track_caller]
    fn check(lines: &[&str], expected: Option<&str>) {
        let values = lines
            .iter()
            .map(|line| HeaderValue::from_str(line).unwrap());
        let headers: HeaderMap = values.map(|value| (header::LINK, value)).collect();
        assert_eq!(next_link(&headers), expected, "{lines:?}");
    }

    #[test]
    fn the_next_page_is_found() {
        let next = Some("/items?page=2");
        check(&[r#"</items?page=2>; rel="next""#], next);
        check(&["</items?page=2>;rel=next"], next);
        check(
            &[r#"</items?page=2> ; title="a, b; c" ; REL = "Next""#],
            next,
        );
        check(&["</a>; rel=prev, </items?page=2>; rel=next"], next);
        check(
            &[r#"</a>; title="\">, <"; rel=prev, </items?page=2>; rel=next"#],
            next,
        );
        check(&["</a>; rel=prev", "</items?page=2>; rel=next"], next);
        check(&[r#"</items?page=2>; rel="last next""#], next);
        check(&["</i?a=1,2;3>; rel=next"], Some("/i?a=1,2;3"));
        check(&["<>; rel=next"], Some(""));
    }

    #[test]
    fn what_is_no_next_page_is_passed_over() {
        check(&[], None);
        for line in [
            "",
            "</a>",
            "</a>; rel=prev",
            "</a>; rel=prev; rel=next",
            "</a>; rel=next; anchor=\"#b\"",
            "</a>; title=\"rel=next\"",
            "</a>; xrel=next",
            "</a>; rel=nexts",
            "</a; rel=next",
            "/a; rel=next",
            "</a>; title=\", </b>; rel=next",
        ] {
            check(&[line], None);
        }
    }

    proptest! {
        /// Parsing ends, and the result is a part of the header.
        #[test]
        fn any_header_is_read(line in r#"[<>;,="\\ a/relnext-]{0,60}"#) {
            let headers = HeaderMap::from_iter([(header::LINK, HeaderValue::from_str(&line).unwrap())]);
            if let Some(target) = next_link(&headers) {
                let link = format!("<{target}>");
                prop_assert!(line.contains(&link));
            }
        }
    }
}
