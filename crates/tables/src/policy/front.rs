//! Front matter: `key: value` lines, and one level of them below a key.
//!
//! This is a subset of YAML, read here because every value needs its place in the text.

use super::model::Variant;
use crate::entity::context::{Context, did_you_mean};
use crate::entity::markdown::trim;
use graphwright_source::Cell;
use graphwright_source::Code;
use std::ops::Range;

/// The keys, in their order.
pub(super) struct FrontMatter {
    span: Range<usize>,
    entries: Vec<Entry>,
}

struct Entry {
    key: Range<usize>,
    value: Range<usize>,
    below: Vec<(Range<usize>, Range<usize>)>,
}

/// Reads the lines of front matter; invalid lines and keys that are not in `known` are reported.
pub(super) fn read(cx: &mut Context<'_>, span: &Range<usize>, known: &[&str]) -> FrontMatter {
    let mut entries: Vec<Entry> = Vec::new();
    let mut at = span.start;
    for line in cx.text_at(span).split_inclusive('\n') {
        let whole = at..at + line.len();
        at = whole.end;
        if line.trim().is_empty() {
            continue;
        }
        let Some((key, value)) = key_and_value(cx.text, &whole) else {
            cx.report(
                Code::POLICY_SYNTAX,
                &trim(cx.text, whole),
                "a line of front matter is `key: value`",
            );
            continue;
        };
        match entries.last_mut() {
            Some(parent) if line.starts_with(' ') => parent.below.push((key, value)),
            _ => entries.push(Entry {
                key,
                value,
                below: Vec::new(),
            }),
        }
    }
    report_keys(cx, &entries, known);
    FrontMatter {
        span: span.clone(),
        entries,
    }
}

impl FrontMatter {
    /// The value of an optional key.
    pub(super) fn optional(&self, cx: &Context<'_>, key: &str) -> Option<Cell<String>> {
        let entry = self
            .entries
            .iter()
            .find(|entry| cx.text_at(&entry.key) == key)?;
        (!entry.value.is_empty()).then(|| cx.text_cell(&entry.value))
    }

    /// The value of a required key.
    pub(super) fn required(&self, cx: &mut Context<'_>, key: &str) -> Option<Cell<String>> {
        let value = self.optional(cx, key);
        if value.is_none() {
            cx.report(
                Code::POLICY_SYNTAX,
                &self.span,
                format!("the front matter has no `{key}`"),
            );
        }
        value
    }

    /// The lines below a key.
    pub(super) fn below(&self, cx: &Context<'_>, key: &str) -> Vec<Variant> {
        let entries = self
            .entries
            .iter()
            .filter(|entry| cx.text_at(&entry.key) == key);
        let below = entries.flat_map(|entry| &entry.below);
        below
            .map(|(name, ident)| Variant {
                name: cx.text_cell(name),
                ident: cx.text_cell(ident),
            })
            .collect()
    }
}

fn report_keys(cx: &mut Context<'_>, entries: &[Entry], known: &[&str]) {
    for (index, entry) in entries.iter().enumerate() {
        let key = cx.text_at(&entry.key);
        if !known.contains(&key) {
            let help = did_you_mean(key, known.iter().copied());
            cx.report_with_help(
                Code::POLICY_SYNTAX,
                &entry.key,
                format!("`{key}` is not a key of a policy"),
                help,
            );
        } else if entries[..index]
            .iter()
            .any(|before| cx.text_at(&before.key) == key)
        {
            cx.report(
                Code::DUPLICATE_KEY,
                &entry.key,
                format!("`{key}` stands twice"),
            );
        }
    }
}

/// `key: value`; the value may be empty, and may be in double quotes.
fn key_and_value(text: &str, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let line = trim(text, line.clone());
    let slice = &text[line.clone()];
    let colon = slice
        .find(": ")
        .or_else(|| slice.len().checked_sub(1).filter(|_| slice.ends_with(':')))?;
    let key = trim(text, line.start..line.start + colon);
    let value = trim(text, line.start + colon + 1..line.end);
    let quoted = value.len() >= 2
        && text[value.clone()].starts_with('"')
        && text[value.clone()].ends_with('"');
    (!key.is_empty()).then(|| {
        (
            key,
            if quoted {
                value.start + 1..value.end - 1
            } else {
                value
            },
        )
    })
}
