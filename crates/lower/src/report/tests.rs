//! That each diagnostic is reported once, and in the order of the passes.

use super::{At, Report};
use graphwright_source::openapi::{self, Document};
use graphwright_source::{Code, Diagnostic, Limits, SourceMap};

/// A document without anything.
fn document() -> Document {
    let mut map = SourceMap::new();
    let text = "openapi: 3.0.3\ninfo: { title: Test, version: '1' }\npaths: {}\n";
    let file = map.add("test.yaml", text);
    let read = openapi::read(&map, file, &[], &Limits::default());
    read.document.expect("it is read")
}

/// The messages of a report, each with its severity.
fn messages(fill: impl FnOnce(&mut Report<'_>)) -> Vec<String> {
    let document = document();
    let mut report = Report::new(&document);
    fill(&mut report);
    let all = report.finish();
    all.iter()
        .map(|one| format!("{} {}", one.severity, one.message))
        .collect()
}

#[test]
fn a_code_is_reported_once_at_each_place() {
    let found = messages(|report| {
        report.add(Code::UNTYPED, "first", At::Value("#/info"));
        report.add(Code::UNTYPED, "second", At::Value("#/info"));
        // The key of a value is the same place.
        report.add(Code::UNTYPED, "third", At::Key("#/info"));
        report.add(Code::UNTYPED, "elsewhere", At::Value("#/info/title"));
        report.add(Code::SKIPPED, "another code", At::Value("#/info"));
    });
    assert_eq!(
        found,
        ["warning first", "warning elsewhere", "warning another code"]
    );
}

#[test]
fn a_message_about_another_input_is_reported_once() {
    let found = messages(|report| {
        let diagnostic = |message: &str| Diagnostic::new(Code::UNUSED_NAME, message);
        report.add_diagnostic(diagnostic("one"));
        report.add_diagnostic(diagnostic("one"));
        report.add_diagnostic(diagnostic("two"));
    });
    assert_eq!(found, ["error one", "error two"]);
}

#[test]
fn diagnostics_are_sorted_by_pass_and_stay_in_order_within_one() {
    let found = messages(|report| {
        report.begin(2);
        report.add(Code::UNTYPED, "later", At::Value("#/info"));
        report.begin(1);
        report.add(Code::SKIPPED, "earlier", At::Value("#/info"));
        report.add(Code::GUESSED, "next", At::Value("#/info"));
    });
    assert_eq!(found, ["warning earlier", "note next", "warning later"]);
}

#[test]
fn a_note_may_have_the_code_of_a_warning() {
    let found = messages(|report| {
        report.add_note(Code::NOT_EXPRESSED, "no loss", At::Value("#/info"));
    });
    assert_eq!(found, ["note no loss"]);
}
