//! Running Cargo.

use crate::tally::Tally;
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// The Cargo that runs this program, or the first on the path.
pub(crate) fn cargo(folder: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(folder);
    // What Cargo set for this package would make the next Cargo build dependencies anew.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "CARGO_MANIFEST_DIR" {
            command.env_remove(name);
        }
    }
    command
}

/// Whether Cargo has a command.
pub(crate) fn has(root: &Path, command: &str) -> bool {
    let mut version = cargo(root);
    version
        .args([command, "--version"])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// Runs a command to its end; anything but success is an error that shows what was run.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let shown = show(command);
    eprintln!("$ {shown}");
    let status = command
        .status()
        .with_context(|| format!("cannot run `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Runs a command to its end as [`run`] does, and counts the tests that it says it ran.
pub(crate) fn count(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let shown = show(command);
    eprintln!("$ {shown}");
    if std::io::stderr().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run `{shown}`"))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let errors = thread::spawn(move || pass_on(stderr, std::io::stderr()));
    let mut seen = pass_on(stdout, std::io::stdout());
    seen += errors.join().unwrap_or_default();
    *tally += seen;
    let status = child.wait()?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Copies lines as they come, and counts the tests in them.
fn pass_on(from: Option<impl Read>, mut to: impl Write) -> Tally {
    let mut tally = Tally::default();
    for line in from
        .into_iter()
        .flat_map(|from| BufReader::new(from).split(b'\n'))
        .map_while(Result::ok)
    {
        // A reader that went away is no reason to fail.
        let _ = to.write_all(&line).and_then(|()| to.write_all(b"\n"));
        tally += Tally::of(&String::from_utf8_lossy(&line));
    }
    tally
}

/// A command as it would be typed.
fn show(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or(OsStr::new("cargo"));
    let words = std::iter::once(program).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
