//! The rules about source text: words of documentation, documented modules, and lengths.

use crate::files::{self, File};

/// A file of code with more lines than this hides something that wants a file of its own.
const LONGEST_FILE: usize = 500;

/// A longer snapshot is accepted without being read.
const LONGEST_SNAPSHOT: usize = 300;

/// Documentation that begins with one of these is a relative clause in the place of a noun.
const RELATIVES: [&str; 4] = ["What", "Whether", "Where", "Who"];

/// All code, written and generated.
fn sources() -> Vec<File> {
    files::below(&["crates", "generated", "xtask"], "rs")
}

/// The files that people write.
fn written() -> impl Iterator<Item = File> {
    let sources = sources().into_iter();
    sources.filter(|file| !file.path.starts_with("generated/"))
}

#[track_caller]
fn assert_none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn documentation_begins_with_a_noun_or_a_verb() {
    let inputs = ["md", "yaml"].map(|extension| files::below(&["spec"], extension));
    let inputs = inputs.concat();
    let mut found = Vec::new();
    for file in sources() {
        for (index, line) in beginnings(&file.text) {
            let first = line.split([' ', ',', ':']).next().unwrap_or_default();
            if RELATIVES.contains(&first) && !is_of_inputs(&file, line, &inputs) {
                found.push(format!("{}:{}: {line}", file.path, index + 1));
            }
        }
    }
    assert_none("begin with a noun phrase or a verb", &found);
}

/// Returns whether a line of generated code begins as a sentence of the inputs does, whose words are theirs.
fn is_of_inputs(file: &File, line: &str, inputs: &[File]) -> bool {
    let beginning: Vec<&str> = line.split(' ').take(4).collect();
    let beginning = beginning.join(" ");
    let beginning = beginning.trim_end_matches('.');
    file.path.starts_with("generated/") && inputs.iter().any(|input| input.text.contains(beginning))
}

/// The first lines of doc comments and of their paragraphs, with their indexes.
fn beginnings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_inside = false;
    text.lines().enumerate().filter_map(move |(index, line)| {
        let line = line.trim_start();
        let words = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        let words = words.map_or("", str::trim);
        let is_first = !is_inside;
        is_inside = !words.is_empty();
        (is_first && is_inside).then_some((index, words))
    })
}

#[test]
fn every_module_has_documentation() {
    let undocumented = written().filter(|file| {
        let first = file.text.lines().find(|line| !line.starts_with("#!["));
        !first.is_some_and(|line| line.starts_with("//!"))
    });
    let undocumented: Vec<String> = undocumented.map(|file| file.path).collect();
    assert_none("begin with a line of `//!`", &undocumented);
}

#[test]
fn files_are_short() {
    let mut long: Vec<String> = written()
        .filter_map(|file| too_long(&file, LONGEST_FILE))
        .collect();
    let snapshots = files::below(&["crates", "xtask"], "snap");
    long.extend(
        snapshots
            .iter()
            .filter_map(|file| too_long(file, LONGEST_SNAPSHOT)),
    );
    assert_none("split these files", &long);
}

fn too_long(file: &File, longest: usize) -> Option<String> {
    let lines = file.text.lines().count();
    (lines > longest).then(|| format!("{}: {lines} lines", file.path))
}

/// A module is `name.rs`, with its tests in `name/tests.rs`, or `name/mod.rs` with the modules below it.
#[test]
fn a_module_is_in_one_place() {
    let beside = written().filter(|file| {
        let folder = file.path.trim_end_matches(".rs");
        let is_test_program = file.path.ends_with("/tests/it/main.rs");
        let children = files::below_if_any(folder, "rs");
        let is_test = |child: &File| child.path == format!("{folder}/tests.rs");
        !is_test_program && !children.iter().all(is_test)
    });
    let beside: Vec<String> = beside.map(|file| file.path).collect();
    assert_none("move to `mod.rs` in the folder of the same name", &beside);
}
