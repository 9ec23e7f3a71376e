//! `codegen` in a process of its own, so that a crash in it is a result and not the end of the command.
//!
//! The process is this program with a hidden command: it runs `codegen` as users do, and then prints a line with the
//! cost of the process, which it knows better than its parent.

use crate::process::{self, Cost, Limits, ProcessResult};
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

/// Runs `codegen` and prints its cost.
pub(crate) fn run_measured(args: &Args, program: &Program, common: &Common) -> Exit {
    let exit = Command::Codegen(args.codegen.clone()).run(common, program);
    let cost = CostLine {
        process: Cost::of("self"),
    };
    if let Ok(line) = serde_json::to_string(&cost) {
        // A parent that has gone away does not matter.
        let _ = writeln!(io::stdout().lock(), "{line}");
    }
    exit
}

/// The line after the summary.
#[derive(Serialize, Deserialize)]
struct CostLine {
    process: Cost,
}

/// The input and the flags of a generation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    /// This program, or a copy of it.
    pub tool: &'a Path,
    /// The checkout, which is the working directory.
    pub root: &'a Path,
    pub input: Input<'a>,
    pub out: &'a Path,
    /// The prefix of the packages.
    pub name: &'a str,
    pub keep_going: bool,
    /// Further flags.
    pub flags: &'a [String],
}

/// The input of a generation.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Input<'a> {
    /// A document, and the folder that its files are in unless that is its own.
    Document(&'a Path, Option<&'a Path>),
    Config(&'a Path),
}

/// The output of `codegen`, as far as it came.
#[derive(Debug)]
pub(crate) struct CodegenOutput {
    pub process: ProcessResult,
    pub messages: Vec<Message>,
    /// `None` if `codegen` did not reach its end.
    pub summary: Option<Summary>,
    pub cost: Cost,
}

/// A diagnostic of `codegen`.
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

/// Figures of the summary of `codegen`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Summary {
    pub operations: u64,
    pub skipped: u64,
    pub types: u64,
    pub untyped: u64,
    pub files: u64,
}

impl Task<'_> {
    /// Runs `codegen` within the limits.
    pub(crate) fn run(&self, limits: Limits) -> Result<CodegenOutput> {
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
        Ok(CodegenOutput::parse(process::run(&mut process, limits)?))
    }
}

impl CodegenOutput {
    fn parse(process: ProcessResult) -> Self {
        let mut output = Self {
            messages: Vec::new(),
            summary: None,
            cost: process.cost,
            process,
        };
        for line in output.process.stdout.lines() {
            let Ok(mut line) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            if let Some(summary) = line.get_mut("summary") {
                output.summary = serde_json::from_value(summary.take()).ok();
            } else if let Ok(cost) = CostLine::deserialize(&line) {
                output.cost = cost.process;
            } else if let Ok(message) = Message::deserialize(&line) {
                output.messages.push(message);
            }
        }
        output
    }
}
