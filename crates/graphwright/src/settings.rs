//! What a run does, once the configuration and the flags are one.

use crate::args::CodegenArgs;
use crate::codes;
use crate::config::{self, Config, Lints, Runtime, Select};
use crate::message::Message;
use crate::paths;
use crate::program::Program;
use crate::sources::{InputRoot, Sources};
use camino::{Utf8Path, Utf8PathBuf};
use graphwright_emit as emit;
use graphwright_lower as lower;
use graphwright_source::Origin;

/// What a run reads, decides by, and writes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The document.
    pub openapi: Utf8PathBuf,
    /// The folder that its files are in.
    pub root: InputRoot,
    /// The changes to it.
    pub fixups: Option<Utf8PathBuf>,
    /// The entity documents, files or folders: the path, and its name in headers.
    pub entities: Vec<(Utf8PathBuf, String)>,
    /// The policies, likewise.
    pub policies: Vec<(Utf8PathBuf, String)>,
    /// The concept pages that they are checked against, likewise.
    pub concepts: Vec<(Utf8PathBuf, String)>,
    /// Which operations are generated, with the places of what says so.
    pub select: Select,
    /// What the API's own way is.
    pub lower: lower::Config,
    /// What the crates look like.
    pub emit: emit::Options,
    /// Where the configuration asks for features of groups; nowhere, if a flag does.
    pub features_per_tag: Option<Origin>,
    /// Where they find their runtime.
    pub runtime: Runtime,
    /// The folder that everything goes to.
    pub dir: Utf8PathBuf,
    /// The report's files in it, without `.md` and `.json`.
    pub report: &'static str,
    /// What weighs more or less than it does by default.
    pub lints: Lints,
    /// Whether what is broken in the document is left out instead of stopping the run.
    pub keep_going: bool,
}

impl Settings {
    /// Reads the configuration and lays the flags over it.
    pub fn resolve(
        args: &CodegenArgs,
        program: &Program,
        sources: &mut Sources<'_>,
    ) -> Result<Self, Vec<Message>> {
        if args.openapi.is_some() && args.out.is_none() && args.config.is_none() {
            let text = "`--openapi` needs `--out DIR` to know where the crates go";
            return Err(vec![Message::error(codes::USAGE, text)]);
        }
        let (mut config, base) = configuration(args, program, sources)?;
        let document = document(args, &config, &base)
            .and_then(|openapi| {
                let root = root(args, &config, &base, &openapi, sources)?;
                Ok((openapi, root))
            })
            .map_err(|message| vec![message])?;
        override_with(args, &mut config);
        let mut errors = absent_inputs(&config, &base, sources);
        let dir = args
            .out
            .clone()
            .unwrap_or_else(|| paths::join(&base, &config.output.dir));
        match runtime(&config.output.runtime, &dir, program) {
            Ok(runtime) if errors.is_empty() => {
                let emit = emit_options(args, &config, runtime);
                let inputs = InputPaths::new(args, &config, &base, document, sources);
                Ok(Self::assemble(args, config, inputs, dir, emit))
            }
            Ok(_) => Err(errors),
            Err(message) => {
                errors.push(message);
                Err(errors)
            }
        }
    }

    fn assemble(
        args: &CodegenArgs,
        config: Config,
        inputs: InputPaths,
        dir: Utf8PathBuf,
        emit: emit::Options,
    ) -> Self {
        let lower = lower::Config {
            name: config.api.name,
            inputs: input_names(args, config.api.openapi, config.api.fixups),
            names: config.names,
            places: config.places,
            versions: config.api.versions,
            entities: config.entities,
            unknown: config.unknown,
            own_scopes: config.own_scopes,
            select: config.select.patterns(),
            paging: config.paging,
            errors: config.errors,
        };
        let report = if emit.workspace {
            "report"
        } else {
            "merge-report"
        };
        let (runtime, lints, keep_going) = (config.output.runtime, config.lints, args.keep_going);
        let features_per_tag = config.output.features_per_tag.flatten();
        let InputPaths {
            openapi,
            root,
            fixups,
            entities,
            policies,
            concepts,
        } = inputs;
        Self {
            openapi,
            root,
            fixups,
            entities,
            policies,
            concepts,
            select: config.select,
            lower,
            emit,
            features_per_tag,
            runtime,
            dir,
            report,
            lints,
            keep_going,
        }
    }
}

/// Where the inputs are, those that may be several with their names in headers.
struct InputPaths {
    openapi: Utf8PathBuf,
    root: InputRoot,
    fixups: Option<Utf8PathBuf>,
    entities: Vec<(Utf8PathBuf, String)>,
    policies: Vec<(Utf8PathBuf, String)>,
    concepts: Vec<(Utf8PathBuf, String)>,
}

impl InputPaths {
    fn new(
        args: &CodegenArgs,
        config: &Config,
        base: &Utf8Path,
        (openapi, root): (Utf8PathBuf, InputRoot),
        sources: &Sources<'_>,
    ) -> Self {
        let api = &config.api;
        let mut entities = named(&api.entities, base);
        entities.extend(
            args.entities
                .iter()
                .map(|path| (path.clone(), unplaced(path, sources))),
        );
        Self {
            openapi,
            root,
            fixups: api
                .fixups
                .as_deref()
                .map(|fixups| paths::join(base, fixups)),
            entities,
            policies: named(&api.policies, base),
            concepts: named(&api.concepts, base),
        }
    }
}

