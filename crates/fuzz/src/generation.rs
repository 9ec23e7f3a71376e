//! The generator as the fuzzer sees it: texts in, and what must hold for whatever comes out.

use camino::{Utf8Path, Utf8PathBuf};
use graphwright::cli::{CodegenArgs, Program};
use graphwright::config::Runtime;
use graphwright::files::Memory;
use graphwright::message::{About, Message};
use graphwright::plan::plan;
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use std::time::Instant;

/// What is wrong with an output.
pub struct Wrong {
    /// The fault, in words that are the same for each of its inputs.
    pub what: &'static str,
    /// What shows it in this input.
    pub case: String,
}

impl Wrong {
    fn new(what: &'static str, case: impl Into<String>) -> Self {
        let case = case.into();
        Self { what, case }
    }
}

/// Takes files through generation, with a configuration among them or a document alone, twice: once
/// as everybody does, and where there are errors once more without what is broken.
pub(crate) fn generate(files: &[(&str, &str)]) -> Result<(), Wrong> {
    let files = files
        .iter()
        .map(|(path, text)| (Utf8PathBuf::from(*path), (*text).to_owned()));
    let files = Memory(files.collect());
    if !run(&files, false)? {
        run(&files, true)?;
    }
    Ok(())
}

/// A run; whether there was no error.
fn run(files: &Memory, keep_going: bool) -> Result<bool, Wrong> {
    let document = files
        .0
        .keys()
        .find(|path| path.as_str().starts_with("api."));
    let configured = files.0.contains_key(Utf8Path::new("codegen.toml"));
    let args = CodegenArgs {
        openapi: document.filter(|_| !configured).cloned(),
        out: Some("out".into()),
        runtime: Some(Runtime::Version("1".to_owned())),
        keep_going,
        ..CodegenArgs::default()
    };
    let program = Program {
        name: "fuzz",
        started: Instant::now(),
        config: "codegen.toml".into(),
        runtimes: Utf8PathBuf::new(),
    };
    let mut sources = InputReader::new(files);
    let plan = match Settings::resolve(&args, &program, &mut sources) {
        Ok(settings) => plan(&settings, &mut sources),
        // What a configuration lacks is nowhere in it.
        Err(_) => return Ok(true),
    };
    for message in plan.messages.iter().filter(|message| message.is_error()) {
        placed(&sources, message)?;
    }
    let is_fine = !plan.messages.iter().any(Message::is_error);
    if is_fine == plan.files.is_empty() {
        return Err(Wrong::new(
            "files and errors do not exclude each other",
            format!("{} files", plan.files.len()),
        ));
    }
    plan.files
        .iter()
        .try_for_each(|(path, text)| file(path, text))?;
    Ok(is_fine)
}

/// Every error about an input says on which line.
fn placed(sources: &InputReader<'_>, message: &Message) -> Result<(), Wrong> {
    if let About::Input(origin) = &message.about
        && sources.map.locate(origin).line.is_some()
    {
        return Ok(());
    }
    Err(Wrong::new(
        "an error without a line",
        format!("{}: {}", message.code, message.text),
    ))
}

/// Every file is what its name says, and its name stays in its folder.
fn file(path: &str, text: &str) -> Result<(), Wrong> {
    let plain = |part: &str| {
        let known = |sign: char| sign.is_ascii_alphanumeric() || "_-.".contains(sign);
        part.chars().any(|sign| sign != '.') && part.len() <= 110 && part.chars().all(known)
    };
    if !path.split('/').all(plain) {
        return Err(Wrong::new("a path that is no plain name", path));
    }
    let said = match path.rsplit('.').next() {
        Some("rs") => source(text),
        Some("toml") => text
            .parse::<toml::Table>()
            .err()
            .map(|error| error.to_string()),
        Some("json") => serde_json::from_str::<serde_json::Value>(text)
            .err()
            .map(|error| error.to_string()),
        _ => None,
    };
    if let Some(said) = said {
        return Err(Wrong::new(
            "a file that cannot be read",
            format!("{path}: {said}"),
        ));
    }
    let hidden = |sign: char| sign.is_control() && sign != '\n';
    // What is published is the document as it was, in JSON, whose strings may hold some.
    if Utf8Path::new(path).extension() != Some("json") && text.contains(hidden) {
        return Err(Wrong::new("a control character", path));
    }
    Ok(())
}

/// What Rust says against a file, if anything.
fn source(text: &str) -> Option<String> {
    if text.contains("compile_error!") {
        return Some("it says that it is wrong".to_owned());
    }
    syn::parse_file(text).err().map(|error| error.to_string())
}

/// Documentation that is made from a text: lines that hold no line end and nothing hidden.
pub(crate) fn document_text(text: &str) -> Result<(), Wrong> {
    for line in graphwright_emit::doc_text(text, 4) {
        if line.contains(char::is_control) || !(line.is_empty() || line.starts_with(' ')) {
            return Err(Wrong::new("a line of documentation", format!("{line:?}")));
        }
    }
    Ok(())
}

/// The published form of a document, which is JSON whatever it was written in.
pub(crate) fn published(text: &str) -> Option<serde_json::Value> {
    let mut map = graphwright_source::SourceMap::new();
    let file = map.add("api.yaml", text);
    let limits = graphwright_source::Limits::default();
    let read = graphwright_source::openapi::read(&map, file, &[], &limits);
    Some(read.document?.effective)
}
