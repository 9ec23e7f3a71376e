//! The result of generating from a document: a line of `results.jsonl`.

use crate::digest::digest;
use crate::documents::Document;
use crate::generation::{CodegenOutput, Message};
use crate::process::{Cost, ProcessResult, Termination};
use anyhow::{Context as _, Result};
use fs_err as fs;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// The end of generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Outcome {
    /// The crates were written.
    Generated,
    /// Errors of the document were reported, and nothing was written.
    Refused,
    /// The generator panicked.
    Panic,
    /// A signal ended it, as after a stack overflow.
    Crash,
    /// It took too long.
    Timeout,
    /// It took too much memory.
    Memory,
    /// It could not write, or ended with an unexpected exit code.
    Failed,
}

impl Outcome {
    /// Returns whether the generator behaved as it should: it may refuse a document.
    pub(super) fn is_orderly(self) -> bool {
        matches!(self, Self::Generated | Self::Refused)
    }

    /// The name in JSON and in the table.
    pub(super) fn name(self) -> &'static str {
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

    fn of(process: &ProcessResult) -> Self {
        match process.termination {
            Termination::Timeout => Self::Timeout,
            Termination::Memory => Self::Memory,
            Termination::Exited(status) => match status.code() {
                Some(0) => Self::Generated,
                Some(2) => Self::Refused,
                // The exit code of a Rust program whose main thread panics.
                Some(101) => Self::Panic,
                Some(_) => Self::Failed,
                None => Self::Crash,
            },
        }
    }
}

/// The reason why there is no output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reason {
    /// The code of the first error with a line, else of the first error; `None` if the generator broke down.
    pub code: Option<String>,
    /// The text of this error, or the last words of the process.
    pub message: String,
    /// The file, relative to the folder of the documents.
    pub file: Option<String>,
    pub line: Option<u64>,
    pub column: Option<u64>,
}

/// The result of generating from a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The document, relative to the folder.
    pub path: String,
    /// A hash of everything that the result depends on.
    pub key: String,
    pub outcome: Outcome,
    pub reason: Option<Reason>,
    /// The variations of the document and the flags of the generation; empty without `--vary`.
    #[serde(default, rename = "varied", skip_serializing_if = "Vec::is_empty")]
    pub variations: Vec<String>,
    /// The outcome of the unchanged document, if the changed one was refused.
    #[serde(default, rename = "as_it_is", skip_serializing_if = "Option::is_none")]
    pub unchanged: Option<Outcome>,
    /// Operations of the document; 0 if it could not be read.
    pub operations: u64,
    /// Those of them that are in every target.
    pub generated: u64,
    pub types: u64,
    /// Positions of the generated code that have a value and are not free-form in the document.
    pub positions: u64,
    /// Those of them that are bare JSON because no Rust type is faithful.
    pub untyped: u64,
    /// Why schemas stay JSON, with the number of diagnostics.
    pub untyped_reasons: BTreeMap<String, u64>,
    /// Why operations and parts of them are left out, with the number of diagnostics.
    pub skipped_reasons: BTreeMap<String, u64>,
    /// The number of diagnostics by code.
    pub diagnostics: BTreeMap<String, u64>,
    /// Files that were written.
    pub files: u64,
    /// Lines of Rust in them.
    pub lines: u64,
    /// A hash of the output; empty without one.
    pub output: String,
    pub wall_ms: u64,
    #[serde(flatten)]
    pub cost: Cost,
}

impl Record {
    /// Summarizes the output of a process, and the files that it left in `out`.
    pub(super) fn new(
        document: &Document,
        key: String,
        dir: &Path,
        output: &CodegenOutput,
        out: &Path,
    ) -> Result<Self> {
        let outcome = Outcome::of(&output.process);
        let generated = outcome == Outcome::Generated;
        let summary = output.summary.unwrap_or_default();
        let (lines, hash, positions) = if generated {
            (count_lines(out)?, hash_output(out)?, positions(out)?)
        } else {
            (0, String::new(), 0)
        };
        Ok(Self {
            path: document.path.clone(),
            key,
            outcome,
            reason: (!generated).then(|| reason(outcome, output, dir)),
            variations: Vec::new(),
            unchanged: None,
            operations: summary.operations + summary.skipped,
            generated: if generated { summary.operations } else { 0 },
            untyped_reasons: count_reasons(&output.messages, "untyped"),
            skipped_reasons: count_reasons(&output.messages, "skipped"),
            diagnostics: count(output.messages.iter().map(|message| message.code.as_str())),
            types: summary.types,
            positions,
            untyped: if generated { summary.untyped } else { 0 },
            files: summary.files,
            lines,
            output: hash,
            wall_ms: milliseconds(output.process.wall),
            cost: output.cost,
        })
    }

