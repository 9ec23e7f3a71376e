//! `--vary SEED`: changes documents before they are generated, as other authors might have written them
//! (`graphwright_fuzz::vary_document`).
//!
//! The changed document is a file next to its output, and the original is not touched. A changed document that is refused
//! is generated unchanged too, to tell whether it is refused because of the changes.

use crate::documents::Document;
use crate::files::to_utf8;
use anyhow::Result;
use fs_err as fs;
use graphwright::files::Disk;
use graphwright::reader::InputReader;
use graphwright_fuzz::{Donors, VariedDocument};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// The largest document that schemas are taken from, in bytes.
const LARGEST_DONOR: u64 = 256 * 1024;

/// The number of documents that schemas are taken from, spread evenly over the folder.
const MOST_DONORS: usize = 150;

/// Flags of `--vary`.
#[derive(Debug, clap::Args)]
pub(crate) struct VaryArgs {
    /// Change every document before it is generated, as another author might have written it: awkward names, schemas of
    /// other documents, other schemas, parameters, bodies, responses and security. Most documents stay valid. The same
    /// number makes the same changes, which the results list for each document.
    #[arg(long, value_name = "SEED")]
    vary: Option<u64>,
    /// Make only the first N changes, to find the one that matters.
    #[arg(long, value_name = "N", requires = "vary")]
    steps: Option<usize>,
    /// Keep the changed documents in a folder, under the prefixes of their packages.
    #[arg(long, value_name = "FOLDER", requires = "vary")]
    keep: Option<PathBuf>,
}

/// The changes to the documents of a run.
pub(super) struct Variation {
    seed: u64,
    steps: Option<usize>,
    keep: Option<PathBuf>,
    donors: Donors,
}

impl Variation {
    /// Reads the flags, and the documents that schemas are taken from. These are from all of `dir`, whichever documents are
    /// changed: the changes of a document must not depend on the others of the run.
    pub(super) fn new(args: &VaryArgs, dir: &Path, documents: &[Document]) -> Result<Option<Self>> {
        let Some(seed) = args.vary else {
            return Ok(None);
        };
        if let Some(keep) = &args.keep {
            fs::create_dir_all(keep)?;
        }
        Ok(Some(Self {
            seed,
            steps: args.steps,
            keep: args.keep.clone(),
            donors: read_donors(dir, documents)?,
        }))
    }

    /// A text that differs if the changes of any document could differ.
    pub(super) fn key(&self) -> String {
        format!("{} {:?}", self.seed, self.steps)
    }

    /// Writes a changed document; `None` if the document cannot be read, so that it stays unchanged.
    pub(super) fn write(
        &self,
        dir: &Path,
        document: &Document,
        to: &Path,
    ) -> Result<Option<VariedDocument>> {
        let Some(value) = read_document(dir, document)? else {
            return Ok(None);
        };
        let varied = graphwright_fuzz::vary_document(
            &value,
            &document.path,
            &self.donors,
            self.seed,
            self.steps,
        );
        let text = serde_json::to_string_pretty(&varied.document)?;
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(to, &text)?;
        if let Some(keep) = &self.keep {
            fs::write(keep.join(format!("{}.json", document.name())), &text)?;
        }
        Ok(Some(varied))
    }
}

fn read_donors(dir: &Path, documents: &[Document]) -> Result<Donors> {
    let mut small = Vec::new();
    for document in documents {
        if fs::metadata(dir.join(&document.path))?.len() <= LARGEST_DONOR {
            small.push(document);
        }
    }
    let step = small.len().div_ceil(MOST_DONORS).max(1);
    let mut donors = Vec::new();
    for document in small.into_iter().step_by(step) {
        donors.extend(read_document(dir, document)?);
    }
    Ok(Donors::new(donors))
}

/// Reads a document, with the parts that are in other files; `None` if it cannot be read.
fn read_document(dir: &Path, document: &Document) -> Result<Option<Value>> {
    let mut reader = InputReader::new(&Disk);
    let path = to_utf8(&dir.join(&document.path))?;
    let Some(root) = reader.root(&path, Some(&to_utf8(dir)?)) else {
        return Ok(None);
    };
    let Ok(file) = reader.open(&path) else {
        return Ok(None);
    };
    let read = reader.document(file, &root, &[]);
    Ok(read.document.map(|document| document.effective))
}
