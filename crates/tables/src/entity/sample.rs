//! Samples of requests and responses: first lines, headers, and bodies that are not JSON.
//!
//! A body has single quotes, dots for omitted parts, and types for values. It is read line by line; an unknown line
//! is reported and skipped.

use super::context::Context;
use super::document::{EdmType, Header, Path, Sample, SampleField, Verb};
use super::markdown::trim;
use super::value;
use graphwright_source::Cell;
use graphwright_source::Code;
use std::ops::Range;

/// A block of code under `Request`.
pub(super) struct Request {
    pub(super) verb: Cell<Verb>,
    pub(super) path: Cell<Path>,
    pub(super) headers: Vec<Header>,
    pub(super) body: Option<Sample>,
}

/// A block of code under `Response`.
pub(super) struct Response {
    pub(super) status: Option<Cell<u16>>,
    pub(super) body: Option<Sample>,
}

/// Reads a request; `None` if its first line cannot be read, which is reported.
pub(super) fn read_request(cx: &mut Context<'_>, code: &Range<usize>) -> Option<Request> {
    let mut lines = lines(cx.text, code).peekable();
    while lines.next_if(Range::is_empty).is_some() {}
    let Some(first) = lines.next() else {
        cx.report(Code::UNREADABLE_REQUEST, code, "the request is empty");
        return None;
    };
    let (verb, path) = read_request_line(cx, &first)?;
    let headers = lines.by_ref().take_while(|line| !line.is_empty());
    let headers: Vec<Range<usize>> = headers.collect();
    let headers = headers
        .iter()
        .filter_map(|line| read_header(cx, line))
        .collect();
    Some(Request {
        verb,
        path,
        headers,
        body: read_sample(cx, lines),
    })
}

/// Reads a response.
pub(super) fn read_response(cx: &mut Context<'_>, code: &Range<usize>) -> Response {
    let mut lines = lines(cx.text, code).peekable();
    while lines.next_if(Range::is_empty).is_some() {}
    let status = lines.next().and_then(|line| read_status(cx, &line));
    Response {
        status,
        body: read_sample(cx, lines),
    }
}

/// `GET /<version>/myOrganization/users HTTP/1.1`.
fn read_request_line(
    cx: &mut Context<'_>,
    line: &Range<usize>,
) -> Option<(Cell<Verb>, Cell<Path>)> {
    let (verb, rest) = split_word(cx.text, line);
    let (path, protocol) = split_word(cx.text, &rest);
    let found = Verb::find(cx.text_at(&verb)).filter(|_| cx.text_at(&path).starts_with('/'));
    if let (Some(found), "" | "HTTP/1.1") = (found, cx.text_at(&protocol)) {
        return Some((
            cx.cell(found, &verb),
            cx.cell(Path(cx.text_at(&path).to_owned()), &path),
        ));
    }
    let message = format!(
        "`{}` is not a request line: a verb, a path and `HTTP/1.1`",
        cx.text_at(line)
    );
    cx.report(Code::UNREADABLE_REQUEST, line, message);
    None
}

/// `Accept : application/json`.
fn read_header(cx: &mut Context<'_>, line: &Range<usize>) -> Option<Header> {
    let Some((name, value)) = split_once(cx.text, line, ":") else {
        cx.report(
            Code::UNREADABLE_SAMPLE,
            line,
            format!("`{}` is not a header", cx.text_at(line)),
        );
        return None;
    };
    Some(Header {
        name: cx.text_cell(&name),
        value: cx.text_cell(&value),
    })
}

/// `201 Created`.
fn read_status(cx: &mut Context<'_>, line: &Range<usize>) -> Option<Cell<u16>> {
    let (number, _) = split_word(cx.text, line);
    let status = cx
        .text_at(&number)
        .parse()
        .ok()
        .filter(|status| (100..600).contains(status));
    if status.is_none() {
        cx.report(
            Code::UNREADABLE_SAMPLE,
            line,
            format!("`{}` is not a status line", cx.text_at(line)),
        );
    }
    status.map(|status| cx.cell(status, &number))
}

/// Reads the lines of a body; `None` if there are none.
fn read_sample(cx: &mut Context<'_>, lines: impl Iterator<Item = Range<usize>>) -> Option<Sample> {
    let mut sample = None;
    for line in lines.filter(|line| !line.is_empty()) {
        read_body_line(cx, sample.get_or_insert_default(), &line);
    }
    sample
}

