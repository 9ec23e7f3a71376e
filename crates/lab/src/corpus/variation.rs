//! `--vary SEED`: documents are changed before they are generated, as other authors might have written them
//! (`graphwright_fuzz::vary`). What is made of each is a file of its own beside its output; nothing of the
//! folder is touched.

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
const LARGEST: u64 = 256 * 1024;

/// From how many documents schemas are taken, evenly over the folder.
const MOST: usize = 150;

/// Flags of `--vary`.
#[derive(Debug, clap::Args)]
pub(crate) struct VaryArgs {
    /// Change every document before it is generated, as another author might have written it: awkward names,
    /// schemas of other documents, other forms of schemas, parameters, bodies, answers and security. Most stay
    /// valid. The same number makes the same changes, which the results list for each document.
    #[arg(long, value_name = "SEED")]
    vary: Option<u64>,
    /// Make only the first so many of the changes: the way to find the one that matters.
    #[arg(long, value_name = "N", requires = "vary")]
    steps: Option<usize>,
    /// Leave the changed documents in a folder, under the names of their packages.
    #[arg(long, value_name = "FOLDER", requires = "vary")]
    keep: Option<PathBuf>,
}

/// How documents are changed.
pub(super) struct Variation {
    seed: u64,
    steps: Option<usize>,
    keep: Option<PathBuf>,
    donors: Donors,
}

impl Variation {
    /// What the flags ask for. Donors are taken from `dir`, whichever documents are changed: one must come out the
    /// same alone and in a whole run.
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
            donors: donors(dir, documents)?,
        }))
    }

    /// What a result depends on.
    pub(super) fn key(&self) -> String {
        format!("{} {:?}", self.seed, self.steps)
    }

    /// Writes what a document becomes; `None` for one that cannot be read, and is left as it is.
    pub(super) fn write(
        &self,
        dir: &Path,
        document: &Document,
        to: &Path,
    ) -> Result<Option<VariedDocument>> {
        let Some(read) = read(dir, document)? else {
            return Ok(None);
        };
        let varied = graphwright_fuzz::vary_document(
            &read,
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

fn donors(dir: &Path, documents: &[Document]) -> Result<Donors> {
    let mut small = Vec::new();
    for document in documents {
        if fs::metadata(dir.join(&document.path))?.len() <= LARGEST {
            small.push(document);
        }
    }
    let step = small.len().div_ceil(MOST).max(1);
    let mut donors = Vec::new();
    for document in small.into_iter().step_by(step) {
        donors.extend(read(dir, document)?);
    }
    Ok(Donors::new(donors))
}

/// A document with the parts that are in other files; `None` where it cannot be read.
fn read(dir: &Path, document: &Document) -> Result<Option<Value>> {
    let mut sources = InputReader::new(&Disk);
    let path = to_utf8(&dir.join(&document.path))?;
    let Some(root) = sources.root(&path, Some(&to_utf8(dir)?)) else {
        return Ok(None);
    };
    let Ok(file) = sources.open(&path) else {
        return Ok(None);
    };
    let read = sources.document(file, &root, &[]);
    Ok(read.document.map(|document| document.effective))
}
