//! The program that commands are part of, and how it ends.

use camino::Utf8PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// The program that the commands are part of.
#[derive(Clone, Debug)]
pub struct Program {
    /// What is typed to run it, for example `cargo xtask`.
    pub name: &'static str,
    /// When it started.
    pub started: Instant,
    /// The configuration that it reads unless told otherwise.
    pub config: Utf8PathBuf,
    /// The folder that has the runtime crates `wire`, `client` and `server`.
    pub runtimes: Utf8PathBuf,
}

impl Program {
    /// A program of this name that starts now and brings no runtime crates: its configurations say where they
    /// are, or it vendors them.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            started: Instant::now(),
            config: "codegen.toml".into(),
            runtimes: Utf8PathBuf::new(),
        }
    }
}

/// How a command ended. The numbers are a contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: `--check` found a difference.
    Different,
    /// 2: stopped before anything was written.
    Stopped,
    /// 3: failed while writing.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Different => 1,
            Exit::Stopped => 2,
            Exit::Failed => 3,
        })
    }
}
