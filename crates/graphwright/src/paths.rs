//! Paths, as text and on disk.

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};
use std::io;

/// Joins `path` to the folder `base`, without `.` and with `..` resolved where possible.
pub(crate) fn join(base: &Utf8Path, path: &str) -> Utf8PathBuf {
    let mut clean = Utf8PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Utf8Component::CurDir => {}
            Utf8Component::ParentDir if ends_in_name(&clean) => {
                clean.pop();
            }
            other => clean.push(other),
        }
    }
    if clean.as_str().is_empty() {
        Utf8PathBuf::from(".")
    } else {
        clean
    }
}

fn ends_in_name(path: &Utf8Path) -> bool {
    matches!(
        path.components().next_back(),
        Some(Utf8Component::Normal(_))
    )
}

/// The absolute path without symbolic links, of a file or folder that need not exist.
pub(crate) fn real(path: &Utf8Path) -> io::Result<Utf8PathBuf> {
    let absolute = camino::absolute_utf8(path)?;
    let there = absolute.ancestors().find(|ancestor| ancestor.exists());
    let Some(there) = there else {
        return Ok(absolute);
    };
    let rest = absolute.strip_prefix(there).unwrap_or(Utf8Path::new(""));
    Ok(join(&there.canonicalize_utf8()?, rest.as_str()))
}

/// The relative path from one folder to another, both real; with `/` between segments.
pub(crate) fn relative(from: &Utf8Path, to: &Utf8Path) -> String {
    let common = from
        .components()
        .zip(to.components())
        .take_while(|(left, right)| left == right)
        .count();
    let up = from.components().skip(common).map(|_| "..");
    let down = to
        .components()
        .skip(common)
        .map(|component| component.as_str());
    let path: Vec<&str> = up.chain(down).collect();
    if path.is_empty() {
        ".".to_owned()
    } else {
        path.join("/")
    }
}

/// Returns whether a path stays below the folder that it is relative to.
pub(crate) fn stays_below(path: &str) -> bool {
    !path.is_empty()
        && Utf8Path::new(path)
            .components()
            .all(|part| matches!(part, Utf8Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_without_detours() {
        let check = |base: &str, path: &str, expected: &str| {
            assert_eq!(join(Utf8Path::new(base), path), expected);
        };
        check("spec", "../generated", "generated");
        check("spec", "users.yaml", "spec/users.yaml");
        check("", "./a/./b", "a/b");
        check("", "../a", "../a");
        check("..", "../a", "../../a");
        check("a", "..", ".");
        check("/a", "../../b", "/../b");
        check("spec", "/etc/x", "/etc/x");
    }

    #[test]
    fn the_way_goes_up_then_down() {
        let check = |from: &str, to: &str, expected: &str| {
            assert_eq!(relative(Utf8Path::new(from), Utf8Path::new(to)), expected);
        };
        check("/src/generated", "/src/crates", "../crates");
        check("/tmp/x/y", "/src/crates", "../../../src/crates");
        check("/src", "/src/crates", "crates");
        check("/src", "/src", ".");
    }

    #[test]
    fn only_plain_segments_stay_below() {
        for path in ["", "/etc/passwd", "../x", "a/../../x", "a/.."] {
            assert!(!stays_below(path), "{path}");
        }
        assert!(stays_below("model/src/lib.rs"));
    }
}
