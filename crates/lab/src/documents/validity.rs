//! The tables of a folder about its documents: `VALIDITY.tsv` and `DANGLING.tsv`, both with a header and the path of a
//! document in the first column.
//!
//! In `VALIDITY.tsv` the third column is `valid` or anything else; in `DANGLING.tsv` it is the number of local references
//! that lead nowhere.

use anyhow::Result;
use fs_err as fs;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::Path;

/// The validity of a document, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Validity {
    /// The tables do not mention it.
    Unknown,
    /// It violates the OpenAPI specification.
    Invalid,
    /// It is valid except for references that lead nowhere, which no schema can detect.
    Dangling,
    /// It is valid.
    Valid,
}

/// The two tables.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    valid: BTreeMap<String, bool>,
    dangling: BTreeSet<String>,
}

impl Tables {
    /// Reads the tables of a folder; a missing one is empty.
    pub(crate) fn read(dir: &Path) -> Result<Self> {
        let tables = [
            read_table(&dir.join("VALIDITY.tsv"))?,
            read_table(&dir.join("DANGLING.tsv"))?,
        ];
        let [validity, dangling] = &tables;
        Ok(Self::parse(validity, dangling))
    }

    fn parse(validity: &str, dangling: &str) -> Self {
        Self {
            valid: rows(validity)
                .map(|(path, word)| (path.to_owned(), word == "valid"))
                .collect(),
            dangling: rows(dangling)
                .filter(|(_, number)| *number != "0")
                .map(|(path, _)| path.to_owned())
                .collect(),
        }
    }

    /// The validity of the document at a path below the folder.
    pub(crate) fn validity(&self, path: &str) -> Validity {
        match self.valid.get(path) {
            None => Validity::Unknown,
            Some(false) => Validity::Invalid,
            Some(true) if self.dangling.contains(path) => Validity::Dangling,
            Some(true) => Validity::Valid,
        }
    }
}

/// The first and the third column of each row, without the header.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.nth(1)?.trim()))
    })
}

fn read_table(path: &Path) -> Result<String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_tell_the_validity() {
        let tables = Tables::parse(
            "path\tversion\tvalid\tat\terror\n\
             a.json\t3.0.0\tvalid\t\t\n\
             b.json\t3.0.0\tINVALID\t#\tno `info`\n\
             c d.yaml\t3.1.0\tvalid\t\t\r\n\
             e.yaml\t3.1.0\tvalid\n",
            "path\trefs\tdangling\n\
             c d.yaml\t3\t1\t1\t#/x\n\
             e.yaml\t3\t0\t0\t\n",
        );
        let check = |path, expected| assert_eq!(tables.validity(path), expected, "{path}");
        check("a.json", Validity::Valid);
        check("b.json", Validity::Invalid);
        check("c d.yaml", Validity::Dangling);
        check("e.yaml", Validity::Valid);
        check("path", Validity::Unknown);
        check("f.yaml", Validity::Unknown);
    }

    #[test]
    fn the_tables_may_be_missing() {
        let folder = tempfile::tempdir().expect("a folder");
        let tables = Tables::read(folder.path()).expect("nothing to read");
        assert_eq!(tables.validity("a.json"), Validity::Unknown);
    }
}
