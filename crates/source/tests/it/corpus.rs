//! Reads documents that nobody in the project wrote: none may panic, a valid one has no error, and
//! each has the values that `serde_yaml` reads.
//!
//! The corpus is not part of the project; without it the test says so and passes. With
//! `GRAPHWRIGHT_CORPUS=all` every document is read, else a sample.

use graphwright_source::openapi::{self, Refusal, Root};
use graphwright_source::{Code, Diagnostic, FileId, Limits, Origin, SourceMap};
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The number of documents in a sample.
const SAMPLE: usize = 60;

/// A quoted scalar whose second line is indented too little: some readers take it, YAML 1.2 does not.
const NOT_YAML: &str = "suites/swagger-parser-v3/issue-1761.yaml";

#[test]
fn documents_of_the_corpus_are_read() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(validity) = fs::read_to_string(corpus.join("VALIDITY.tsv")) else {
        println!("skipped: there is no corpus at {}", corpus.display());
        return;
    };
    let dangling: HashSet<String> =
        first_column(&fs::read_to_string(corpus.join("DANGLING.tsv")).unwrap());
    let rows: Vec<Vec<&str>> = validity
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect();
    let all = std::env::var("GRAPHWRIGHT_CORPUS").is_ok_and(|value| value == "all");
    let step = if all { 1 } else { rows.len().div_ceil(SAMPLE) };
    let mut tally = Tally::default();
    for row in rows.iter().step_by(step) {
        let is_valid = row[2] == "valid" && !dangling.contains(row[0]) && row[0] != NOT_YAML;
        let validity = if is_valid {
            Validity::Valid
        } else {
            Validity::Doubtful
        };
        tally.read(&corpus, row[0], validity);
    }
    println!("{tally:#?}");
    assert!(tally.documents > 0);
    assert!(
        tally.surprises.is_empty(),
        "valid documents with errors: {:#?}",
        tally.surprises
    );
}

/// The judgement of the corpus on a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Validity {
    /// It must be read without errors.
    Valid,
    /// It may have errors.
    Doubtful,
}

#[derive(Debug, Default)]
struct Tally {
    documents: usize,
    valid: usize,
    /// Valid documents that have an error.
    refused: usize,
    /// Documents that refer to other files.
    of_several_files: usize,
    codes: BTreeMap<String, usize>,
    slowest: (u128, PathBuf),
    surprises: Vec<String>,
}

impl Tally {
    fn read(&mut self, corpus: &Path, path: &str, validity: Validity) {
        let Ok(text) = fs::read_to_string(corpus.join(path)) else {
            return;
        };
        let started = std::time::Instant::now();
        let mut map = SourceMap::new();
        let file = map.add(path, text);
        let path_on_disk = corpus.join(path);
        let mut folder = Folder {
            map,
            document: &path_on_disk,
            opened: 0,
        };
        let read = openapi::read_below(&mut folder, file, &[], &Limits::default());
        let Folder { map, opened, .. } = folder;
        self.of_several_files += usize::from(opened > 0);
        let time = started.elapsed().as_millis();
        if time > self.slowest.0 {
            self.slowest = (time, path.into());
        }
        // Other files are not part of what `serde_yaml` reads.
        let alone = openapi::read(&map, file, &[], &Limits::default());
        if let Some(document) = alone.document.filter(|_| !is_json(path)) {
            let tree: serde_json::Value =
                serde_yaml::from_str(map.text(file).trim_start_matches('\u{feff}')).unwrap();
            assert!(
                tree == document.effective,
                "{path} is another document to serde_yaml"
            );
        }
        let valid = validity == Validity::Valid;
        self.documents += 1;
        self.valid += usize::from(valid);
        self.refused += usize::from(valid && read.diagnostics.iter().any(Diagnostic::is_error));
        let mut codes = HashSet::new();
        for diagnostic in &read.diagnostics {
            if codes.insert((diagnostic.code, diagnostic.severity)) {
                *self
                    .codes
                    .entry(format!("{} {}", diagnostic.severity, diagnostic.code))
                    .or_default() += 1;
            }
            let location = diagnostic.origin.as_ref().map(|origin| map.locate(origin));
            if valid && diagnostic.is_error() && is_surprise(diagnostic, file) {
                let (file, line) = location.map_or_else(Default::default, |location| {
                    (location.path, location.line.unwrap_or_default())
                });
                self.surprises.push(format!(
                    "{path} {file}:{line} {}: {}",
                    diagnostic.code, diagnostic.message
                ));
            }
        }
    }
}

/// The folder of a document of the corpus.
struct Folder<'p> {
    map: SourceMap,
    document: &'p Path,
    opened: usize,
}

impl Root for Folder<'_> {
    fn map(&self) -> &SourceMap {
        &self.map
    }

    fn document(&self) -> String {
        let name = self.document.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    fn open(&mut self, path: &str, _: usize) -> Result<FileId, Refusal> {
        self.opened += 1;
        let tried = self.document.with_file_name(path);
        match fs::read_to_string(&tried) {
            Ok(text) => Ok(self.map.add(path, text)),
            Err(_) => Err(Refusal::Missing),
        }
    }
}

fn is_json(path: &str) -> bool {
    Path::new(path).extension() == Some("json".as_ref())
}

/// Valid is what the JSON Schema of OpenAPI accepts. It knows nothing of other files, some of which are no
/// part of the corpus, of path templates, of what a reference leads to, or of keys that stand twice.
fn is_surprise(diagnostic: &Diagnostic, document: FileId) -> bool {
    let is_elsewhere = |origin: &Origin| origin.file != document;
    if diagnostic.origin.as_ref().is_some_and(is_elsewhere)
        || diagnostic.message.contains("there is no file")
    {
        return false;
    }
    let beyond_schemas = [
        Code::REF_OUTSIDE,
        Code::PATH_PARAMETER,
        Code::REF_CYCLE,
        Code::DUPLICATE_KEY,
    ];
    !beyond_schemas.contains(&diagnostic.code)
}

fn first_column(table: &str) -> HashSet<String> {
    table
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect()
}
