//! The story of a run, on one page: inputs to files, nothing written yet.
//!
//! ```text
//! document + fixups + tables -> source -> lower -> the model -> emit -> files
//!                                           \ api.txt, openapi.json, the report, the runtime's copy /
//! ```
//!
//! `codegen`, `codegen --check` and the freshness test are different last steps over one plan.

use crate::counts::Counts;
use crate::inputs::Inputs;
use crate::message::Message;
use crate::publication::{self, NotTyped};
use crate::reader::InputReader;
use crate::report::{self, Findings, Report};
use crate::runtime;
use crate::settings::Settings;
use graphwright_emit::FileSet;
use graphwright_ir::{Api, Operation, VersionId};
use graphwright_lower::{Lowered, lower};
use graphwright_source::openapi::Document;
use graphwright_source::{Code, Diagnostic, Origin, Severity};
use openapiv3::OpenAPI;
use serde_json::Value;

/// What a run is going to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The model.
    pub api: Api,
    /// Every file of the output folder, by its path in it. Empty when there is an error.
    pub files: FileSet,
    /// What there is to say about the inputs, with the weight that the configuration gives it.
    pub messages: Vec<Message>,
    /// What the summary counts.
    pub counts: Counts,
}

impl Plan {
    /// The published document, `openapi.json` or `openapi.yaml`, as the types of `openapiv3`.
    ///
    /// They are of OpenAPI 3.0: what only 3.1 has is dropped or refused.
    ///
    /// # Errors
    ///
    /// If the plan has no files, or the document has something that the types cannot hold.
    pub fn openapi(&self) -> Result<OpenAPI, NotTyped> {
        publication::read(&self.files)
    }
}

/// Makes the plan. Reads inputs through `reader`, and nothing else.
pub fn plan(settings: &Settings, reader: &mut InputReader<'_>) -> Plan {
    let mut inputs = Inputs::read(settings, reader);
    let mut diagnostics = std::mem::take(&mut inputs.diagnostics);
    let config = inputs.config(settings);
    let Some(sources) = inputs.to_lower() else {
        return Plan {
            messages: weigh(settings, diagnostics),
            ..Plan::default()
        };
    };
    let document = sources.document;
    let Lowered {
        api,
        diagnostics: found,
        missed,
    } = lower(sources, &config);
    diagnostics.extend(found);
    diagnostics.extend(left_out(document, &api));
    let selected = config.select.part_of(document);
    if let Some(part) = &selected {
        diagnostics.retain(|one| one.origin.as_ref().is_none_or(|origin| part.holds(origin)));
    }
    let effective = selected
        .as_ref()
        .map_or(&document.effective, |part| &part.document);
    if settings.keep_going {
        go_on(document, &mut diagnostics);
    }
    let counts = Counts::of(effective, &api, &diagnostics);
    let report = report::write(&Findings {
        counts: &counts,
        api: &api,
        inputs: &inputs,
        diagnostics: &diagnostics,
    });
    let mut messages = weigh(settings, diagnostics);
    messages.extend(
        missed
            .iter()
            .filter_map(|one| settings.config.select.refuse(one)),
    );
    messages.extend(too_many_tags(settings, &api));
    let files = if messages.iter().any(Message::is_error) {
        FileSet::new()
    } else {
        files(settings, &api, effective, report)
    };
    Plan {
        counts: Counts {
            files: files.len(),
            ..counts
        },
        api,
        files,
        messages,
    }
}

/// The most features that a registry takes of a crate (the Cargo book, "Features").
const MOST_TAGS: usize = 300;

/// Says that there are more groups than a crate may have features.
fn too_many_tags(settings: &Settings, api: &Api) -> Option<Message> {
    let tags = api
        .tags
        .iter()
        .filter(|tag| tag.version == VersionId::BASE)
        .count();
    let by = settings.config.output.features_per_tag.as_ref()?;
    if tags <= MOST_TAGS {
        return None;
    }
    let text = format!("{tags} tags would be {tags} features, and a crate has at most {MOST_TAGS}");
    let message = by.refuse(text);
    Some(message.help("select the tags that you use with `[select] tags` or `--include-tag`"))
}

/// The operations that the runtimes cannot carry yet.
fn left_out(document: &Document, api: &Api) -> Vec<Diagnostic> {
    let say = |(operation, reason): (&Operation, &str)| {
        let message = format!("`{}` is not generated: {reason}", operation.id);
        Diagnostic::new(Code::SKIPPED, message).at(document.key_origin(&operation.origin.at))
    };
    graphwright_emit::unsupported(api).map(say).collect()
}

/// What is broken in the document was left out of the model: then it is no reason to stop.
fn go_on(document: &Document, diagnostics: &mut [Diagnostic]) {
    let in_document = |origin: &Origin| document.holds(origin.file);
    for broken in diagnostics
        .iter_mut()
        .filter(|diagnostic| diagnostic.is_error())
    {
        if broken.origin.as_ref().is_some_and(in_document) {
            broken.severity = Severity::Warning;
        }
    }
}

fn files(settings: &Settings, api: &Api, effective: &Value, report: Report) -> FileSet {
    let output = &settings.config.output;
    let (mut files, (dump, document)) = rayon::join(
        || graphwright_emit::emit(api, &settings.emit),
        || {
            let document = publication::write(effective, api, output.document.format);
            (graphwright_ir::dump(api), document)
        },
    );
    files.insert("api.txt".to_owned(), dump);
    files.extend(document);
    files.insert(format!("{}.md", settings.report_name()), report.markdown);
    files.insert(format!("{}.json", settings.report_name()), report.json);
    if settings.emit.workspace {
        runtime::complete_workspace(&mut files, &settings.emit.targets, &output.runtime);
    }
    files
}

fn weigh(settings: &Settings, diagnostics: Vec<Diagnostic>) -> Vec<Message> {
    diagnostics
        .into_iter()
        .filter_map(|diagnostic| settings.config.lints.weigh(diagnostic.into()))
        .collect()
}
