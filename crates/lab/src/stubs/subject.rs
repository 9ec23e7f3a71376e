//! A document: its model and stub, written to be compiled, and the requests to try.

use super::parts::Source;
use super::requests::{Case, Requests};
use super::service;
use crate::document_plan::DocumentPlan;
use crate::documents;
use crate::oracle::{Dialect, Oracle, examples};
use anyhow::Result;
use graphwright::cli::Program;
use graphwright_source::openapi::Document;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// A document and the requests that are tried with its stub.
#[derive(Debug, Default)]
pub(super) struct Subject {
    /// The path in the folder.
    pub path: String,
    /// The prefix of its packages.
    pub name: String,
    /// The module with a service that implements nothing.
    pub service: String,
    pub cases: Vec<Case>,
    /// The number of operations of the model.
    pub operations: usize,
    /// The operations without a valid request, by reason.
    pub untried: BTreeMap<&'static str, Vec<String>>,
}

impl Subject {
    /// Generates the model and the stub of a document into a folder, and builds the requests; `None` if the document is
    /// refused or has no operations.
    pub(super) fn read(
        document: &documents::Document,
        dir: &Path,
        sources: &Path,
        program: &Program,
    ) -> Result<Option<Self>> {
        let out = sources.join(document.name());
        let planned = DocumentPlan::create(document, dir, &out, &["model", "server"], program)?;
        let Some(planned) = planned.filter(|planned| !planned.plan.api.operations.is_empty())
        else {
            return Ok(None);
        };
        let mut subject = Self {
            path: document.path.clone(),
            name: document.name(),
            service: service::write_module(&document.name(), &planned.plan.files)?,
            operations: planned.plan.api.operations.len(),
            ..Self::default()
        };
        planned.write(&["model/", "server/", "openapi.json"])?;
        let api = &planned.plan.api;
        let base_path = api.servers.first().map_or("", |server| &server.base_path);
        let document = document_of_requests(&planned.document);
        let dialect = Dialect::of(&planned.document);
        let schemas = examples::find(&document).schemas;
        let mut requests = Requests {
            source: Source {
                oracle: Oracle::new(&document, &schemas, dialect)?,
                document: &document,
            },
            base_path: base_path.to_owned(),
            untried: BTreeMap::new(),
        };
        for operation in &api.operations {
            subject.cases.extend(requests.build(operation));
        }
        subject.untried = requests.untried;
        Ok(Some(subject))
    }
}

/// The document as it applies to requests, in which no read-only property is required: "If the property is marked as
/// readOnly being true and is in the required list, the required will take effect on the response only" (`OpenAPI` 3.0.3,
/// "Schema Object").
fn document_of_requests(document: &Document) -> Value {
    let mut document = document.effective.clone();
    let mut open = vec![&mut document];
    while let Some(value) = open.pop() {
        if let Value::Object(members) = value {
            let properties = members.get("properties").and_then(Value::as_object);
            let read_only: Vec<String> = properties
                .into_iter()
                .flatten()
                .filter(|(_, schema)| schema.get("readOnly") == Some(&Value::Bool(true)))
                .map(|(name, _)| name.clone())
                .collect();
            if let Some(Value::Array(required)) = members.get_mut("required") {
                required.retain(|name| read_only.iter().all(|other| name != other));
            }
        }
        match value {
            Value::Object(members) => open.extend(members.values_mut()),
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    document
}