fn read_body_line(cx: &mut Context<'_>, sample: &mut Sample, line: &Range<usize>) {
    let content = without_comma(cx.text, line);
    let text = cx.text_at(&content);
    if text.chars().all(|c| matches!(c, '{' | '}' | '[' | ']')) {
        return;
    }
    if text == "..." {
        sample.elided = true;
        return;
    }
    let Some((name, value)) = split_once(cx.text, &content, ":") else {
        sample.value = read_typed(cx, &unquoted(cx.text, &content));
        return;
    };
    let (name, value) = (unquoted(cx.text, &name), unquoted(cx.text, &value));
    match cx.text_at(&name) {
        "value" if cx.text_at(&value).starts_with('[') => sample.collection = true,
        "@odata.type" => sample.type_name = Some(cx.text_cell(&without(cx.text, &value, "#", ""))),
        "@odata.id" => sample.key = read_key(cx, &value),
        control if control.starts_with("@odata.") => {}
        placeholder if placeholder.starts_with('<') => read_placeholder(cx, sample, &name),
        _ => {
            if let Some(ty) = read_typed(cx, &value) {
                sample.fields.push(SampleField {
                    name: cx.text_cell(&name),
                    ty,
                });
            }
        }
    }
}

/// A type in place of a value.
fn read_typed(cx: &mut Context<'_>, span: &Range<usize>) -> Option<Cell<EdmType>> {
    if cx.text_at(span).starts_with('<') {
        return value::bracketed_type(cx, span);
    }
    cx.report(
        Code::UNREADABLE_SAMPLE,
        span,
        format!("`{}` is not a known part of a sample", cx.text_at(span)),
    );
    None
}

/// The `objectId` of `/<User.objectId>`; samples without a key have `_undefined`.
fn read_key(cx: &mut Context<'_>, id: &Range<usize>) -> Option<Cell<String>> {
    let inner = without(cx.text, id, "/<", ">");
    let (_, key) = split_once(cx.text, &inner, ".")?;
    (cx.text_at(&key) != "_undefined").then(|| cx.text_cell(&key))
}

/// `<User.property_1>` means any property of the type `User`.
fn read_placeholder(cx: &mut Context<'_>, sample: &mut Sample, name: &Range<usize>) {
    if let Some((ty, _)) = split_once(cx.text, &without(cx.text, name, "<", ">"), ".") {
        sample.type_name.get_or_insert_with(|| cx.text_cell(&ty));
    }
}

/// The trimmed lines of a place.
pub(super) fn lines<'t>(
    text: &'t str,
    span: &Range<usize>,
) -> impl Iterator<Item = Range<usize>> + use<'t> {
    let mut at = span.start;
    text[span.clone()].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        trim(text, start..at)
    })
}

/// The first word of a place, and the rest.
fn split_word(text: &str, span: &Range<usize>) -> (Range<usize>, Range<usize>) {
    let slice = &text[span.clone()];
    let end = span.start + slice.find(char::is_whitespace).unwrap_or(slice.len());
    (span.start..end, trim(text, end..span.end))
}

/// The trimmed texts before and after the first `mark`.
fn split_once(text: &str, span: &Range<usize>, mark: &str) -> Option<(Range<usize>, Range<usize>)> {
    let at = span.start + text[span.clone()].find(mark)?;
    Some((
        trim(text, span.start..at),
        trim(text, at + mark.len()..span.end),
    ))
}

fn without_comma(text: &str, span: &Range<usize>) -> Range<usize> {
    trim(text, without(text, span, "", ","))
}

fn unquoted(text: &str, span: &Range<usize>) -> Range<usize> {
    without(text, &without(text, span, "'", ""), "", "'")
}

/// The place without an optional prefix and suffix.
fn without(text: &str, span: &Range<usize>, prefix: &str, suffix: &str) -> Range<usize> {
    let slice = &text[span.clone()];
    let start = span.start
        + if slice.starts_with(prefix) {
            prefix.len()
        } else {
            0
        };
    let ends = text[start..span.end].ends_with(suffix);
    start..span.end - if ends { suffix.len() } else { 0 }
}
