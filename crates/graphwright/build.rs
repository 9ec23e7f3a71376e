//! Embeds the runtime crates, so that an installed program can copy them into an output folder
//! (`--runtime vendor`) without the checkout that it was built from.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The crates that generated code stands on.
const RUNTIMES: [&str; 4] = ["wire", "client", "oauth", "server"];

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let crates = here.join("..");
    let mut table = String::from("&[\n");
    for runtime in RUNTIMES {
        let mut files = vec![crates.join(runtime).join("Cargo.toml")];
        println!(
            "cargo::rerun-if-changed={}",
            crates.join(runtime).join("src").display()
        );
        sources(&crates.join(runtime).join("src"), &mut files)?;
        for file in files {
            println!("cargo::rerun-if-changed={}", file.display());
            let path = file
                .strip_prefix(&crates)
                .map_err(io::Error::other)?
                .components();
            let path: Vec<_> = path
                .map(|part| part.as_os_str().to_string_lossy())
                .collect();
            let text = file.canonicalize()?.display().to_string();
            // Writing to a `String` cannot fail.
            let _ = writeln!(table, "    ({:?}, include_str!({text:?})),", path.join("/"));
        }
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("runtimes.rs"), table)
}

/// The Rust files under a folder, in an order that does not depend on the file system.
fn sources(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            sources(&entry, files)?;
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            files.push(entry);
        }
    }
    Ok(())
}
