//! What is measured: the project's own document, a large real one, and documents that are made of
//! real ones to have a wanted size.

use super::{Args, graph, scale, synthetic};
use anyhow::{Context, Result, anyhow};
use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;
use graphwright::cli::CodegenArgs;
use graphwright::files::Disk;
use graphwright::reader::InputReader;
use serde_json::Value;
use std::path::Path;

/// A large document that many generators are measured with, where the project's test data is.
const BASE: &str = "../shared/corpus/suites/progenitor/api.github.com.json";

/// The parts of Microsoft Graph's document that are there.
const PARTITIONS: &str = "../shared/corpus/graph/powershell-2022-05/v1.0";

/// The sizes of the scaled documents, in megabytes.
const SIZES: [usize; 3] = [1, 4, 20];

/// A name, and the flags that generate it into a folder of its own.
type Subject = (String, CodegenArgs);

/// What is measured with these flags; documents are made in `folder` unless they are to be kept.
pub(super) fn of(args: &Args, root: &Path, folder: &Utf8Path) -> Result<Vec<Subject>> {
    let out = Some(folder.join("out"));
    let document = |name: String, path: Utf8PathBuf| {
        let openapi = Some(path);
        let out = out.clone();
        let codegen = CodegenArgs {
            openapi,
            out,
            ..CodegenArgs::default()
        };
        (name, codegen)
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
    let mut subjects = vec![("spec/".to_owned(), users)];
    let large = Utf8PathBuf::try_from(root.join(BASE))?;
    if args.base.is_none() && large.exists() {
        subjects.push(document(file_name(&large), large));
    }
    let kept = args.keep.as_deref().unwrap_or(folder);
    fs::create_dir_all(kept)?;
    let base = base(args, root)?;
    for size in SIZES {
        let path = kept.join(format!("{size}-mb.json"));
        let scaled = scale::scaled(&base, size * 1_000_000);
        fs::write(&path, serde_json::to_string(&scaled)?)?;
        subjects.push(document(format!("{size} MB"), path));
    }
    let partitions = partitions(&Utf8PathBuf::try_from(root.join(PARTITIONS))?)?;
    if let Some(graph) = graph::document(&partitions) {
        let path = kept.join("graph.json");
        fs::write(&path, graph::text(&graph)?)?;
        subjects.push(document("Graph's shape".to_owned(), path));
    }
    Ok(subjects)
}

fn file_name(path: &Utf8Path) -> String {
    path.file_name().unwrap_or_default().to_owned()
}

/// The document that is scaled.
fn base(args: &Args, root: &Path) -> Result<Value> {
    let path = args.base.clone().unwrap_or_else(|| root.join(BASE));
    if args.base.is_none() && !path.exists() {
        eprintln!("the corpus is not here: a document is made up, and none of Graph's shape");
        return Ok(synthetic::document(100));
    }
    serde_json::from_str(&fs::read_to_string(&path)?)
        .with_context(|| format!("{} is no JSON", path.display()))
}

/// The documents of a folder in the order of their names; none where there is no such folder.
fn partitions(folder: &Utf8Path) -> Result<Vec<Value>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let entries = folder.read_dir_utf8()?;
    let paths: std::io::Result<Vec<_>> = entries
        .map(|entry| entry.map(camino::Utf8DirEntry::into_path))
        .collect();
    let mut paths = paths?;
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// A document as a value, whichever way it is written.
fn read(path: &Utf8Path) -> Result<Value> {
    let mut sources = InputReader::new(&Disk);
    let root = sources.root(path, None);
    let root = root.with_context(|| format!("{path} is not there"))?;
    let file = sources
        .open(path)
        .map_err(|refused| anyhow!(refused.message))?;
    let read = sources.document(file, &root, &[]).document;
    Ok(read
        .with_context(|| format!("{path} could not be read"))?
        .effective)
}
