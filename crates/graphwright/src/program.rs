//! The program that runs the commands, and its exit codes.

use camino::Utf8PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// The program that runs the commands.
#[derive(Clone, Debug)]
pub struct Program {
    /// The command that runs it, for example `cargo xtask`.
    pub name: &'static str,
    /// The time of its start.
    pub started: Instant,
    /// The default configuration.
    pub config: Utf8PathBuf,
    /// The folder with the runtime crates `wire`, `client` and `server`.
    pub runtimes: Utf8PathBuf,
}

impl Program {
    /// A program of this name that starts now and has no folder of runtime crates, so that they are vendored, in a
    /// git repository or on a registry.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            started: Instant::now(),
            config: "codegen.toml".into(),
            runtimes: Utf8PathBuf::new(),
        }
    }
}

/// The exit of a command. The codes are a contract.
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
