//! The documented requests: a heading each, with the scopes, the request and the response below it.

use super::context::Context;
use super::document::{DocumentedOperation, Subject};
use super::rows;
use super::sample::{self, Request};
use super::sections::{Section, find_known_heading};
use graphwright_source::Code;

/// The heading before the operations.
pub(super) const HEADING: &str = "Operations";

/// The headings of the parts of an operation.
const PARTS: &[(&str, Part)] = &[
    ("Required scopes", Part::Scopes),
    ("Request", Part::Request),
    ("Response", Part::Response),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Scopes,
    Request,
    Response,
}

/// The heading of an operation, and the sections of its parts.
struct Draft<'s, 'm> {
    title: &'s Section<'m>,
    parts: Vec<(Part, &'s Section<'m>)>,
}

/// Reads the operations after the heading `Operations`, which is the first of `sections`.
pub(super) fn read_operations(
    cx: &mut Context<'_>,
    sections: &[Section<'_>],
) -> Vec<DocumentedOperation> {
    let drafts = collect_drafts(cx, sections);
    drafts
        .iter()
        .filter_map(|draft| read_operation(cx, draft))
        .collect()
}

fn collect_drafts<'s, 'm>(cx: &mut Context<'_>, sections: &'s [Section<'m>]) -> Vec<Draft<'s, 'm>> {
    let mut drafts: Vec<Draft<'s, 'm>> = Vec::new();
    for section in sections {
        match (
            find_known_heading(cx, &section.title, PARTS),
            drafts.last_mut(),
        ) {
            (Some(part), Some(draft)) => draft.parts.push((part, section)),
            _ => drafts.push(Draft {
                title: section,
                parts: Vec::new(),
            }),
        }
    }
    drafts
}

/// Reads one operation; `None` for a heading that only groups others, or has no request.
fn read_operation(cx: &mut Context<'_>, draft: &Draft<'_, '_>) -> Option<DocumentedOperation> {
    draft.title.refuse_tables(cx);
    for (part, section) in &draft.parts {
        if *part != Part::Scopes {
            section.refuse_tables(cx);
        }
    }
    let code = |wanted: Part| {
        draft
            .sections_of(wanted)
            .find_map(|section| section.code().next())
    };
    let Some(request) = code(Part::Request) else {
        report_incomplete(cx, draft);
        return None;
    };
    let Request {
        verb,
        path,
        headers,
        body,
    } = sample::read_request(cx, request)?;
    let tables = draft.sections_of(Part::Scopes).flat_map(Section::tables);
    let scopes = tables
        .flat_map(|table| rows::read_scopes(cx, table))
        .collect();
    let response = code(Part::Response).map(|code| sample::read_response(cx, code));
    let (status, response) =
        response.map_or((None, None), |response| (response.status, response.body));
    let subject = subject_of(cx.text_at(&draft.title.title));
    let title = cx.text_cell(&draft.title.title);
    Some(DocumentedOperation {
        title,
        subject,
        verb,
        path,
        scopes,
        headers,
        request: body,
        status,
        response,
    })
}

impl<'s, 'm> Draft<'s, 'm> {
    /// The sections of one part, which may occur twice.
    fn sections_of(&self, wanted: Part) -> impl Iterator<Item = &'s Section<'m>> {
        self.parts
            .iter()
            .filter(move |(part, _)| *part == wanted)
            .map(|(_, section)| *section)
    }
}

/// Reports that a heading has the parts of an operation, but no request.
///
/// A heading without any part groups the operations below it. Enumerations have no requests, and the three
/// headings without content directly below `Operations`.
fn report_incomplete(cx: &mut Context<'_>, draft: &Draft<'_, '_>) {
    let title = cx.text_at(&draft.title.title);
    let empty = draft.parts.iter().all(|(_, section)| {
        section.code().next().is_none() && section.tables().all(|table| table.rows.is_empty())
    });
    if draft.parts.is_empty() || (empty && title == HEADING) {
        return;
    }
    let message = format!("`{title}` has no request; the operation is left out");
    cx.report(Code::INCOMPLETE_OPERATION, &draft.title.title, message);
}

/// The subject in a heading: `Get the User/Events collection`, `Call the User/SendMail action`.
fn subject_of(title: &str) -> Subject {
    let name = title
        .split_whitespace()
        .find_map(|word| word.split_once('/'));
    match name {
        None => Subject::Itself,
        Some((_, action)) if title.starts_with("Call ") => Subject::Action(action.to_owned()),
        Some((_, navigation)) => Subject::Navigation(navigation.to_owned()),
    }
}
