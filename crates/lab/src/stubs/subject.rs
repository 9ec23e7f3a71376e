//! One document: its model and stub, written where they will be compiled, and the requests to try.

use super::parts::Source;
use super::requests::{Case, Requests};
use super::service;
use crate::document_plan::Planned;
use crate::documents;
use crate::oracle::{Judge, examples};
use anyhow::Result;
use graphwright::cli::Program;
use graphwright_source::openapi::{Document, SpecVersion};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A document and what is tried of it.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// Its path in the folder.
    pub path: String,
    /// The prefix of its packages.
    pub name: String,
    /// The module with a service that implements nothing.
    pub service: String,
    pub cases: Vec<Case>,
    /// How many operations the model has.
    pub operations: usize,
    /// The operations without a right request, by reason.
    pub unmade: BTreeMap<&'static str, Vec<String>>,
}

impl Subject {
    /// Generates the model and the stub of a document into a folder, and makes the requests; `None`
    /// for a document that is refused or has no operations.
    pub(super) fn read(
        document: &documents::Document,
        dir: &Path,
        sources: &Path,
        program: &Program,
    ) -> Result<Option<Self>> {
        let out = sources.join(document.name());
        let planned = Planned::of(document, dir, &out, "model,server", program)?;
        let Some(planned) = planned.filter(|planned| !planned.plan.api.operations.is_empty())
        else {
            return Ok(None);
        };
        let mut subject = Self {
            path: document.path.clone(),
            name: document.name(),
            service: service::module(&document.name(), &planned.plan.files)?,
            operations: planned.plan.api.operations.len(),
            ..Self::default()
        };
        planned.write(&["model/", "server/", "openapi.json"])?;
        let api = &planned.plan.api;
        let base_path = api.servers.first().map_or("", |server| &server.base_path);
        let document = asked(&planned.document);
        let is_3_0 = planned.document.version == SpecVersion::V3_0;
        let schemas = examples::find(&document).schemas;
        let mut requests = Requests {
            source: Source {
                judge: Judge::new(&document, &schemas, is_3_0)?,
                document: &document,
            },
            base_path: base_path.to_owned(),
            unmade: BTreeMap::new(),
        };
        for operation in &api.operations {
            subject.cases.extend(requests.of(operation));
        }
        subject.unmade = requests.unmade;
        Ok(Some(subject))
    }
}

/// The document as it is for requests: what only answers have is asked of nobody. "If the property
/// is marked as readOnly being true and is in the required list, the required will take effect on
/// the response only" (`OpenAPI` 3.0.3, "Schema Object").
fn asked(document: &Document) -> Value {
    let mut asked = document.effective.clone();
    let mut open = vec![&mut asked];
    while let Some(value) = open.pop() {
        if let Value::Object(members) = value {
            let properties = members.get("properties").and_then(Value::as_object);
            let only_answered: Vec<String> = properties
                .into_iter()
                .flatten()
                .filter(|(_, schema)| schema.get("readOnly") == Some(&Value::Bool(true)))
                .map(|(name, _)| name.clone())
                .collect();
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.retain(|name| only_answered.iter().all(|own| name != own));
            }
        }
        match value {
            Value::Object(members) => open.extend(members.values_mut()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    asked
}
