//! Hashes of a run's output folder and diagnostics, with comments and without.

use crate::digest::digest;
use anyhow::{Result, ensure};
use fs_err as fs;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use serde_json::Value;
use std::fmt;
use std::path::Path;
use std::process::Command;
use std::str::FromStr as _;

/// The difference between two runs, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Difference {
    None,
    /// Only comments of the generated code, texts of diagnostics, or the report.
    Comments,
    Output,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "identical",
            Self::Comments => "comments",
            Self::Output => "OUTPUT",
        })
    }
}

/// The hashes of one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    /// Of every byte of every file, and of every diagnostic.
    exact: String,
    /// Of tokens, manifests and the published document; and of the codes and locations of diagnostics.
    code: String,
}

impl Fingerprint {
    /// Runs a program on one input, and hashes what it wrote and printed.
    pub(super) fn of_run(program: &Path, flag: &str, input: &Path) -> Result<Self> {
        let scratch = tempfile::tempdir()?;
        let out = scratch.path().join("out");
        let mut codegen = Command::new(program);
        codegen
            .arg("codegen")
            .arg(flag)
            .arg(input)
            .arg("--out")
            .arg(&out);
        codegen.args(["--runtime", "version=0.1.0", "--message-format", "json"]);
        let output = codegen.output()?;
        ensure!(output.status.code().is_some(), "it was killed by a signal");
        let printed = String::from_utf8_lossy(&output.stdout);
        let mut fingerprint = Parts::default();
        for line in printed.lines() {
            fingerprint.add_line(line)?;
        }
        if out.exists() {
            fingerprint.add_folder(&out, "")?;
        }
        Ok(fingerprint.finish())
    }

    pub(super) fn difference(&self, other: &Self) -> Difference {
        if self.exact == other.exact {
            Difference::None
        } else if self.code == other.code {
            Difference::Comments
        } else {
            Difference::Output
        }
    }
}

/// The texts to hash.
#[derive(Default)]
struct Parts {
    exact: Vec<String>,
    code: Vec<String>,
}

impl Parts {
    /// Adds a line of JSON: a diagnostic, or the summary without its time.
    fn add_line(&mut self, line: &str) -> Result<()> {
        let mut value: Value = serde_json::from_str(line)?;
        if let Some(summary) = value.get_mut("summary").and_then(Value::as_object_mut) {
            summary.remove("ms");
        }
        self.exact.push(value.to_string());
        if let Some(diagnostic) = value.as_object_mut() {
            diagnostic.retain(|key, _| {
                [
                    "severity", "code", "file", "line", "column", "pointer", "summary",
                ]
                .contains(&key.as_str())
            });
        }
        self.code.push(value.to_string());
        Ok(())
    }

    fn add_folder(&mut self, folder: &Path, prefix: &str) -> Result<()> {
        let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                self.add_folder(&entry.path(), &format!("{name}/"))?;
            } else {
                self.add_file(&name, &fs::read_to_string(entry.path())?);
            }
        }
        Ok(())
    }

    fn add_file(&mut self, name: &str, text: &str) {
        // The manifest of hashes repeats every other file.
        if name == ".graphwright.json" {
            return;
        }
        self.exact.push(format!("{name}\n{text}"));
        let is_report = name.ends_with("report.md") || name.ends_with("report.json");
        if !is_report {
            self.code
                .push(format!("{name}\n{}", without_comments(name, text)));
        }
    }

    fn finish(self) -> Fingerprint {
        let hash = |parts: &[String]| digest(parts.iter().map(String::as_bytes));
        Fingerprint {
            exact: hash(&self.exact),
            code: hash(&self.code),
        }
    }
}

/// The tokens of Rust, without documentation; any other text as it is. Text that is not Rust is kept whole,
/// so that it differs.
fn without_comments(name: &str, text: &str) -> String {
    let is_rust = Path::new(name)
        .extension()
        .is_some_and(|extension| extension == "rs");
    match TokenStream::from_str(text) {
        Ok(tokens) if is_rust => without_docs(tokens).to_string(),
        _ => text.to_owned(),
    }
}

/// Returns tokens without the `#[doc = ".."]` attributes that documentation comments are.
fn without_docs(tokens: TokenStream) -> TokenStream {
    let mut kept = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if is_doc(&kept, &group) => {
                // The `#` before it, and the `!` of an inner one.
                while matches!(kept.last(), Some(TokenTree::Punct(punct)) if "#!".contains(punct.as_char()))
                {
                    kept.pop();
                }
            }
            TokenTree::Group(group) => {
                let inside = without_docs(group.stream());
                kept.push(Group::new(group.delimiter(), inside).into());
            }
            other => kept.push(other),
        }
    }
    kept.into_iter().collect()
}

/// Returns whether a group of tokens, after others, is the `[doc = ".."]` of an attribute.
fn is_doc(before: &[TokenTree], group: &Group) -> bool {
    let is_attribute =
        matches!(before.last(), Some(TokenTree::Punct(punct)) if "#!".contains(punct.as_char()));
    let first = group.stream().into_iter().next();
    is_attribute
        && group.delimiter() == Delimiter::Bracket
        && matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(files: &[(&str, &str)], lines: &[&str]) -> Fingerprint {
        let mut parts = Parts::default();
        for line in lines {
            parts.add_line(line).expect("JSON");
        }
        for (name, text) in files {
            parts.add_file(name, text);
        }
        parts.finish()
    }

    #[test]
    fn comments_and_messages_differ_less_than_code_and_locations() {
        let file = [("a.rs", "/// One.\nstruct A;\n")];
        let line = [r#"{"code":"x","message":"one","line":1}"#];
        let before = fingerprint(&file, &line);
        let check = |files: &[(&str, &str)], lines: &[&str], expected| {
            assert_eq!(before.difference(&fingerprint(files, lines)), expected);
        };
        check(&file, &line, Difference::None);
        let reworded = [("a.rs", "// Two.\n/// Two.\nstruct A;\n")];
        check(&reworded, &line, Difference::Comments);
        check(
            &file,
            &[r#"{"code":"x","message":"two","line":1}"#],
            Difference::Comments,
        );
        check(
            &file,
            &[r#"{"code":"x","message":"one","line":2}"#],
            Difference::Output,
        );
        check(
            &[("a.rs", "/// One.\nstruct B;\n")],
            &line,
            Difference::Output,
        );
        check(
            &[("b.rs", "/// One.\nstruct A;\n")],
            &line,
            Difference::Output,
        );
        check(&[], &line, Difference::Output);
    }

    #[test]
    fn time_is_no_difference() {
        let first = fingerprint(&[], &[r#"{"summary":{"files":2,"ms":7}}"#]);
        let second = fingerprint(&[], &[r#"{"summary":{"files":2,"ms":9}}"#]);
        assert_eq!(first.difference(&second), Difference::None);
    }
}