    /// The key by which a result is looked up.
    pub(super) fn id(&self) -> (&str, &str) {
        (&self.path, &self.key)
    }

    /// Returns whether the document was refused with a line and a column.
    pub(super) fn is_located(&self) -> bool {
        let located = |reason: &Reason| reason.line.is_some() && reason.column.is_some();
        self.reason.as_ref().is_some_and(located)
    }
}

fn reason(outcome: Outcome, output: &CodegenOutput, dir: &Path) -> Reason {
    let errors = || {
        let messages = output.messages.iter();
        messages.filter(|message| message.severity == "error")
    };
    let located = errors().find(|message| message.line.is_some());
    match located.or_else(|| errors().next()) {
        Some(error) if outcome.is_orderly() || outcome == Outcome::Failed => Reason {
            code: Some(error.code.clone()),
            message: error.text.clone(),
            file: error.file.as_deref().map(|file| relative_path(dir, file)),
            line: error.line,
            column: error.column,
        },
        _ => Reason {
            code: None,
            message: last_words(&output.process),
            file: None,
            line: None,
            column: None,
        },
    }
}

fn relative_path(dir: &Path, file: &str) -> String {
    let path = Path::new(file);
    let path = path.strip_prefix(dir).unwrap_or(path);
    path.to_string_lossy().into_owned()
}

/// The last words of a process that broke down: the line with the location of a panic and the one after it, else its last
/// two lines.
fn last_words(process: &ProcessResult) -> String {
    let lines: Vec<&str> = process
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
    match process.termination {
        Termination::Exited(status) if words.is_empty() => status.to_string(),
        Termination::Exited(_) => words,
        Termination::Timeout => "it took too long".to_owned(),
        Termination::Memory => "it took too much memory".to_owned(),
    }
}

/// Counts the diagnostics of a code by their text, without the names in it.
fn count_reasons(messages: &[Message], code: &str) -> BTreeMap<String, u64> {
    let messages = messages.iter().filter(|message| message.code == code);
    let reasons: Vec<String> = messages
        .map(|message| without_names(&message.text))
        .collect();
    count(reasons.iter().map(String::as_str))
}

/// Returns a text without the parts between backticks.
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

/// Counts the lines of Rust below a folder.
fn count_lines(folder: &Path) -> Result<u64> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            lines += count_lines(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            lines += u64::try_from(fs::read_to_string(&path)?.lines().count())?;
        }
    }
    Ok(lines)
}

/// Reads the number of positions from the report.
fn positions(out: &Path) -> Result<u64> {
    let report: Value = serde_json::from_str(&fs::read_to_string(out.join("report.json"))?)?;
    let positions = report.pointer("/counts/positions").and_then(Value::as_u64);
    positions.context("the report counts no positions")
}

/// Hashes the output: the generator keeps a list with the hash of each file.
fn hash_output(out: &Path) -> Result<String> {
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
    fn every_termination_has_an_outcome() {
        let check = |script: &str, outcome: Outcome, words: &str| {
            let limits = Limits {
                time: Duration::from_secs(10),
                memory: u64::MAX,
            };
            let result = process::run(Command::new("sh").args(["-c", script]), limits);
            let result = result.expect("a shell");
            assert_eq!(Outcome::of(&result), outcome, "{script}");
            assert!(last_words(&result).contains(words), "{result:?}");
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
    fn reasons_are_counted_without_names() {
        let check = |text, expected: &str| assert_eq!(without_names(text), expected);
        check("kept as JSON: `a` or `b c`", "kept as JSON: `..` or `..`");
        check("kept as JSON", "kept as JSON");
        check("", "");
    }
}
