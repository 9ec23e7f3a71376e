//! The command line that `graphwright` and `cargo xtask` share.

use crate::config::{self, Runtime};
use crate::message::Message;
use crate::show::{Color, MessageFormat, Reporter, Summary};
use crate::{codegen, codes, explain};
use camino::Utf8PathBuf;
use clap::{Args, Parser, Subcommand};
use graphwright_source::SourceMap;
use std::borrow::Cow;
use std::ffi::OsString;
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

/// The commands.
#[derive(Debug, Subcommand)]
#[expect(
    clippy::large_enum_variant,
    reason = "a command is made once, from the command line"
)]
pub enum Command {
    /// Turn a document into a model, a client and a server crate.
    Codegen(CodegenArgs),
    /// Say what a diagnostic code means; or what became of a type, property, operation, scope or policy,
    /// and where the facts about it came from.
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
    /// How messages are written.
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
    /// Whether messages are coloured.
    #[arg(long, value_enum, default_value_t, value_name = "WHEN", global = true)]
    pub color: Color,
}

impl Common {
    fn reporter(&self) -> Reporter {
        Reporter::new(self.message_format, self.quiet, self.color)
    }
}

/// Flags of `codegen`; they override the configuration.
#[derive(Clone, Debug, Default, Args)]
pub struct CodegenArgs {
    /// Write nothing; show what differs and exit with 1 if anything does.
    #[arg(long)]
    pub check: bool,
    /// The configuration. Without it and with `--openapi`: none.
    #[arg(long, value_name = "FILE")]
    pub config: Option<Utf8PathBuf>,
    /// The OpenAPI document, YAML or JSON.
    #[arg(long, value_name = "FILE")]
    pub openapi: Option<Utf8PathBuf>,
    /// The folder that the document's files are in; a `$ref` leads nowhere else. By default the
    /// folder that the program runs in, if the document is below it, and else the document's own.
    #[arg(long, value_name = "DIR")]
    pub root: Option<Utf8PathBuf>,
    /// Entity documents beside it: a file, or a folder whose Markdown files are read, those of the
    /// folders in it too. May be given again. Replaces those of the configuration.
    #[arg(long, value_name = "FILE-OR-DIR")]
    pub entities: Vec<Utf8PathBuf>,
    /// Make a workspace of its own in this folder.
    #[arg(long, value_name = "DIR")]
    pub out: Option<Utf8PathBuf>,
    /// The prefix of the generated packages.
    #[arg(long, value_name = "NAME", value_parser = config::package_prefix)]
    pub name: Option<String>,
    /// Where the generated crates find their runtime: `path`, `vendor`, `git=URL#REV` or `version=X`.
    #[arg(long, value_name = "WHERE")]
    pub runtime: Option<Runtime>,
    /// Leave out what is broken in the document, with a warning, instead of stopping.
    #[arg(long)]
    pub keep_going: bool,
    /// The crates to write: `model`, `client`, `server`. The model is always among them.
    #[arg(long, value_name = "TARGETS", value_delimiter = ',', value_parser = config::target)]
    pub only: Vec<String>,
    /// Generate the operations with this tag. These three flags may be given again; an operation is
    /// generated if any of them takes it. Each replaces the configuration's list of its kind.
    #[arg(long, value_name = "TAG")]
    pub include_tag: Vec<String>,
    /// Generate the operations whose path is like this: `*` is any text within a segment, `**` any.
    #[arg(long, value_name = "GLOB")]
    pub include_path: Vec<String>,
    /// Generate the operation with this id, or `METHOD /path`.
    #[arg(long, value_name = "ID")]
    pub include_operation: Vec<String>,
    /// Put each group of operations behind a feature of its own in the client and the server.
    #[arg(long)]
    pub features_per_tag: bool,
}

impl CodegenArgs {
    /// The command that writes what `--check` compared with.
    pub(crate) fn writing_command(&self, program: &Program) -> String {
        let one = |value: Option<String>| Vec::from_iter(value);
        let path = |path: &Option<Utf8PathBuf>| one(path.as_ref().map(ToString::to_string));
        let runtime = self.runtime.as_ref().map(ToString::to_string);
        let only = (!self.only.is_empty()).then(|| self.only.join(","));
        let entities = self.entities.iter().map(ToString::to_string);
        let flags = [
            ("--config", path(&self.config)),
            ("--openapi", path(&self.openapi)),
            ("--root", path(&self.root)),
            ("--entities", entities.collect()),
            ("--out", path(&self.out)),
            ("--name", one(self.name.clone())),
            ("--runtime", one(runtime)),
            ("--only", one(only)),
            ("--include-tag", self.include_tag.clone()),
            ("--include-path", self.include_path.clone()),
            ("--include-operation", self.include_operation.clone()),
        ];
        let mut command = format!("{} codegen", program.name);
        for (flag, values) in flags {
            for value in values {
                command.extend([" ", flag, " ", &quoted(&value)]);
            }
        }
        let switches = [
            (self.features_per_tag, " --features-per-tag"),
            (self.keep_going, " --keep-going"),
        ];
        command.extend(
            switches
                .iter()
                .filter(|(is_on, _)| *is_on)
                .map(|(_, flag)| *flag),
        );
        command
    }
}

/// A value as a shell takes it: in quotes, where it has a sign that means something there.
fn quoted(value: &str) -> Cow<'_, str> {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=:,#@+\\".contains(c);
    if value.chars().all(is_plain) && !value.is_empty() {
        Cow::Borrowed(value)
    } else {
        Cow::Owned(format!("'{}'", value.replace('\'', "'\\''")))
    }
}

/// Flags of `explain`.
#[derive(Clone, Debug, Args)]
pub struct ExplainArgs {
    /// The code of a message (`duplicate-key`), a type (`User`), a property (`User.mobilePhone`), an
    /// operation (`list-users`, `GET /users`), a scope (`User.Read.All`) or a policy; things have
    /// their names of the inputs and of Rust.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The configuration whose inputs describe it.
    #[arg(long, value_name = "FILE")]
    pub config: Option<Utf8PathBuf>,
}

/// The command line of a program with these commands and maybe more.
pub trait CommandLine: Parser {
    /// Reads the command line. A mistake in it is told in the form that was asked for, and is
    /// `Err` with the way to end; so is a wish for help.
    fn read(program: &Program) -> Result<Self, Exit> {
        let args: Vec<OsString> = std::env::args_os().collect();
        Self::try_parse_from(&args).map_err(|error| refuse(&error, &args, program))
    }
}

impl<T: Parser> CommandLine for T {}

fn refuse(error: &clap::Error, args: &[OsString], program: &Program) -> Exit {
    let json = args
        .windows(2)
        .any(|pair| pair[0] == "--message-format" && pair[1] == "json");
    let json = json || args.iter().any(|arg| arg == "--message-format=json");
    if !error.use_stderr() || !json {
        // A reader that went away is no reason to fail.
        let _ = error.print();
        return if error.use_stderr() {
            Exit::Stopped
        } else {
            Exit::Done
        };
    }
    let mut reporter = Reporter::new(MessageFormat::Json, false, Color::Never);
    let text = error.to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines
        .next()
        .unwrap_or("the command line cannot be understood");
    let mut message = Message::error(codes::USAGE, first.trim_start_matches("error: "));
    message.help = lines.next().map(str::to_owned);
    reporter.message(&SourceMap::new(), &message);
    reporter.summary(&Summary {
        elapsed: program.started.elapsed(),
        ..Summary::default()
    });
    Exit::Stopped
}
