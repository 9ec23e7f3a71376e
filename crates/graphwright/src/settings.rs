//! The settings of a run: the configuration with the flags applied.

use crate::args::CodegenArgs;
use crate::codes;
use crate::config::{self, AskedBy, Config, Located, Runtime};
use crate::input_paths::InputPaths;
use crate::message::Message;
use crate::output::Placement;
use crate::paths;
use crate::program::Program;
use crate::reader::{InputReader, InputRoot};
use crate::tables::ABSENT;
use camino::{Utf8Path, Utf8PathBuf};
use graphwright_emit as emit;
use graphwright_lower as lower;

/// The settings of a run.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The configuration, with the flags applied.
    pub config: Config,
    /// The paths of the inputs.
    pub inputs: InputPaths,
    /// The options of emission.
    pub emit: emit::Options,
    /// The output folder.
    pub dir: Utf8PathBuf,
    /// `true` if broken parts of the document are left out instead of stopping the run.
    pub keep_going: bool,
}

impl Settings {
    /// Reads the configuration and applies the flags.
    pub fn resolve(
        args: &CodegenArgs,
        program: &Program,
        reader: &mut InputReader<'_>,
    ) -> Result<Self, Vec<Message>> {
        if args.openapi.is_some() && args.out.is_none() && args.config.is_none() {
            let text = "`--openapi` needs `--out DIR`, the folder of the output";
            return Err(vec![Message::error(codes::USAGE, text)]);
        }
        if !cfg!(feature = "tables") && !args.entities.is_empty() {
            let text = "`--entities` names tables, which are not read";
            return Err(vec![Message::error(codes::USAGE, text).help(ABSENT)]);
        }
        let (mut config, base) = configuration(args, program, reader)?;
        let document = document(args, &config, &base)
            .and_then(|openapi| {
                let root = root(args, &config, &base, &openapi, reader)?;
                Ok((openapi, root))
            })
            .map_err(|message| vec![message])?;
        override_with(args, &mut config);
        let mut errors = absent_inputs(&config, &base, reader);
        errors.extend(config.output.document.refuse(&config.output.targets));
        let dir = args
            .out
            .clone()
            .unwrap_or_else(|| paths::join(&base, &config.output.dir));
        match runtime(&config.output.runtime, &dir, program) {
            Ok(runtime) if errors.is_empty() => Ok(Self {
                inputs: InputPaths::new(args, &config.api, &base, document, reader),
                emit: emit_options(args, &config, runtime),
                config,
                dir,
                keep_going: args.keep_going,
            }),
            Ok(_) => Err(errors),
            Err(message) => {
                errors.push(message);
                Err(errors)
            }
        }
    }

    /// The configuration of lowering, with the names of the document and its fixups.
    pub fn lowering(&self) -> lower::Config {
        let config = &self.config;
        let named = std::iter::once(&self.inputs.openapi).chain(&self.inputs.fixups);
        lower::Config {
            name: config.api.name.clone(),
            inputs: named.map(|input| input.name.clone()).collect(),
            names: config.names.clone(),
            places: config.places.clone(),
            unknown: config.unknown,
            own_scopes: config.own_scopes.clone(),
            select: config.select.patterns(),
            paging: config.paging.clone(),
            errors: config.errors.clone(),
        }
    }

    /// The relation of the output to Cargo's workspaces.
    pub fn placement(&self) -> Placement {
        if self.emit.workspace {
            Placement::OwnWorkspace
        } else {
            Placement::Members
        }
    }

    /// The name of the report's files in the output folder, without `.md` and `.json`.
    pub(crate) fn report_name(&self) -> &'static str {
        if self.emit.workspace {
            "report"
        } else {
            "merge-report"
        }
    }
}

/// The options of emission. A separate workspace has the folders `model`, `client` and `server`.
fn emit_options(args: &CodegenArgs, config: &Config, runtime: emit::Runtime) -> emit::Options {
    let workspace = args.out.is_some();
    let folder = if workspace {
        "{target}".to_owned()
    } else {
        config.output.folder.clone()
    };
    let (targets, command) = (config.output.targets.clone(), config.output.command.clone());
    emit::Options {
        folder,
        runtime,
        targets,
        workspace,
        features_per_tag: config.output.features_per_tag.is_some(),
        command,
    }
}

/// The configuration and the folder that its paths are relative to. With a document on the command line and no
/// configuration, it is empty.
fn configuration(
    args: &CodegenArgs,
    program: &Program,
    reader: &mut InputReader<'_>,
) -> Result<(Config, Utf8PathBuf), Vec<Message>> {
    let path = match (&args.config, &args.openapi) {
        (Some(config), _) => config,
        (None, Some(_)) => return Ok((Config::default(), Utf8PathBuf::new())),
        (None, None) => &program.config,
    };
    let config = config::read(path, reader).map_err(|mut messages| {
        if !reader.exists(path) {
            let help = "name a configuration with `--config FILE`, or a document with `--openapi FILE --out DIR`";
            messages = messages.into_iter().map(|message| message.help(help)).collect();
        }
        messages
    })?;
    Ok((
        config,
        path.parent().unwrap_or(Utf8Path::new("")).to_owned(),
    ))
}

