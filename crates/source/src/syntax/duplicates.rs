//! Keys that a mapping has twice.

use crate::diagnostic::{Code, Diagnostic, FileId, Origin};
use crate::source_map::SourceMap;

/// The number of duplicate keys that are told one by one.
const TOLD: usize = 20;

/// One diagnostic for each duplicate key of a file, and one for those beyond the first few.
pub(super) fn report(map: &SourceMap, file: FileId) -> Vec<Diagnostic> {
    let duplicates = map.outline(file).duplicates();
    let told = duplicates.iter().take(TOLD).map(|(key, first, span)| {
        let first = map.locate(&Origin::span(file, first.start, first.end));
        let line = first.line.unwrap_or_default();
        Diagnostic::new(
            Code::DUPLICATE_KEY,
            format!("the key `{key}` stands here for the second time"),
        )
        .at(Origin::span(file, span.start, span.end))
        .help(format!(
            "the first one is on line {line}; remove one of the two"
        ))
    });
    let rest = duplicates.get(TOLD).map(|(_, _, span)| {
        let message = format!(
            "{} more keys stand for the second time",
            duplicates.len() - TOLD
        );
        Diagnostic::new(Code::DUPLICATE_KEY, message).at(Origin::span(file, span.start, span.end))
    });
    told.chain(rest).collect()
}
