//! `cargo xtask docs`: the pages of the book that are written from the code, the code that pages show, and the
//! book itself.

mod configuration;
mod diagnostics;
mod snippets;

use anyhow::Result;
use fs_err as fs;
use graphwright_cargo::{self as cargo, cargo};
use std::path::Path;
use std::process::Command;

/// The version of mdBook that builds the book; it is installed if it is missing.
const MDBOOK: &str = "0.5.4";

/// Flags of `docs`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Also build the book, into `target/book`.
    #[arg(long)]
    book: bool,
}

/// A page that is written from the code.
pub(crate) struct Page {
    /// Its file in `docs/src`.
    pub(crate) file: &'static str,
    render: fn() -> String,
}

/// Every page that is written from the code.
pub(crate) const PAGES: [Page; 2] = [
    Page {
        file: "configuration.md",
        render: configuration::render,
    },
    Page {
        file: "diagnostics.md",
        render: diagnostics::render,
    },
];

/// Writes the pages, and the blocks of code, whose text differs.
pub(crate) fn run(args: &Args, root: &Path) -> Result<()> {
    for page in &PAGES {
        let file = root.join("docs/src").join(page.file);
        let text = (page.render)();
        if fs::read_to_string(&file).ok().as_deref() != Some(&text) {
            fs::write(&file, text)?;
            println!("wrote docs/src/{}", page.file);
        }
    }
    for page in snippets::refresh(root)? {
        let short = page.strip_prefix(root).unwrap_or(&page);
        println!("wrote {}", short.display());
    }
    if args.book {
        build_book(root)?;
    }
    Ok(())
}

/// The pages that are not what the code makes them.
pub(crate) fn stale(root: &Path) -> Vec<&'static str> {
    let is_stale = |page: &&Page| {
        let committed = fs::read_to_string(root.join("docs/src").join(page.file));
        committed.ok() != Some((page.render)())
    };
    PAGES
        .iter()
        .filter(is_stale)
        .map(|page| page.file)
        .collect()
}

/// Builds the book, and installs mdBook below `target` if it is not there.
pub(crate) fn build_book(root: &Path) -> Result<()> {
    let folder = root.join(format!("target/mdbook-{MDBOOK}"));
    let program = folder.join("bin/mdbook");
    if !program.exists() {
        let mut install = cargo(root);
        install.args(["install", "--quiet", "--locked", "--no-default-features"]);
        install.args(["--version", MDBOOK, "--root"]).arg(&folder);
        cargo::run(install.arg("mdbook"))?;
    }
    cargo::run(Command::new(program).arg("build").arg(root.join("docs")))
}
