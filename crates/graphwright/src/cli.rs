//! The command line that `graphwright` and `cargo xtask` share.

pub use crate::args::{CodegenArgs, ExplainArgs};
pub use crate::program::{Exit, Program};

use crate::message::Message;
use crate::show::{Color, MessageFormat, Reporter, Summary, Verbosity};
use crate::{codegen, codes, explain};
use clap::{Args, Parser, Subcommand};
use graphwright_source::SourceMap;
use std::ffi::OsString;

/// The commands.
#[derive(Debug, Subcommand)]
#[expect(
    clippy::large_enum_variant,
    reason = "a command is made once, from the command line"
)]
pub enum Command {
    /// Turn a document into a model, a client and a server crate.
    Codegen(CodegenArgs),
    /// Explain a diagnostic code; or show a type, property, operation, scope or policy as generated, and
    /// the sources of the facts about it.
    Explain(ExplainArgs),
}

impl Command {
    /// Runs the command.
    pub fn run(&self, common: &Common, program: &Program) -> Exit {
        let mut reporter = common.reporter();
        match self {
            Self::Codegen(args) => codegen::run(args, program, &mut reporter),
            Self::Explain(args) => explain::run(args, program, &mut reporter),
        }
    }
}

/// Flags of every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// The format of messages.
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        global = true
    )]
    pub message_format: MessageFormat,
    /// Show errors only.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colours of messages.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", global = true)]
    pub color: Color,
}

impl Common {
    fn reporter(&self) -> Reporter {
        let verbosity = if self.quiet {
            Verbosity::ErrorsOnly
        } else {
            Verbosity::All
        };
        Reporter::new(self.message_format, verbosity, self.color)
    }
}

/// The command line of a program with these commands, and possibly more.
pub trait CommandLine: Parser {
    /// Reads the command line. An error in it is reported in the requested format and is `Err` with the exit; so is
    /// a request for help.
    fn read(program: &Program) -> Result<Self, Exit> {
        let args: Vec<OsString> = std::env::args_os().collect();
        Self::try_parse_from(&args).map_err(|error| report_usage(&error, &args, program))
    }
}

impl<T: Parser> CommandLine for T {}

fn report_usage(error: &clap::Error, args: &[OsString], program: &Program) -> Exit {
    let json = args
        .windows(2)
        .any(|pair| pair[0] == "--message-format" && pair[1] == "json");
    let json = json || args.iter().any(|arg| arg == "--message-format=json");
    if !error.use_stderr() || !json {
        // A closed pipe is not a reason to fail.
        let _ = error.print();
        return if error.use_stderr() {
            Exit::Stopped
        } else {
            Exit::Done
        };
    }
    let mut reporter = Reporter::new(MessageFormat::Json, Verbosity::All, Color::Never);
    let text = error.to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or("the command line is not valid");
    let mut message = Message::error(codes::USAGE, first.trim_start_matches("error: "));
    message.help = lines.next().map(str::to_owned);
    reporter.message(&SourceMap::new(), &message);
    reporter.summary(&Summary {
        elapsed: program.started.elapsed(),
        ..Summary::default()
    });
    Exit::Stopped
}
