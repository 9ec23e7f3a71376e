//! The documents to measure: the project's own, a large real one, and ones of a wanted size made of real ones.

use super::{Args, graph, scale};
use anyhow::{Context, Result, anyhow};
use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use graphwright::cli::CodegenArgs;
use graphwright::files::Disk;
use graphwright::reader::InputReader;
use serde_json::Value;
use std::path::Path;

/// A large document that many generators are measured with, in the project's test data.
const LARGE: &str = "../shared/corpus/suites/progenitor/api.github.com.json";

/// The parts of Microsoft Graph's document in the test data.
const PARTITIONS: &str = "../shared/corpus/graph/powershell-2022-05/v1.0";

/// The project's own document.
const OWN: &str = "spec/users.openapi.yaml";

/// The sizes of the scaled documents, in megabytes.
const SIZES: [usize; 3] = [1, 4, 20];

/// A document to measure.
pub(super) struct Subject {
    pub name: String,
    /// The flags that generate it into a folder of its own.
    pub codegen: CodegenArgs,
}

/// Chooses the documents. Those that are made are written to `folder` unless they are to be kept.
pub(super) fn choose(args: &Args, root: &Path, folder: &Utf8Path) -> Result<Vec<Subject>> {
    let out = Some(folder.join("out"));
    let document = |name: String, path: Utf8PathBuf| {
        let openapi = Some(path);
        let out = out.clone();
        let codegen = CodegenArgs {
            openapi,
            out,
            ..CodegenArgs::default()
        };
        Subject { name, codegen }
    };
    if !args.document.is_empty() {
        let named = args.document.iter();
        return Ok(named
            .map(|path| document(file_name(path), path.clone()))
            .collect());
    }
    let users = CodegenArgs {
        config: Some(root.join("spec/codegen.toml").try_into()?),
        out: out.clone(),
        ..CodegenArgs::default()
    };
    let mut subjects = vec![Subject {
        name: "spec/".to_owned(),
        codegen: users,
    }];
    let large = Utf8PathBuf::try_from(root.join(LARGE))?;
    if args.base.is_none() && large.exists() {
        subjects.push(document(file_name(&large), large));
    }
    let kept = args.keep.as_deref().unwrap_or(folder);
    fs::create_dir_all(kept)?;
    let base = read_base(args, root)?;
    for size in SIZES {
        let path = kept.join(format!("{size}-mb.json"));
        let scaled = scale::scaled(&base, size * 1_000_000);
        fs::write(&path, serde_json::to_string(&scaled)?)?;
        subjects.push(document(format!("{size} MB"), path));
    }
    let partitions = read_partitions(&Utf8PathBuf::try_from(root.join(PARTITIONS))?)?;
    if let Some(graph) = graph::document(&partitions) {
        let path = kept.join("graph.json");
        fs::write(&path, graph::to_json(&graph)?)?;
        subjects.push(document("Graph's shape".to_owned(), path));
    }
    Ok(subjects)
}

fn file_name(path: &Utf8Path) -> String {
    path.file_name().unwrap_or_default().to_owned()
}

/// Reads the document that is scaled.
fn read_base(args: &Args, root: &Path) -> Result<Value> {
    let path = args.base.clone().unwrap_or_else(|| root.join(LARGE));
    if args.base.is_none() && !path.exists() {
        eprintln!(
            "there is no test data: `spec/` is scaled, and there is no document of Graph's shape"
        );
        return read_document(&Utf8PathBuf::try_from(root.join(OWN))?);
    }
    serde_json::from_str(&fs::read_to_string(&path)?)
        .with_context(|| format!("{} is not JSON", path.display()))
}

/// Reads the documents of a folder, in the order of their names; none if there is no such folder.
fn read_partitions(folder: &Utf8Path) -> Result<Vec<Value>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = folder.read_dir_utf8()?;
    let paths: std::io::Result<Vec<_>> = entries
        .map(|entry| entry.map(camino::Utf8DirEntry::into_path))
        .collect();
    let mut paths = paths?;
    paths.sort();
    paths.iter().map(|path| read_document(path)).collect()
}

/// Reads a document, in JSON or YAML.
fn read_document(path: &Utf8Path) -> Result<Value> {
    let mut reader = InputReader::new(&Disk);
    let root = reader.root(path, None);
    let root = root.with_context(|| format!("there is no {path}"))?;
    let file = reader
        .open(path)
        .map_err(|refused| anyhow!(refused.message))?;
    let read = reader.document(file, &root, &[]).document;
    Ok(read
        .with_context(|| format!("{path} could not be read"))?
        .effective)
}
