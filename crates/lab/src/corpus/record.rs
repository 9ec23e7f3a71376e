//! What became of a document: a line of `results.jsonl`.

use crate::digest::digest;
use crate::documents::Document;
use crate::generation::{Message, Said};
use crate::process::{Cost, End, Ended};
use anyhow::{Context as _, Result};
use fs_err as fs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// How generation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// The crates were written.
    Generated,
    /// It was told what is wrong with the document, and nothing was written.
    Refused,
    /// It panicked.
    Panic,
    /// A signal ended it, as it does when a stack overflows.
    Crash,
    /// It took too long.
    Timeout,
    /// It took too much memory.
    Memory,
    /// It could not write, or ended in a way that it should not know.
    Failed,
}

impl Outcome {
    /// Whether the generator did what it should: to refuse a document is to do so.
    pub(super) fn is_orderly(self) -> bool {
        matches!(self, Self::Generated | Self::Refused)
    }

    /// The word of it in JSON and in the table.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Refused => "refused",
            Self::Panic => "panic",
            Self::Crash => "crash",
            Self::Timeout => "timeout",
            Self::Memory => "memory",
            Self::Failed => "failed",
        }
    }

    fn of(ended: &Ended) -> Self {
        match ended.end {
            End::Timeout => Self::Timeout,
            End::Memory => Self::Memory,
            End::Ended(status) => match status.code() {
                Some(0) => Self::Generated,
                Some(2) => Self::Refused,
                // What Rust's runtime ends a program with whose main thread panics.
                Some(101) => Self::Panic,
                Some(_) => Self::Failed,
                None => Self::Crash,
            },
        }
    }
}

/// Why a document was not generated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reason {
    /// The code of the first error, of those with a line if there is one; `None` where the generator
    /// broke down and could not say.
    pub code: Option<String>,
    /// What it said.
    pub message: String,
    /// The file, relative to the folder of the documents.
    pub file: Option<String>,
    pub line: Option<u64>,
    pub column: Option<u64>,
}

/// What became of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The document, relative to the folder.
    pub path: String,
    /// What the result depends on, hashed.
    pub key: String,
    pub outcome: Outcome,
    pub reason: Option<Reason>,
    /// What was changed before, and the flags of the generation; empty where documents are taken as they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub varied: Vec<String>,
    /// Where a changed document was refused, what becomes of it as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_it_is: Option<Outcome>,
    /// Operations of the document; 0 where it could not be read at all.
    pub operations: u64,
    /// Of them, those that are in every target.
    pub generated: u64,
    pub types: u64,
    /// Positions of the generated code that have a value and are not free-form in the document.
    pub positions: u64,
    /// Of them, those that are bare JSON for want of a faithful form.
    pub untyped: u64,
    /// Why schemas stay JSON, with how often that was said.
    pub untyped_reasons: BTreeMap<String, u64>,
    /// Why operations and parts of them are left out, with how often that was said.
    pub skipped_reasons: BTreeMap<String, u64>,
    /// How often each code was told.
    pub diagnostics: BTreeMap<String, u64>,
    /// Files that were written.
    pub files: u64,
    /// Lines of Rust in them.
    pub lines: u64,
    /// The hash of everything that was written; empty where nothing was.
    pub output: String,
    pub wall_ms: u64,
    #[serde(flatten)]
    pub cost: Cost,
}

impl Record {
    /// What a process said about a document, and what it left in `out`.
    pub(super) fn new(
        document: &Document,
        key: String,
        dir: &Path,
        said: &Said,
        out: &Path,
    ) -> Result<Self> {
        let outcome = Outcome::of(&said.ended);
        let generated = outcome == Outcome::Generated;
        let summary = said.summary.unwrap_or_default();
        let (lines, output, positions) = if generated {
            (lines(out)?, written(out)?, positions(out)?)
        } else {
            (0, String::new(), 0)
        };
        Ok(Self {
            path: document.path.clone(),
            key,
            outcome,
            reason: (!generated).then(|| reason(outcome, said, dir)),
            varied: Vec::new(),
            as_it_is: None,
            operations: summary.operations + summary.skipped,
            generated: if generated { summary.operations } else { 0 },
            untyped_reasons: reasons(&said.messages, "untyped"),
            skipped_reasons: reasons(&said.messages, "skipped"),
            diagnostics: count(said.messages.iter().map(|message| message.code.as_str())),
            types: summary.types,
            positions,
            untyped: if generated { summary.untyped } else { 0 },
            files: summary.files,
            lines,
            output,
            wall_ms: milliseconds(said.ended.wall),
            cost: said.cost,
        })
    }

