//! Runs test commands and counts the tests that they report.

use crate::tally::Tally;
use anyhow::{Context, Result, bail};
use graphwright_cargo::show;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

/// Runs a command as [`graphwright_cargo::run`] does, and adds the tests that its output reports to the tally.
pub(crate) fn run(command: &mut Command, tally: &mut Tally) -> Result<()> {
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

/// Copies lines as they arrive, and returns the tests that they report.
fn pass_on(from: Option<impl Read>, mut to: impl Write) -> Tally {
    let mut tally = Tally::default();
    for line in from
        .into_iter()
        .flat_map(|from| BufReader::new(from).split(b'\n'))
        .map_while(Result::ok)
    {
        // A closed pipe is no reason to fail.
        let _ = to.write_all(&line).and_then(|()| to.write_all(b"\n"));
        tally += Tally::of(&String::from_utf8_lossy(&line));
    }
    tally
}
