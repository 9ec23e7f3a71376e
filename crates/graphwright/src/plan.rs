//! A run on one page: inputs to files, without writing them.
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
use crate::tables;
use crate::times::{Clock, Times};
use graphwright_emit::{Effort, FileSet};
use graphwright_ir::{Api, Operation, VersionId};
use graphwright_lower::{Lowered, lower};
use graphwright_source::openapi::Document;
use graphwright_source::{Code, Diagnostic, Origin, Severity};
use openapiv3::OpenAPI;
use serde_json::Value;

/// The result of planning a run.
#[derive(Debug, Default)]
pub struct Plan {
    /// The model.
    pub api: Api,
    /// Every file of the output folder, by its path in it. Empty if there is an error.
    pub files: FileSet,
    /// The messages about the inputs, with the severity that the configuration gives them.
    pub messages: Vec<Message>,
    /// The counts for the summary.
    pub counts: Counts,
    /// The times of the stages.
    pub times: Times,
}

impl Plan {
    /// The published document, `openapi.json` or `openapi.yaml`, as the types of `openapiv3`.
    ///
    /// The types are those of OpenAPI 3.0: parts that only 3.1 has are dropped or refused.
    ///
    /// # Errors
    ///
    /// If the plan has no files, or the types cannot represent the document.
    pub fn openapi(&self) -> Result<OpenAPI, NotTyped> {
        publication::read(&self.files)
    }
}

/// Makes the plan. Reads only the inputs, through `reader`.
pub fn plan(settings: &Settings, reader: &mut InputReader<'_>) -> Plan {
    let mut clock = Clock::start();
    let mut times = Times::default();
    let mut inputs = Inputs::read(settings, reader);
    let mut diagnostics = std::mem::take(&mut inputs.diagnostics);
    let config = inputs.lowering(settings);
    let tables = tables::config(settings);
    let (Some(sources), Some(document)) = (inputs.to_lower(&tables), &inputs.document) else {
        return Plan {
            messages: to_messages(settings, diagnostics),
            ..Plan::default()
        };
    };
    times.read = clock.lap();
    let Lowered {
        api,
        diagnostics: found,
        missed,
        part: selected_part,
    } = lower(sources, &config);
    times.lower = clock.lap();
    diagnostics.extend(found);
    diagnostics.extend(unsupported_operations(document, &api));
    if let Some(part) = &selected_part {
        diagnostics.retain(|one| one.origin.as_ref().is_none_or(|origin| part.holds(origin)));
    }
    let effective = selected_part
        .as_ref()
        .map_or(&document.effective, |part| &part.document);
    if settings.keep_going {
        tolerate_errors(document, &mut diagnostics);
    }
    let counts = Counts::count(effective, &api, &diagnostics);
    let report = report::write(&Findings {
        counts: &counts,
        api: &api,
        inputs: &inputs,
        diagnostics: &diagnostics,
    });
    let mut messages = to_messages(settings, diagnostics);
    messages.extend(
        missed
            .iter()
            .filter_map(|one| settings.config.select.refuse(one)),
    );
    messages.extend(too_many_tags(settings, &api));
    times.report = clock.lap();
    let files = if messages.iter().any(Message::is_error) {
        FileSet::new()
    } else {
        let (files, effort) = files(settings, &api, effective, report);
        times.set_emission(clock.lap(), effort);
        files
    };
    Plan {
        counts: Counts {
            files: files.len(),
            ..counts
        },
        api,
        files,
        messages,
        times,
    }
}

/// The number of features that a registry allows in a crate (the Cargo book, "Features").
const MOST_TAGS: usize = 300;

/// The error that there are more tags than a crate may have features.
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

/// Reports the operations that the runtimes do not support.
fn unsupported_operations(document: &Document, api: &Api) -> Vec<Diagnostic> {
    let report = |(operation, reason): (&Operation, &str)| {
        let message = format!("`{}` is not generated: {reason}", operation.id);
        Diagnostic::new(Code::SKIPPED, message).at(document.key_origin(&operation.origin.at))
    };
    graphwright_emit::unsupported(api).map(report).collect()
}

/// Makes errors in the document warnings: broken parts were left out of the model.
fn tolerate_errors(document: &Document, diagnostics: &mut [Diagnostic]) {
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

fn files(settings: &Settings, api: &Api, effective: &Value, report: Report) -> (FileSet, Effort) {
    let output = &settings.config.output;
    let ((mut files, effort), (dump, document)) = rayon::join(
        || graphwright_emit::emit_timed(api, &settings.emit),
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
    (files, effort)
}

fn to_messages(settings: &Settings, diagnostics: Vec<Diagnostic>) -> Vec<Message> {
    diagnostics
        .into_iter()
        .filter_map(|diagnostic| settings.config.lints.apply(diagnostic.into()))
        .collect()
}