fn document(args: &CodegenArgs, config: &Config, base: &Utf8Path) -> Result<Utf8PathBuf, Message> {
    match (&args.openapi, &config.api.openapi) {
        (Some(flag), _) => Ok(flag.clone()),
        (None, Some(key)) => Ok(paths::join(base, key)),
        (None, None) => Err(Message::error(
            codes::CONFIG_INVALID,
            "there is no document in the configuration or on the command line",
        )
        .help("write `openapi = \"FILE\"` under `[api]`, or use `--openapi FILE`")),
    }
}

/// The root of the document's files, which must be above the document.
fn root(
    args: &CodegenArgs,
    config: &Config,
    base: &Utf8Path,
    openapi: &Utf8Path,
    reader: &InputReader<'_>,
) -> Result<InputRoot, Message> {
    let key = config.api.root.as_ref();
    let named = match (&args.root, key) {
        (Some(flag), _) => Some(flag.clone()),
        (None, Some(key)) => Some(paths::join(base, &key.text)),
        (None, None) => None,
    };
    reader.root(openapi, named.as_deref()).ok_or_else(|| {
        let named = named.unwrap_or_default();
        let text = format!("the document `{openapi}` is not below the root `{named}`");
        let by = match key {
            Some(key) if args.root.is_none() => AskedBy::Key(key.origin.clone()),
            _ => AskedBy::Flag,
        };
        by.refuse(text)
    })
}

fn override_with(args: &CodegenArgs, config: &mut Config) {
    if let Some(name) = &args.name {
        config.api.name.clone_from(name);
    }
    if !args.entities.is_empty() {
        config.api.entities.clear();
    }
    if let Some(runtime) = &args.runtime {
        config.output.runtime = runtime.clone();
    }
    if let Some(format) = args.document {
        let by = Some(AskedBy::Flag);
        config.output.document = config::Document { format, by };
    }
    if args.features_per_tag {
        config.output.features_per_tag = Some(AskedBy::Flag);
    }
    if !args.only.is_empty() {
        config.output.targets.clone_from(&args.only);
    }
    let (tags, paths) = (&args.include_tag, &args.include_path);
    let select = &mut config.select;
    select.override_with(tags, paths, &args.include_operation);
    // Sorted and without duplicates, so that the output does not depend on the order.
    let named = std::mem::take(&mut config.output.targets);
    let wanted = |name: &&str| *name == "model" || named.iter().any(|named| named == name);
    let targets = emit::TARGETS
        .iter()
        .map(|target| target.name)
        .filter(wanted);
    config.output.targets = targets.map(str::to_owned).collect();
}

/// Errors for missing inputs besides the document, before anything is read.
fn absent_inputs(config: &Config, base: &Utf8Path, reader: &InputReader<'_>) -> Vec<Message> {
    let api = &config.api;
    let tables = api
        .entities
        .iter()
        .chain(&api.concepts)
        .chain(&api.policies);
    let absent = |path: &&Located| !reader.exists(&paths::join(base, &path.text));
    let message = |Located { text, origin }: &Located| {
        let message = format!("there is no file or folder `{text}`");
        Message::error(codes::CONFIG_INVALID, message).at(origin.clone())
    };
    tables.filter(absent).map(message).collect()
}

/// The location of the runtime crates for manifests; a path is relative to the output folder.
fn runtime(wanted: &Runtime, dir: &Utf8Path, program: &Program) -> Result<emit::Runtime, Message> {
    match wanted {
        Runtime::Vendor => Ok(emit::Runtime::Path("runtime".to_owned())),
        Runtime::Git { url, rev } => Ok(emit::Runtime::Git {
            url: url.clone(),
            rev: rev.clone(),
        }),
        Runtime::Version(version) => Ok(emit::Runtime::Version(version.clone())),
        Runtime::Path => path_to_runtimes(dir, &program.runtimes).map(emit::Runtime::Path),
    }
}

fn path_to_runtimes(dir: &Utf8Path, runtimes: &Utf8Path) -> Result<String, Message> {
    let missing = || {
        Message::error(
            codes::RUNTIME_MISSING,
            "there are no runtime crates in the source tree that this program was built from",
        )
        .path(runtimes)
        .help("use `--runtime vendor`, `--runtime git=URL#REV` or `--runtime version=X`")
    };
    if !runtimes.join("wire/Cargo.toml").exists() {
        return Err(missing());
    }
    let (from, to) = (paths::real(dir), paths::real(runtimes));
    from.and_then(|from| Ok(paths::relative(&from, &to?)))
        .map_err(|_| missing())
}
