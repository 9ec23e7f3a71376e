//! What a command found: all of it in a file, and printed in the form that was asked for. What is found,
//! and how a person reads it, the commands say.

use anyhow::Result;
use fs_err as fs;
use graphwright::cli::Common;
use graphwright::show::MessageFormat;
use serde::Serialize;
use std::fmt::Display;
use std::path::Path;

/// Writes a report as JSON to a file, of which `what` says what it has, and prints it.
pub(crate) fn show(
    report: &impl Serialize,
    human: impl Display,
    (what, file): (&str, &Path),
    common: &Common,
) -> Result<()> {
    let json = serde_json::to_string_pretty(report)?;
    fs::write(file, format!("{json}\n"))?;
    match common.message_format {
        MessageFormat::Human => print!("{human}"),
        MessageFormat::Json => println!("{}", serde_json::to_string(report)?),
    }
    if !common.quiet {
        eprintln!("{what}: {}", file.display());
    }
    Ok(())
}
