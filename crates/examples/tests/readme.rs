//! The README shows programs that compile: it holds them letter for letter.

use std::fs;
use std::path::Path;

/// The code of a program of `src/readme`: what comes after its `//!` lines.
fn program(root: &Path, path: &str) -> String {
    let text = fs::read_to_string(root.join(path)).unwrap();
    let code = text
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty());
    code.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_readme_shows_programs_that_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut shown = 0;
    for (marker, rest) in readme
        .match_indices("<!-- crates/")
        .map(|(at, _)| (at, &readme[at..]))
    {
        let path = rest["<!-- ".len()..].split(" -->").next().unwrap();
        let block = rest
            .split("```rust\n")
            .nth(1)
            .and_then(|rest| rest.split("\n```").next());
        assert_eq!(
            block,
            Some(program(&root, path).as_str()),
            "the README at byte {marker} and {path}"
        );
        shown += 1;
    }
    assert_eq!(
        readme.matches("```rust\n").count(),
        shown,
        "every Rust block names its program"
    );
    assert!(shown >= 2);
}
