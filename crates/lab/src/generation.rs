//! `codegen` in a process of its own: whatever goes wrong in it is an outcome, and not the end of
//! the command that wants to know.
//!
//! The process is this program with a hidden command: `codegen` as everybody runs it, and then a
//! line with what the process cost, which it knows better than its parent.

use crate::process::{self, Cost, Ended, Limits};
use anyhow::Result;
use graphwright::cli::{CodegenArgs, Command, Common, Exit, Program};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command as Process;

/// The name of the hidden command.
const COMMAND: &str = "measured-codegen";

/// Flags of the hidden command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    codegen: CodegenArgs,
}

/// Runs `codegen`, and says what it cost.
pub(crate) fn measured(args: &Args, program: &Program, common: &Common) -> Exit {
    let exit = Command::Codegen(args.codegen.clone()).run(common, program);
    let last = Last {
        process: Cost::of("self"),
    };
    if let Ok(line) = serde_json::to_string(&last) {
        // A parent that went away is no reason to fail.
        let _ = writeln!(io::stdout().lock(), "{line}");
    }
    exit
}

/// The line after the summary.
#[derive(Serialize, Deserialize)]
struct Last {
    process: Cost,
}

/// What is asked of a generation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    /// This program, or a copy of it.
    pub tool: &'a Path,
    /// The checkout, where it runs.
    pub root: &'a Path,
    pub input: Input<'a>,
    pub out: &'a Path,
    /// The prefix of the packages.
    pub name: &'a str,
    pub keep_going: bool,
    /// Flags beside these.
    pub flags: &'a [String],
}

/// What is generated from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Input<'a> {
    /// A document, and the folder that its files are in, where that is not its own.
    Document(&'a Path, Option<&'a Path>),
    Config(&'a Path),
}

/// What `codegen` said about a document, as far as it came.
#[derive(Debug)]
pub(crate) struct Said {
    pub ended: Ended,
    pub messages: Vec<Message>,
    /// `None` where it did not come to its end.
    pub summary: Option<Summary>,
    pub cost: Cost,
}

/// A message of `codegen`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub severity: String,
    pub code: String,
    #[serde(rename = "message")]
    pub text: String,
    pub file: Option<String>,
    pub line: Option<u64>,
    pub column: Option<u64>,
}

/// The figures of `codegen` that matter here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Summary {
    pub operations: u64,
    pub skipped: u64,
    pub types: u64,
    pub untyped: u64,
    pub files: u64,
}

impl Task<'_> {
    /// Runs the process to an end within the limits.
    pub(crate) fn run(&self, limits: Limits) -> Result<Said> {
        let mut process = Process::new(self.tool);
        process.current_dir(self.root).arg(COMMAND);
        process.args(["--message-format", "json", "--name", self.name]);
        match self.input {
            Input::Document(path, root) => {
                let root = root
                    .into_iter()
                    .flat_map(|root| ["--root".as_ref(), root.as_os_str()]);
                process.arg("--openapi").arg(path).args(root)
            }
            Input::Config(path) => process.arg("--config").arg(path),
        };
        process.arg("--out").arg(self.out);
        if self.keep_going {
            process.arg("--keep-going");
        }
        process.args(self.flags);
        Ok(Said::read(process::run(&mut process, limits)?))
    }
}

impl Said {
    fn read(ended: Ended) -> Self {
        let mut said = Self {
            messages: Vec::new(),
            summary: None,
            cost: ended.cost,
            ended,
        };
        for line in said.ended.stdout.lines() {
            let Ok(mut line) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            if let Some(summary) = line.get_mut("summary") {
                said.summary = serde_json::from_value(summary.take()).ok();
            } else if let Ok(last) = Last::deserialize(&line) {
                said.cost = last.process;
            } else if let Ok(message) = Message::deserialize(&line) {
                said.messages.push(message);
            }
        }
        said
    }
}
