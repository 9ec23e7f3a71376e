//! Messages in the style of rustc: the code, the place, the source line, a caret, a help line.

use super::summary::Summary;
use crate::message::{About, Message};
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use graphwright_source::{Location, Severity, SourceMap};
use std::iter;
use std::ops::Range;

/// A message, and an empty line.
pub(super) fn message(map: &SourceMap, message: &Message, renderer: &Renderer) -> String {
    let level = match message.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(message.text.as_str()).id(message.code);
    let mut group = match &message.about {
        About::Run => Group::with_title(title),
        About::Path(path) => title.element(Origin::path(path.as_str())),
        About::Input(origin) => {
            let location = map.locate(origin);
            add_place(Group::with_title(title), map.text(origin.file), location)
        }
    };
    if let Some(help) = &message.help {
        group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
    }
    let related = message.related.as_ref().map(|related| {
        let (origin, what) = &**related;
        let title = Level::NOTE.secondary_title(normalize_untrusted_str(what));
        let (text, location) = (map.text(origin.file), map.locate(origin));
        add_place(Group::with_title(title), text, location)
    });
    let groups: Vec<Group<'_>> = iter::once(group).chain(related).collect();
    format!("{}\n", renderer.render(&groups))
}

/// Adds a place with its source line; without one if only the file is known, or a pointer into a value.
fn add_place<'a>(group: Group<'a>, text: &'a str, location: Location) -> Group<'a> {
    let (Some(line), Some(column)) = (location.line, location.column) else {
        let pointer = location.pointer.unwrap_or_default();
        return group.element(Origin::path(location.path + &pointer));
    };
    let excerpt = excerpt(text, location.start..location.end);
    let snippet = Snippet::source(excerpt.text)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(excerpt.span));
    if excerpt.from_start {
        return group.element(snippet.path(location.path));
    }
    // The renderer would count the column from where the text was cut.
    let origin = Origin::path(location.path).line(line).char_column(column);
    group.element(origin).element(snippet)
}

/// The number of bytes of a line that the renderer gets; it cuts the line to the width of a terminal itself, but a
/// document of one line may have megabytes.
const LONG: usize = 1000;

/// A line, or the part of a long one around a place.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt<'a> {
    text: &'a str,
    /// The place in the text.
    span: Range<usize>,
    /// `true` if the text begins at the start of the line.
    from_start: bool,
}

/// The line of a place. It searches only as far as can be shown: a document of one line may have thousands of places
/// to show.
fn excerpt(text: &str, span: Range<usize>) -> Excerpt<'_> {
    let start = floor(text, span.start);
    let near = floor(text, start.saturating_sub(LONG));
    let line = match text[near..start].rfind('\n') {
        Some(at) => Some(near + at + 1),
        None => (near == 0).then_some(0),
    };
    let mark = |line: &usize| text[*line..].starts_with('\u{feff}');
    let line = line.map(|line| {
        if mark(&line) {
            line + '\u{feff}'.len_utf8()
        } else {
            line
        }
    });
    let start = start.max(line.unwrap_or_default());
    let far = floor(text, start + LONG);
    let end = match text[start..far].find(['\n', '\r']) {
        Some(at) => Some(start + at),
        None => (far == text.len()).then_some(far),
    };
    let (from, to) = match (line, end) {
        (Some(line), Some(end)) if end - line <= LONG => (line, end),
        _ => {
            let from = floor(text, start.saturating_sub(LONG / 2)).max(line.unwrap_or_default());
            (from, floor(text, start + LONG / 2).min(end.unwrap_or(far)))
        }
    };
    let until = floor(text, span.end).clamp(start, to);
    Excerpt {
        text: &text[from..to],
        span: start - from..until - from,
        from_start: line == Some(from),
    }
}

/// The character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

/// The last line, for example `8 operations, 12 types -> 27 files, 3 written, 1 removed in 31 ms`.
pub(super) fn summary(summary: &Summary, errors: usize, warnings: usize) -> String {
    let counts = summary.counts;
    let ms = summary.elapsed.as_millis();
    let some = |number: usize, text: String| (number > 0).then_some(text);
    let said = [
        some(errors, plural(errors, "error")),
        some(warnings, plural(warnings, "warning")),
    ];
    let said: String = said
        .into_iter()
        .flatten()
        .fold(String::new(), |said, one| said + ", " + &one);
    let Some(written) = summary.written else {
        return format!("stopped{said}; nothing was written, in {ms} ms");
    };
    let found = [
        Some(plural(counts.operations, "operation")),
        some(counts.skipped, format!("{} skipped", counts.skipped)),
        some(
            counts.suppressed,
            format!("{} suppressed", counts.suppressed),
        ),
        Some(plural(counts.types, "type")),
        some(counts.untyped, format!("{} untyped", counts.untyped)),
    ];
    let made = [
        Some(plural(counts.files, "file")),
        Some(format!("{} written", written.written)),
        some(written.removed, format!("{} removed", written.removed)),
    ];
    let list = |parts: &[Option<String>]| {
        parts
            .iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!("{} -> {} in {ms} ms{said}", list(&found), list(&made))
}

fn plural(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, span: Range<usize>, expected: (&str, &str)) {
        let excerpt = excerpt(text, span);
        assert_eq!((excerpt.text, &excerpt.text[excerpt.span]), expected);
    }

    #[test]
    fn the_line_of_a_place_is_shown() {
        check("a: 1\nb: two\nc: 3\n", 8..11, ("b: two", "two"));
        check("a: 1\r\nb: two\r\n", 9..30, ("b: two", "two"));
        check("\u{feff}a: 1", 3..4, ("a: 1", "a"));
        check("\u{feff}a: 1", 0..0, ("a: 1", ""));
        check("a:\n", 3..3, ("", ""));
        check("", 0..9, ("", ""));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}here{}", "é".repeat(50_000), "x".repeat(50_000));
        let excerpt = excerpt(&text, 100_000..100_004);
        assert_eq!(&excerpt.text[excerpt.span], "here");
        assert!(
            excerpt.text.len() <= LONG + 1,
            "{} bytes",
            excerpt.text.len()
        );
        assert!(!excerpt.from_start);
    }
}
