//! The code that pages show: a block after `<!-- path -->` is that file, without the `//!` lines at its top.

use anyhow::{Context as _, Result};
use fs_err as fs;
use std::path::{Path, PathBuf};

/// The pages that show code, besides those of the book.
const README: &str = "README.md";

/// Writes every block anew from its file, and returns the pages that changed.
pub(super) fn refresh(root: &Path) -> Result<Vec<PathBuf>> {
    let mut pages = vec![root.join(README)];
    for entry in fs::read_dir(root.join("docs/src"))? {
        pages.push(entry?.path());
    }
    let mut changed = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page)?;
        let fresh = refreshed(root, &text).with_context(|| page.display().to_string())?;
        if fresh != text {
            fs::write(&page, fresh)?;
            changed.push(page);
        }
    }
    Ok(changed)
}

/// The text of a page with every block as its file is.
fn refreshed(root: &Path, text: &str) -> Result<String> {
    let mut fresh = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        push_line(&mut fresh, line);
        let Some(file) = marked_file(root, line) else {
            continue;
        };
        let fence = lines.next().context("a marker without a block")?;
        push_line(&mut fresh, fence);
        fresh.push_str(&code_of(&file)?);
        let end = lines.find(|line| *line == "```");
        push_line(&mut fresh, end.context("a block without an end")?);
    }
    Ok(fresh)
}

/// The file that a marker names.
fn marked_file(root: &Path, line: &str) -> Option<PathBuf> {
    let path = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    Some(root.join(path)).filter(|file| file.is_file())
}

fn code_of(file: &Path) -> Result<String> {
    let text = fs::read_to_string(file)?;
    let is_head = |line: &&str| line.starts_with("//!") || line.is_empty();
    let lines = text.lines().skip_while(is_head);
    Ok(lines.flat_map(|line| [line, "\n"]).collect())
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
