//! The programs in the README, which are equal to programs that compile.

use std::fs;
use std::path::Path;

/// Returns the code of a marker: a program of `src/readme` without its `//!` lines, or methods of a
/// file (`service.rs: list, create`) with the `impl` around them.
fn code(root: &Path, marker: &str) -> String {
    let (path, methods) = match marker.split_once(": ") {
        Some((path, methods)) => (path, Some(methods)),
        None => (marker, None),
    };
    let text = fs::read_to_string(root.join(path)).unwrap();
    if let Some(methods) = methods {
        let methods: Vec<_> = methods
            .split(", ")
            .map(|name| method(&text, name))
            .collect();
        let (before, _) = text.split_once(methods[0]).unwrap();
        let opening = before.lines().rfind(|line| line.starts_with("impl"));
        return format!("{}\n{}\n}}", opening.unwrap(), methods.join("\n\n"));
    }
    let code = text
        .lines()
        .skip_while(|line| line.starts_with("//!") || line.is_empty());
    code.collect::<Vec<_>>().join("\n")
}

/// Returns the lines of an `async fn` in an `impl`.
fn method<'t>(text: &'t str, name: &str) -> &'t str {
    let end = "\n    }";
    let start = text.find(&format!("    async fn {name}(")).expect(name);
    let length = text[start..].find(&format!("{end}\n")).expect(name) + end.len();
    &text[start..start + length]
}

#[test]
fn the_readme_shows_programs_that_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let mut shown = 0;
    for (at, _) in readme.match_indices("<!-- crates/") {
        let rest = &readme[at..];
        let marker = rest["<!-- ".len()..].split(" -->").next().unwrap();
        let block = rest
            .split("```rust\n")
            .nth(1)
            .and_then(|rest| rest.split("\n```").next());
        assert_eq!(
            block,
            Some(code(&root, marker).as_str()),
            "the README at byte {at} and {marker}"
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
