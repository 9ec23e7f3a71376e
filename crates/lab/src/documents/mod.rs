//! The documents of a folder: JSON and YAML files with an `openapi` key at the top level. The other files of a document
//! of several files have none, so only its root is found.
//!
//! Files may be broken in any way, and finding them must not fail: nothing is parsed further than to see the key.

pub(crate) mod sample;
pub(crate) mod validity;

use crate::digest::digest;
use anyhow::Result;
use fs_err as fs;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;
use std::path::Path;
use validity::{Tables, Validity};

/// A document of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    /// The path below the folder, with `/`.
    pub path: String,
    pub validity: Validity,
}

impl Document {
    /// The prefix of its packages: unique, and independent of the other documents of the folder.
    pub(crate) fn name(&self) -> String {
        let hash = digest([self.path.as_bytes()]);
        format!("d{}", &hash[..10])
    }
}

/// The files of a folder that count as documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Candidates {
    /// Those with an `openapi` key at the top level.
    WithKey,
    /// Every JSON and YAML file.
    EveryFile,
}

/// Finds the documents below a folder, in the order of their paths.
pub(crate) fn find(dir: &Path, candidates: Candidates) -> Result<Vec<Document>> {
    let tables = Tables::read(dir)?;
    let mut paths = Vec::new();
    collect_paths(dir, "", &mut paths)?;
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        if candidates == Candidates::EveryFile || is_document(&fs::read(dir.join(&path))?) {
            let validity = tables.validity(&path);
            documents.push(Document { path, validity });
        }
    }
    Ok(documents)
}

/// Collects the JSON and YAML files of a folder and its subfolders. Links are not followed: they may lead back.
fn collect_paths(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type()?;
        let extension = Path::new(&name).extension().unwrap_or_default();
        if kind.is_dir() {
            collect_paths(&entry.path(), &format!("{prefix}{name}/"), paths)?;
        } else if kind.is_file()
            && ["json", "yaml", "yml"]
                .iter()
                .any(|known| extension == *known)
        {
            paths.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// Returns whether a text has the key at the top level.
fn is_document(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        has_key_json(text)
    } else {
        has_key_yaml(text)
    }
}

/// A key at the beginning of a line of YAML is at the top level: within a block, lines are indented.
fn has_key_yaml(text: &str) -> bool {
    let key = |line: &str| {
        let rest = ["openapi", "\"openapi\"", "'openapi'"]
            .iter()
            .find_map(|key| line.strip_prefix(key));
        rest.is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    text.lines().any(key)
}

fn has_key_json(text: &str) -> bool {
    let mut found = false;
    // Reading ends with an error in any case: at the key, or where the text is broken.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(TopLevel(&mut found));
    found
}

/// Looks for the key and skips everything else.
struct TopLevel<'a>(&'a mut bool);

impl<'de> Visitor<'de> for TopLevel<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "openapi" {
                *self.0 = true;
                return Err(M::Error::custom("found"));
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_its_key_at_the_top_level() {
        let check = |text: &str, expected| {
            assert_eq!(is_document(text.as_bytes()), expected, "{text}");
        };
        check("openapi: 3.0.0\n", true);
        check("\u{feff}# a note\r\n'openapi' : 3.0.0\r\n", true);
        check("info: {}\n\"openapi\": 3.1.0\npaths: [", true);
        check("openapis: 3.0.0", false);
        check("x:\n  openapi: 3.0.0", false);
        check("swagger: '2.0'", false);
        check("{\"info\":{\"openapi\":1},\"openapi\":\"3.0.0\",", true);
        check("\u{feff} {\"info\":{\"openapi\":\"3.0.0\"}}", false);
        check("{\"info\": oops, \"openapi\":\"3.0.0\"}", false);
        check("[\"openapi\"]", false);
        check("", false);
        check(&"[".repeat(100_000), false);
        check(&format!("{{\"a\":{}", "[".repeat(100_000)), false);
    }

    #[test]
    fn a_text_that_is_not_utf8_can_be_a_document() {
        assert!(is_document(b"title: \xff\nopenapi: 3.0.0"));
    }
}
