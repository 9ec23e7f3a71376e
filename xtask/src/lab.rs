//! The commands of the laboratory (`crates/lab`), a program that is built when one of them is asked for.

use anyhow::Result;
use graphwright_cargo::cargo;
use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// The flags of a command, which the laboratory reads itself.
#[derive(Debug, clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Args {
    /// See `--help` of the command.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<OsString>,
}

/// The ways in which the laboratory is built.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Profile {
    /// Optimised, with debug assertions: a sweep over documents should meet them.
    Lab,
    /// As users install the generator: what is measured.
    Release,
}

/// Builds the laboratory and starts it with the command line of this process.
pub(crate) fn forward(root: &Path, profile: Profile) -> Result<ExitCode> {
    let mut lab = command(root, profile);
    lab.current_dir(env::current_dir()?);
    let status = lab.args(env::args_os().skip(1)).status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The laboratory at the root of the checkout, for a command line to be added.
pub(crate) fn command(root: &Path, profile: Profile) -> Command {
    let profile = match profile {
        Profile::Lab => "lab",
        Profile::Release => "release",
    };
    let mut lab = cargo(root);
    lab.args(["run", "--quiet", "--profile", profile]);
    lab.arg("--manifest-path").arg(root.join("Cargo.toml"));
    lab.args(["--package", "graphwright-lab", "--"]);
    lab
}
