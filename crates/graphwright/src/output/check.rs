//! The output of `--check`: a unified diff, short enough to be read.

use super::difference::Difference;
use super::folder::Folder;
use similar::TextDiff;
use std::fmt::Write;

/// The number of lines of a diff that are shown; more would hide the first ones.
const LINES: usize = 100;

/// The diff between the folder and the files that it should have.
pub fn diff(folder: &Folder, differences: &[Difference<'_>]) -> String {
    let mut shown = Capped::default();
    for difference in differences {
        if shown.full() {
            break;
        }
        for line in file_diff(folder, difference).lines() {
            shown.push(line);
        }
    }
    shown.finish(differences.len())
}

fn file_diff(folder: &Folder, difference: &Difference<'_>) -> String {
    let path = folder.file(&difference.path);
    let old = difference
        .old
        .as_deref()
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    let new = difference.new.as_deref().unwrap_or_default();
    let before = if difference.old.is_some() {
        path.as_str()
    } else {
        "/dev/null"
    };
    let after = if difference.new.is_some() {
        path.as_str()
    } else {
        "/dev/null"
    };
    let mut text = String::new();
    // Writing to a `String` cannot fail.
    let _ = write!(
        text,
        "{}",
        TextDiff::from_lines(old.as_ref(), new)
            .unified_diff()
            .header(before, after)
    );
    text
}

/// Lines up to the limit.
#[derive(Default)]
struct Capped {
    text: String,
    lines: usize,
}

impl Capped {
    fn full(&self) -> bool {
        self.lines > LINES
    }

    fn push(&mut self, line: &str) {
        self.lines += 1;
        if self.lines <= LINES {
            self.text.push_str(line);
            self.text.push('\n');
        }
    }

    fn finish(mut self, files: usize) -> String {
        if self.full() {
            let _ = writeln!(
                self.text,
                "... (cut after {LINES} lines; {files} files differ)"
            );
        }
        self.text
    }
}
