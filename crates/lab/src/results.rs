//! The results of a command: everything in a file, and a summary or the same JSON on the standard output.

use anyhow::Result;
use fs_err as fs;
use graphwright::cli::Common;
use graphwright::show::MessageFormat;
use serde::Serialize;
use std::fmt::Display;
use std::path::Path;

/// The file that has everything.
pub(crate) struct ResultFile<'a> {
    pub path: &'a Path,
    /// A short description of what is in it, for people.
    pub description: &'a str,
}

/// Writes a report to a file as JSON, and prints it in the requested format.
pub(crate) fn publish(
    report: &impl Serialize,
    human: impl Display,
    file: &ResultFile<'_>,
    common: &Common,
) -> Result<()> {
    let json = serde_json::to_string_pretty(report)?;
    fs::write(file.path, format!("{json}\n"))?;
    match common.message_format {
        MessageFormat::Human => print!("{human}"),
        MessageFormat::Json => println!("{}", serde_json::to_string(report)?),
    }
    if !common.quiet {
        eprintln!("{}: {}", file.description, file.path.display());
    }
    Ok(())
}
