//! The counts of a run.

use crate::census::Census;
use graphwright_ir::Api;
use graphwright_source::{Code, Diagnostic};
use serde_json::{Map, Value};

/// The counts of a document and of its model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Generated operations.
    pub operations: usize,
    /// Operations of the document or of a table that are not generated.
    pub skipped: usize,
    /// Requests that prose describes and a table does not allow.
    pub suppressed: usize,
    /// Types.
    pub types: usize,
    /// Positions of the generated code that hold a value, except those where the document allows any JSON.
    pub positions: usize,
    /// Positions where the document allows any JSON.
    pub free_form: usize,
    /// Positions that are plain JSON because the schema has no faithful Rust type.
    pub untyped: usize,
    /// Files of the output.
    pub files: usize,
}

impl Counts {
    /// Counts a model and its document; the files are counted later.
    pub(crate) fn count(effective: &Value, api: &Api, diagnostics: &[Diagnostic]) -> Self {
        // Each of them is reported at its schema, once.
        let untyped = diagnostics.iter().filter(|one| one.code == Code::UNTYPED);
        let untyped = untyped.count();
        let census = Census::count(api);
        let free_form = census.json.saturating_sub(untyped);
        let unsupported = graphwright_emit::unsupported(api).count();
        let lowered = api.operations.iter();
        let of_document = lowered.filter(|operation| operation.origin.span.is_none());
        let lost = operations_in(effective).saturating_sub(of_document.count());
        Self {
            operations: api.operations.len() - unsupported,
            skipped: lost + unsupported,
            suppressed: api.suppressed.len(),
            types: api.types.len(),
            positions: census.positions - free_form,
            free_form,
            untyped,
            files: 0,
        }
    }
}

/// The keys of a path item that are operations.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

fn operations_in(document: &Value) -> usize {
    let items = document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(Map::values);
    items
        .map(|item| {
            METHODS
                .iter()
                .filter(|method| item.get(method).is_some())
                .count()
        })
        .sum()
}
