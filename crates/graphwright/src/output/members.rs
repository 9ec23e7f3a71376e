//! Detection of a Cargo workspace that would take a folder for a member.

use crate::paths;
use camino::{Utf8Path, Utf8PathBuf};

/// The workspace that would take a folder for its member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// The workspace's manifest.
    pub(super) manifest: Utf8PathBuf,
    /// The pattern of its `members` that matches the folder.
    pub(super) pattern: String,
}

/// The workspace around `dir` that would take it, or a crate in it, for a member.
pub(super) fn enclosing(dir: &Utf8Path) -> Option<Member> {
    let dir = paths::real(dir).ok()?;
    // Cargo uses only the nearest workspace above.
    let (manifest, workspace) = dir.ancestors().skip(1).find_map(workspace_at)?;
    let root = manifest.parent()?;
    let way = dir.strip_prefix(root).ok()?;
    let covers = |pattern: &&String| covers(pattern, way);
    if strings(&workspace, "exclude")
        .iter()
        .any(|exclude| way.starts_with(exclude))
    {
        return None;
    }
    let pattern = strings(&workspace, "members").iter().find(covers)?.clone();
    Some(Member { manifest, pattern })
}

fn workspace_at(folder: &Utf8Path) -> Option<(Utf8PathBuf, toml::Table)> {
    let manifest = folder.join("Cargo.toml");
    let table: toml::Table = fs_err::read_to_string(&manifest).ok()?.parse().ok()?;
    let workspace = table.get("workspace")?.as_table()?.clone();
    Some((manifest, workspace))
}

fn strings(workspace: &toml::Table, key: &str) -> Vec<String> {
    let items = workspace
        .get(key)
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten();
    items
        .filter_map(toml::Value::as_str)
        .map(|text| text.trim_end_matches('/').to_owned())
        .collect()
}

/// Returns whether a pattern of `members` matches the folder, one above it, or one directly inside it, where the
/// generated crates are.
fn covers(pattern: &str, way: &Utf8Path) -> bool {
    let pattern: Vec<&str> = pattern
        .split('/')
        .filter(|segment| *segment != ".")
        .collect();
    let way: Vec<&str> = way
        .components()
        .map(|part| part.as_str())
        .chain(["model"])
        .collect();
    pattern.len() <= way.len()
        && pattern
            .iter()
            .zip(&way)
            .all(|(pattern, segment)| matches(pattern, segment))
}

/// Returns whether a segment matches a pattern in which `*` means any characters and `?` one.
fn matches(pattern: &str, segment: &str) -> bool {
    match pattern.chars().next() {
        None => segment.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            segment
                .char_indices()
                .any(|(at, _)| matches(rest, &segment[at..]))
                || matches(rest, "")
        }
        Some(wanted) => segment.chars().next().is_some_and(|first| {
            (wanted == '?' || wanted == first)
                && matches(&pattern[wanted.len_utf8()..], &segment[first.len_utf8()..])
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_covers_what_cargo_would_take() {
        let check = |pattern: &str, way: &str, expected: bool| {
            assert_eq!(
                covers(pattern, Utf8Path::new(way)),
                expected,
                "{pattern} over {way}"
            );
        };
        check("crates/*", "crates/pets", true);
        check("crates/*", "crates/pets/deep", true);
        check("crates/*", "crates", true);
        check("crates/*", "pets", false);
        check("crates/*", "target/pets", false);
        check("xtask", "xtask", true);
        check("xtask", "xtasks", false);
        check("./generated/*-model", "generated/users-model", true);
        check("generated/p?ts", "generated/pets", true);
        check("generated/p?ts", "generated/pests", false);
        check("*", "anything", true);
    }
}