/// The name in headers of a file on the command line. Where on this machine it is is nobody's
/// business, so a file has its own name, and one in a folder its path below that.
fn unplaced(path: &Utf8Path, sources: &Sources<'_>) -> String {
    match sources.list(path) {
        Some(_) => String::new(),
        None => path.file_name().unwrap_or_default().to_owned(),
    }
}

/// What the configuration names, with the names that headers have for it.
fn named(paths: &[(String, Origin)], base: &Utf8Path) -> Vec<(Utf8PathBuf, String)> {
    let paths = paths.iter();
    paths
        .map(|(path, _)| (paths::join(base, path), path.clone()))
        .collect()
}

/// A workspace of its own has folders of its own: `model`, `client`, `server`.
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

/// The configuration and the folder that its paths start from. A document on the command line
/// without a configuration means an empty one.
fn configuration(
    args: &CodegenArgs,
    program: &Program,
    sources: &mut Sources<'_>,
) -> Result<(Config, Utf8PathBuf), Vec<Message>> {
    let path = match (&args.config, &args.openapi) {
        (Some(config), _) => config,
        (None, Some(_)) => return Ok((Config::default(), Utf8PathBuf::new())),
        (None, None) => &program.config,
    };
    let config = config::read(path, sources).map_err(|mut messages| {
        if !sources.exists(path) {
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
            "neither the configuration nor a flag names a document",
        )
        .help("write `openapi = \"FILE\"` under `[api]`, or use `--openapi FILE`")),
    }
}

/// The folder that the document's files are in, which must be above the document.
fn root(
    args: &CodegenArgs,
    config: &Config,
    base: &Utf8Path,
    openapi: &Utf8Path,
    sources: &Sources<'_>,
) -> Result<InputRoot, Message> {
    let key = config.api.root.as_ref();
    let named = match (&args.root, key) {
        (Some(flag), _) => Some(flag.clone()),
        (None, Some((key, _))) => Some(paths::join(base, key)),
        (None, None) => None,
    };
    sources.root(openapi, named.as_deref()).ok_or_else(|| {
        let named = named.unwrap_or_default();
        let text = format!("the document `{openapi}` is not below the root `{named}`");
        match key {
            Some((_, origin)) if args.root.is_none() => {
                Message::error(codes::CONFIG_INVALID, text).at(origin.clone())
            }
            _ => Message::error(codes::USAGE, text),
        }
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
    if args.features_per_tag {
        config.output.features_per_tag = Some(None);
    }
    if !args.only.is_empty() {
        config.output.targets.clone_from(&args.only);
    }
    let (tags, paths) = (&args.include_tag, &args.include_path);
    let select = &mut config.select;
    select.override_with(tags, paths, &args.include_operation);
    // One order and one mention each, whatever was written: the output must not depend on it.
    let named = std::mem::take(&mut config.output.targets);
    let wanted = |name: &&str| *name == "model" || named.iter().any(|named| named == name);
    let targets = emit::TARGETS
        .iter()
        .map(|target| target.name)
        .filter(wanted);
    config.output.targets = targets.map(str::to_owned).collect();
}

/// What is read besides the document; that it is there is checked before anything is read.
fn absent_inputs(config: &Config, base: &Utf8Path, sources: &Sources<'_>) -> Vec<Message> {
    let api = &config.api;
    let tables = api
        .entities
        .iter()
        .chain(&api.concepts)
        .chain(&api.policies);
    let absent = |(path, _): &&(String, Origin)| !sources.exists(&paths::join(base, path));
    let message = |(path, origin): &(String, Origin)| {
        Message::error(
            codes::CONFIG_INVALID,
            format!("there is no file or folder `{path}`"),
        )
        .at(origin.clone())
    };
    tables.filter(absent).map(message).collect()
}

/// The names of the inputs in headers: never a path of this machine.
fn input_names(args: &CodegenArgs, openapi: Option<String>, fixups: Option<String>) -> Vec<String> {
    let document = match &args.openapi {
        Some(flag) => flag.file_name().map(str::to_owned),
        None => openapi,
    };
    document.into_iter().chain(fixups).collect()
}

/// Where the manifests find the runtime crates; a path is relative to the output folder.
fn runtime(wanted: &Runtime, dir: &Utf8Path, program: &Program) -> Result<emit::Runtime, Message> {
    match wanted {
        Runtime::Vendor => Ok(emit::Runtime::Path("runtime".to_owned())),
        Runtime::Git { url, rev } => Ok(emit::Runtime::Git {
            url: url.clone(),
            rev: rev.clone(),
        }),
        Runtime::Version(version) => Ok(emit::Runtime::Version(version.clone())),
        Runtime::Path => way_to_runtimes(dir, &program.runtimes).map(emit::Runtime::Path),
    }
}

fn way_to_runtimes(dir: &Utf8Path, runtimes: &Utf8Path) -> Result<String, Message> {
    let missing = || {
        Message::error(
            codes::RUNTIME_MISSING,
            "the runtime crates are not where this program was built",
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
