//! Other documents of the family, where they are at hand; they are not part of the project.

use super::{Reading, project};
use graphwright_tables::entity::Body;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[test]
fn every_document_of_2015_is_read_without_an_error() {
    let Some(files) = files("entity-docs-2015/exact-format-2015-09") else {
        return;
    };
    let (mut kinds, mut codes) = (BTreeMap::new(), BTreeMap::new());
    let mut operations = 0;
    for file in &files {
        let reading = read(file);
        let errors = reading
            .read
            .diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error());
        assert_eq!(
            errors.count(),
            0,
            "{}: {}",
            file.display(),
            reading.diagnostics()
        );
        let kind = match reading.document().body {
            Body::Entity(_) => "entity type",
            Body::Complex(_) => "complex type",
            Body::Enum(_) => "enumeration",
            Body::Set(_) => "entity set",
        };
        *kinds.entry(kind).or_insert(0) += 1;
        operations += reading.document().operations.len();
        for diagnostic in &reading.read.diagnostics {
            *codes.entry(diagnostic.code.name()).or_insert(0) += 1;
        }
    }
    assert_eq!(files.len(), 53);
    assert_eq!(
        kinds,
        [
            ("complex type", 23),
            ("entity set", 7),
            ("entity type", 12),
            ("enumeration", 11)
        ]
        .into()
    );
    // As many as there are lines of a verb and a path.
    assert_eq!(operations, 290);
    // The requests without a path are those of types that cannot be reached by one.
    let expected = [
        ("duplicate-scope", 5),
        ("incomplete-operation", 2),
        ("nested-collection", 2),
        ("swallowed-line", 7),
        ("unreadable-request", 18),
    ];
    assert_eq!(codes, expected.into());
}

#[test]
fn every_older_variant_is_read_or_gives_a_located_error() {
    let Some(files) = files("entity-docs-2015/alpha-variants") else {
        return;
    };
    let mut operations = 0;
    for file in &files {
        let reading = read(file);
        let located = reading
            .read
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.origin.is_some());
        assert!(located, "{}: {}", file.display(), reading.diagnostics());
        operations += reading.document().operations.len();
    }
    assert_eq!(files.len(), 18);
    // As many as there are lines of a verb and a path.
    assert_eq!(operations, 315);
}

fn read(file: &Path) -> Reading {
    let text = std::fs::read_to_string(file).expect("a file of the corpus is text");
    Reading::of(&file.display().to_string(), text)
}

/// The documents below a folder of the corpus, in order; `None` where there is no corpus.
fn files(folder: &str) -> Option<Vec<PathBuf>> {
    let folder = project().join("../shared/corpus").join(folder);
    let Ok(folders) = std::fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return None;
    };
    let folders = folders.map(|entry| entry.expect("the folder can be listed").path());
    let mut files: Vec<PathBuf> = folders
        .flat_map(|folder| std::fs::read_dir(folder).expect("the folder can be listed"))
        .map(|entry| entry.expect("the folder can be listed").path())
        .collect();
    files.sort();
    Some(files)
}
