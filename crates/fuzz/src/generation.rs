//! The generator as fuzzers run it, and what must hold for its output.

use camino::{Utf8Path, Utf8PathBuf};
use graphwright::cli::{CodegenArgs, Program};
use graphwright::config::Runtime;
use graphwright::files::Memory;
use graphwright::message::{About, Message};
use graphwright::plan::plan;
use graphwright::reader::InputReader;
use graphwright::settings::Settings;
use std::time::Instant;

/// A fault of an output.
#[derive(Clone, Debug)]
pub struct Fault {
    /// A summary, which is the same for every input with this fault.
    pub summary: &'static str,
    /// The evidence in the output of this input.
    pub evidence: String,
}

impl Fault {
    fn new(summary: &'static str, evidence: impl Into<String>) -> Self {
        Self {
            summary,
            evidence: evidence.into(),
        }
    }
}

/// Generates from some files: a document, or inputs with a configuration. If there are errors, generates once more with
/// `--keep-going`.
pub(crate) fn generate(files: &[(&str, &str)]) -> Result<(), Fault> {
    let files = files
        .iter()
        .map(|(path, text)| (Utf8PathBuf::from(*path), (*text).to_owned()));
    let files = Memory(files.collect());
    if run(&files, OnErrors::Stop)? == Outcome::Errors {
        run(&files, OnErrors::KeepGoing)?;
    }
    Ok(())
}

/// The effect of errors on a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OnErrors {
    Stop,
    KeepGoing,
}

/// The outcome of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Generated,
    Errors,
}

/// Runs the generator and checks its output.
fn run(files: &Memory, on_errors: OnErrors) -> Result<Outcome, Fault> {
    let document = files
        .0
        .keys()
        .find(|path| path.as_str().starts_with("api."));
    let configured = files.0.contains_key(Utf8Path::new("codegen.toml"));
    let args = CodegenArgs {
        openapi: document.filter(|_| !configured).cloned(),
        out: Some("out".into()),
        runtime: Some(Runtime::Version("1".to_owned())),
        keep_going: on_errors == OnErrors::KeepGoing,
        ..CodegenArgs::default()
    };
    let program = Program {
        name: "fuzz",
        started: Instant::now(),
        config: "codegen.toml".into(),
        runtimes: Utf8PathBuf::new(),
    };
    let mut reader = InputReader::new(files);
    let plan = match Settings::resolve(&args, &program, &mut reader) {
        Ok(settings) => plan(&settings, &mut reader),
        // Something that is missing in a configuration has no location.
        Err(_) => return Ok(Outcome::Generated),
    };
    for message in plan.messages.iter().filter(|message| message.is_error()) {
        check_location(&reader, message)?;
    }
    let has_errors = plan.messages.iter().any(Message::is_error);
    if has_errors != plan.files.is_empty() {
        return Err(Fault::new(
            "both files and errors, or neither",
            format!("{} files", plan.files.len()),
        ));
    }
    plan.files
        .iter()
        .try_for_each(|(path, text)| check_file(path, text))?;
    Ok(if has_errors {
        Outcome::Errors
    } else {
        Outcome::Generated
    })
}

/// Checks that an error about an input has a line.
fn check_location(reader: &InputReader<'_>, message: &Message) -> Result<(), Fault> {
    if let About::Input(origin) = &message.about
        && reader.map.locate(origin).line.is_some()
    {
        return Ok(());
    }
    Err(Fault::new(
        "an error without a line",
        format!("{}: {}", message.code, message.text),
    ))
}

/// Checks that a file parses, and that its path stays in the folder.
fn check_file(path: &str, text: &str) -> Result<(), Fault> {
    let is_plain = |part: &str| {
        let known = |sign: char| sign.is_ascii_alphanumeric() || "_-.".contains(sign);
        part.chars().any(|sign| sign != '.') && part.len() <= 110 && part.chars().all(known)
    };
    if !path.split('/').all(is_plain) {
        return Err(Fault::new("a path with unusual characters", path));
    }
    let error = match path.rsplit('.').next() {
        Some("rs") => rust_error(text),
        Some("toml") => text
            .parse::<toml::Table>()
            .err()
            .map(|error| error.to_string()),
        Some("json") => serde_json::from_str::<serde_json::Value>(text)
            .err()
            .map(|error| error.to_string()),
        _ => None,
    };
    if let Some(error) = error {
        return Err(Fault::new(
            "a file that does not parse",
            format!("{path}: {error}"),
        ));
    }
    let is_hidden = |sign: char| sign.is_control() && sign != '\n';
    // The published document has the strings of the original, in which JSON allows some control characters.
    if Utf8Path::new(path).extension() != Some("json") && text.contains(is_hidden) {
        return Err(Fault::new("a control character", path));
    }
    Ok(())
}

/// The syntax error of a Rust file, if there is one.
fn rust_error(text: &str) -> Option<String> {
    if text.contains("compile_error!") {
        return Some("it has a `compile_error!`".to_owned());
    }
    syn::parse_file(text).err().map(|error| error.to_string())
}

/// Checks the documentation of a text: its lines have no line ends and no control characters.
pub(crate) fn check_documentation(text: &str) -> Result<(), Fault> {
    for line in graphwright_emit::doc_text(text, 4) {
        if line.contains(char::is_control) || !(line.is_empty() || line.starts_with(' ')) {
            return Err(Fault::new(
                "an invalid line of documentation",
                format!("{line:?}"),
            ));
        }
    }
    Ok(())
}

/// Reads a document and returns its effective form.
pub(crate) fn effective_document(text: &str) -> Option<serde_json::Value> {
    let mut map = graphwright_source::SourceMap::new();
    let file = map.add("api.yaml", text);
    let limits = graphwright_source::Limits::default();
    let read = graphwright_source::openapi::read(&map, file, &[], &limits);
    Some(read.document?.effective)
}
