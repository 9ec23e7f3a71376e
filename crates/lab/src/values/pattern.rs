//! A text that a pattern fits, made by walking through the pattern. What it looks around for (`\b`) is
//! not heeded.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// A text of a length between two bounds, if that is as easy as repeating what may be repeated.
pub(super) fn text(pattern: &str, least: usize, most: usize) -> Option<String> {
    // The dialect of JSON Schema is that of ECMAScript, which escapes more than it must.
    let pattern = pattern.replace("\\/", "/");
    let hir = ParserBuilder::new().build().parse(&pattern).ok()?;
    [0, 1, 2, u32::try_from(least).ok()?]
        .into_iter()
        .find_map(|repeat| {
            let mut text = String::new();
            walk(&hir, repeat.min(1000), &mut text)?;
            let length = text.chars().count();
            // What has no beginning and no end can be longer than it asks for.
            (least..=most).contains(&length).then_some(text)
        })
}

/// Adds what fits a part; what may be repeated is, so often.
fn walk(hir: &Hir, repeat: u32, text: &mut String) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(()),
        HirKind::Literal(literal) => {
            text.push_str(str::from_utf8(&literal.0).ok()?);
            Some(())
        }
        HirKind::Class(class) => {
            text.push(character(class)?);
            Some(())
        }
        HirKind::Repetition(repetition) => {
            let times = repeat.clamp(repetition.min, repetition.max.unwrap_or(u32::MAX));
            (0..times).try_for_each(|_| walk(&repetition.sub, repeat, text))
        }
        HirKind::Capture(capture) => walk(&capture.sub, repeat, text),
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| walk(part, repeat, text)),
        HirKind::Alternation(parts) => walk(parts.first()?, repeat, text),
    }
}

/// A character of a class: a letter or a digit, if there is one.
fn character(class: &Class) -> Option<char> {
    let Class::Unicode(class) = class else {
        return None;
    };
    let holds = |wanted: char| {
        class
            .iter()
            .any(|range| (range.start()..=range.end()).contains(&wanted))
    };
    let plain = "a0A".chars().chain('!'..='~');
    plain
        .into_iter()
        .find(|wanted| holds(*wanted))
        .or_else(|| Some(class.iter().next()?.start()))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_text_fits_its_pattern() {
        let check = |pattern, least, most, expected: Option<&str>| {
            assert_eq!(text(pattern, least, most).as_deref(), expected, "{pattern}");
        };
        check("^[a-z]+$", 0, 9, Some("a"));
        check("^[a-z]+$", 5, 9, Some("aaaaa"));
        check(r"^\d{3}-\d{4}$", 0, 99, Some("000-0000"));
        check("^(true|false)$", 0, 99, Some("true"));
        check(r"^\/v\d$", 0, 99, Some("/v0"));
        check("^a{3}$", 5, 9, None);
        check("^(?!a)", 0, 9, None);
    }
}
