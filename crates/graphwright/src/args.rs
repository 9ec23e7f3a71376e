//! The flags of the commands.

use crate::config::{self, DocumentFormat, Runtime};
use crate::program::Program;
use camino::Utf8PathBuf;
use clap::Args;
use std::borrow::Cow;

/// Flags of `codegen`; they override the configuration.
#[derive(Clone, Debug, Default, Args)]
pub struct CodegenArgs {
    /// Write nothing; show the differences, and exit with 1 if there are any.
    #[arg(long)]
    pub check: bool,
    /// The configuration. With `--openapi` and without this flag, there is none.
    #[arg(long, value_name = "FILE")]
    pub config: Option<Utf8PathBuf>,
    /// The OpenAPI document, YAML or JSON.
    #[arg(long, value_name = "FILE")]
    pub openapi: Option<Utf8PathBuf>,
    /// The folder of the document's files. A `$ref` to a file outside of it is an error. By default the
    /// current folder, if the document is below it, else the document's folder.
    #[arg(long, value_name = "DIR")]
    pub root: Option<Utf8PathBuf>,
    /// Entity documents: a file, or a folder whose Markdown files are read, including those in
    /// subfolders. Can be repeated. Replaces those of the configuration.
    #[arg(long, value_name = "FILE-OR-DIR")]
    pub entities: Vec<Utf8PathBuf>,
    /// Generate a separate workspace in this folder.
    #[arg(long, value_name = "DIR")]
    pub out: Option<Utf8PathBuf>,
    /// The prefix of the generated packages.
    #[arg(long, value_name = "NAME", value_parser = config::package_prefix)]
    pub name: Option<String>,
    /// The source of the runtime crates: `path`, `vendor`, `git=URL#REV` or `version=X`.
    #[arg(long, value_name = "WHERE")]
    pub runtime: Option<Runtime>,
    /// The formats of the published document: `json`, `yaml` or `both`.
    #[arg(long, value_name = "FORMAT")]
    pub document: Option<DocumentFormat>,
    /// Leave out what is broken in the document, with a warning, instead of stopping.
    #[arg(long)]
    pub keep_going: bool,
    /// The crates to generate: `model`, `client`, `server`. The model is always one of them.
    #[arg(long, value_name = "TARGETS", value_delimiter = ',', value_parser = config::target)]
    pub only: Vec<String>,
    /// Generate the operations with this tag. The three `--include` flags can be repeated; an operation
    /// is generated if any of them selects it. Each replaces the same list of the configuration.
    #[arg(long, value_name = "TAG")]
    pub include_tag: Vec<String>,
    /// Generate the operations whose path matches: `*` is any text within a segment, `**` any text.
    #[arg(long, value_name = "GLOB")]
    pub include_path: Vec<String>,
    /// Generate the operation with this id, or `METHOD /path`.
    #[arg(long, value_name = "ID")]
    pub include_operation: Vec<String>,
    /// Put the operations of each tag behind a separate feature in the client and the server.
    #[arg(long)]
    pub features_per_tag: bool,
}

impl CodegenArgs {
    /// The command that writes the files that `--check` compared.
    pub(crate) fn writing_command(&self, program: &Program) -> String {
        let one = |value: Option<String>| Vec::from_iter(value);
        let path = |path: &Option<Utf8PathBuf>| one(path.as_ref().map(ToString::to_string));
        let runtime = self.runtime.as_ref().map(ToString::to_string);
        let document = self.document.map(|format| format.to_string());
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
            ("--document", one(document)),
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

/// Quotes a value for a shell, if it has special characters.
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
    /// operation (`list-users`, `GET /users`), a scope (`User.Read.All`) or a policy, by its name in the
    /// inputs or in Rust.
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The configuration of the inputs.
    #[arg(long, value_name = "FILE")]
    pub config: Option<Utf8PathBuf>,
}