    /// What a result is looked up by.
    pub(super) fn id(&self) -> (&str, &str) {
        (&self.path, &self.key)
    }

    /// Whether the document was refused with a line and a column.
    pub(super) fn is_located(&self) -> bool {
        let located = |reason: &Reason| reason.line.is_some() && reason.column.is_some();
        self.reason.as_ref().is_some_and(located)
    }
}

fn reason(outcome: Outcome, said: &Said, dir: &Path) -> Reason {
    let errors = || {
        let messages = said.messages.iter();
        messages.filter(|message| message.severity == "error")
    };
    let located = errors().find(|message| message.line.is_some());
    match located.or_else(|| errors().next()) {
        Some(error) if outcome.is_orderly() || outcome == Outcome::Failed => Reason {
            code: Some(error.code.clone()),
            message: error.text.clone(),
            file: error.file.as_deref().map(|file| below(dir, file)),
            line: error.line,
            column: error.column,
        },
        _ => Reason {
            code: None,
            message: last_words(&said.ended),
            file: None,
            line: None,
            column: None,
        },
    }
}

fn below(dir: &Path, file: &str) -> String {
    let path = Path::new(file);
    let path = path.strip_prefix(dir).unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// How a process that broke down said so: from the line that names the place of the panic on, else
/// the last of its lines.
fn last_words(ended: &Ended) -> String {
    let lines: Vec<&str> = ended
        .stderr
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let panic = lines.iter().position(|line| line.contains("panicked at"));
    let words = match panic {
        Some(at) => lines.get(at..lines.len().min(at + 2)).unwrap_or_default(),
        None => lines
            .get(lines.len().saturating_sub(2)..)
            .unwrap_or_default(),
    };
    let words = words.join(" ");
    match ended.end {
        End::Ended(status) if words.is_empty() => status.to_string(),
        End::Ended(_) => words,
        End::Timeout => "it took too long".to_owned(),
        End::Memory => "it took too much memory".to_owned(),
    }
}

/// What `codegen` says under a code, without the names in it, so that like is counted with like.
fn reasons(messages: &[Message], code: &str) -> BTreeMap<String, u64> {
    let messages = messages.iter().filter(|message| message.code == code);
    let reasons: Vec<String> = messages
        .map(|message| without_names(&message.text))
        .collect();
    count(reasons.iter().map(String::as_str))
}

/// A text with every part between backticks left out.
fn without_names(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').step_by(2).collect();
    parts.join("`..`")
}

fn count<'a>(words: impl Iterator<Item = &'a str>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}

/// Lines of Rust below a folder.
fn lines(folder: &Path) -> Result<u64> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            lines += self::lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += u64::try_from(fs::read_to_string(&path)?.lines().count())?;
        }
    }
    Ok(lines)
}

/// The positions that the report counts.
fn positions(out: &Path) -> Result<u64> {
    let report: Value = serde_json::from_str(&fs::read_to_string(out.join("report.json"))?)?;
    let positions = report.pointer("/counts/positions").and_then(Value::as_u64);
    positions.context("the report counts no positions")
}

/// A hash of all that was written: the tool keeps a list with the hash of each file.
fn written(out: &Path) -> Result<String> {
    Ok(digest([&fs::read(out.join(".graphwright.json"))?[..]]))
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::{self, Limits};
    use std::process::Command;

    #[cfg(unix)]
    #[test]
    fn every_way_to_end_is_an_outcome() {
        let check = |script: &str, outcome: Outcome, words: &str| {
            let limits = Limits {
                time: Duration::from_secs(10),
                memory: u64::MAX,
            };
            let ended = process::run(Command::new("sh").args(["-c", script]), limits);
            let ended = ended.expect("a shell");
            assert_eq!(Outcome::of(&ended), outcome, "{script}");
            assert!(last_words(&ended).contains(words), "{ended:?}");
        };
        check("exit 0", Outcome::Generated, "");
        check("exit 2", Outcome::Refused, "");
        check("exit 3", Outcome::Failed, "status: 3");
        check("kill -ABRT $$", Outcome::Crash, "signal: 6");
        let panic =
            "printf \"note\\nthread 'main' panicked at a.rs:1:2:\\nboom\\nhint\\n\" >&2; exit 101";
        check(panic, Outcome::Panic, "a.rs:1:2: boom");
    }

    #[test]
    fn reasons_are_counted_without_the_names_in_them() {
        let check = |text, expected: &str| assert_eq!(without_names(text), expected);
        check("kept as JSON: `a` or `b c`", "kept as JSON: `..` or `..`");
        check("kept as JSON", "kept as JSON");
        check("", "");
    }
}
