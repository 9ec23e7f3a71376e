//! Names of components for nodes of other files.

use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Keys that mean nothing by themselves.
const VAGUE: &[&str] = &["schema", "items", "value", "content"];

/// The names in use, by section of `#/components`.
#[derive(Default)]
pub(super) struct Names {
    taken: HashMap<&'static str, HashSet<String>>,
    /// The last number appended to a name of a section.
    numbers: HashMap<(&'static str, String), usize>,
}

impl Names {
    /// A free name for the node at `pointer` of the file at `path`: its key or the file's name; if that is taken, the
    /// key after the file's name; and if that is taken too, a number after it.
    pub(super) fn pick_name(
        &mut self,
        tree: &Value,
        section: &'static str,
        pointer: &str,
        path: &str,
    ) -> String {
        let taken = self.taken.entry(section).or_insert_with(|| {
            let members = tree.get("components").and_then(|all| all.get(section));
            let members = members.and_then(Value::as_object);
            members.into_iter().flat_map(Map::keys).cloned().collect()
        });
        let stem = stem(path);
        let key = crate::pointer::keys(pointer).last().map(|key| word(&key));
        let key = key.filter(|key| !key.is_empty());
        let (first, longer) = match key {
            None => (stem.clone(), stem),
            Some(key) if is_vague(&key) => (format!("{stem}_{key}"), format!("{stem}_{key}")),
            Some(key) => (key.clone(), format!("{stem}_{key}")),
        };
        for name in [first, longer.clone()] {
            if taken.insert(name.clone()) {
                return name;
            }
        }
        let number = self.numbers.entry((section, longer.clone())).or_insert(1);
        loop {
            *number += 1;
            let numbered = format!("{longer}_{number}");
            if taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

fn is_vague(key: &str) -> bool {
    VAGUE.contains(&key) || key.bytes().all(|byte| byte.is_ascii_digit())
}

/// The name of the file without its extension, or of its folder if the file is an index.
fn stem(path: &str) -> String {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let folder = folder.rsplit('/').next().unwrap_or_default();
    let folder = if folder == ".." { "" } else { folder };
    let stem = word(
        if matches!(stem, "index" | "_index") && !folder.is_empty() {
            folder
        } else {
            stem
        },
    );
    if stem.is_empty() {
        "file".to_owned()
    } else {
        stem
    }
}

/// A text reduced to the characters that the key of a component may have (OpenAPI 3.1, section 4.8.7.1).
fn word(text: &str) -> String {
    let is_foreign = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    if text.contains(is_foreign) {
        text.replace(is_foreign, "_").trim_matches('_').to_owned()
    } else {
        text.to_owned()
    }
}
