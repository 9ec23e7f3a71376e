//! A document as text: one line a fact, each with its line and column.

use graphwright_source::Cell;
use graphwright_source::{Origin, SourceMap};
use graphwright_tables::entity::{
    Action, Body, Document, DocumentedOperation, Navigation, Property, Sample, Subject, TypeHint,
};
use std::fmt::{Display, Write};

/// Everything that `document` says.
pub(crate) fn dump(map: &SourceMap, document: &Document) -> String {
    let mut out = Dump {
        map,
        text: String::new(),
    };
    out.document(document);
    out.text
}

/// The line and the column of a place.
pub(crate) fn place(map: &SourceMap, origin: &Origin) -> String {
    let location = map.locate(origin);
    match (location.line, location.column) {
        (Some(line), Some(column)) => format!("{line}:{column}"),
        _ => "?".to_owned(),
    }
}

struct Dump<'a> {
    map: &'a SourceMap,
    text: String,
}

impl Dump<'_> {
    fn document(&mut self, document: &Document) {
        let kind = match &document.body {
            Body::Entity(_) => "entity type",
            Body::Complex(_) => "complex type",
            Body::Enum(_) => "enumeration",
            Body::Set(_) => "entity set",
        };
        self.line(&format!("{kind} {}", self.cell(&document.name)));
        self.list("  versions", &self.cells(&document.versions));
        self.list("  verbs", &self.cells(&document.verbs));
        self.list("  query options", &self.cells(&document.query_options));
        for path in &document.paths {
            self.line(&format!("  path {}", self.cell(path)));
        }
        self.body(&document.body);
        for operation in &document.operations {
            self.operation(document, operation);
        }
        for hint in document.type_hints() {
            self.hint(&hint);
        }
    }

    fn body(&mut self, body: &Body) {
        match body {
            Body::Entity(entity) => {
                self.optional("  base type", entity.base_type.as_ref());
                entity.properties.iter().for_each(|row| self.property(row));
                entity
                    .navigations
                    .iter()
                    .for_each(|row| self.navigation(row));
                entity.actions.iter().for_each(|row| self.action(row));
            }
            Body::Complex(complex) => complex.properties.iter().for_each(|row| self.property(row)),
            Body::Enum(enumeration) => {
                for member in &enumeration.members {
                    let value = self.cell(&member.value);
                    self.line(&format!("member {} = {value}", self.cell(&member.name)));
                }
            }
            Body::Set(set) => self.optional("  of", set.element_type.as_ref()),
        }
    }

    fn property(&mut self, row: &Property) {
        let mut line = format!("property {}: {}", self.cell(&row.name), self.cell(&row.ty));
        if let Some(key) = &row.key {
            let _ = write!(line, " key@{}", place(self.map, key));
        }
        let facts = [
            ("nullable", &row.nullable),
            ("unicode", &row.unicode),
            ("writeable", &row.writeable),
            ("required", &row.required_to_create),
        ];
        for (name, fact) in facts {
            if let Some(fact) = fact {
                let _ = write!(line, " {name}={}", self.cell(fact));
            }
        }
        let _ = write!(line, " in {}", self.cells(&row.versions));
        self.line(&line);
        self.optional("  default", row.default.as_ref());
        self.optional("  description", row.description.as_ref());
    }

    fn navigation(&mut self, row: &Navigation) {
        let nullable = row
            .nullable
            .as_ref()
            .map_or_else(|| "?".to_owned(), |cell| self.cell(cell));
        let (name, target) = (self.cell(&row.name), self.cell(&row.target));
        let (verbs, versions) = (self.cells(&row.verbs), self.cells(&row.versions));
        self.line(&format!(
            "navigation {name}: {target} nullable={nullable} {verbs} in {versions}"
        ));
        self.optional("  description", row.description.as_ref());
    }

    fn action(&mut self, row: &Action) {
        let line = format!(
            "action {} in {}",
            self.cell(&row.name),
            self.cells(&row.versions)
        );
        self.line(&line);
        self.optional("  on", row.context.as_ref());
        for input in &row.inputs {
            self.line(&format!(
                "  input {}: {}",
                self.cell(&input.name),
                self.cell(&input.ty)
            ));
        }
        self.optional("  output", row.output.as_ref());
        self.optional("  output path", row.output_path.as_ref());
        self.optional("  description", row.description.as_ref());
    }

    fn operation(&mut self, document: &Document, operation: &DocumentedOperation) {
        let subject = match &operation.subject {
            Subject::Itself => "itself".to_owned(),
            Subject::Navigation(name) => format!("navigation {name}"),
            Subject::Action(name) => format!("action {name}"),
        };
        let (verb, path) = (self.cell(&operation.verb), self.cell(&operation.path));
        self.line(&format!("operation {verb} {path}"));
        self.line(&format!("  {subject}: {}", self.cell(&operation.title)));
        if let Some(row) = document.contradicts(operation) {
            self.line(&format!(
                "  contradicts the row at {}",
                place(self.map, &row.origin)
            ));
        }
        if document.lacks_item_key(operation) {
            self.line("  lacks the key of the item");
        }
        for scope in &operation.scopes {
            let consent = place(self.map, &scope.consent.origin);
            self.line(&format!(
                "  scope {} {:?}@{consent}",
                self.cell(&scope.name),
                scope.consent.value
            ));
        }
        let headers = operation
            .headers
            .iter()
            .map(|header| header.name.value.as_str());
        self.list("  headers", &headers.collect::<Vec<_>>().join(", "));
        self.sample("request", operation.request.as_ref());
        self.optional("  status", operation.status.as_ref());
        self.sample("response", operation.response.as_ref());
    }

    fn sample(&mut self, what: &str, sample: Option<&Sample>) {
        let Some(sample) = sample else { return };
        let mut line = format!("  {what}");
        if sample.collection {
            line.push_str(" collection of");
        }
        if let Some(name) = &sample.type_name {
            let _ = write!(line, " {}", self.cell(name));
        }
        if let Some(key) = &sample.key {
            let _ = write!(line, " key {}", self.cell(key));
        }
        for field in &sample.fields {
            let _ = write!(
                line,
                " {}: {}",
                self.cell(&field.name),
                self.cell(&field.ty)
            );
        }
        if let Some(value) = &sample.value {
            let _ = write!(line, " {}", self.cell(value));
        }
        if sample.elided {
            line.push_str(" ...");
        }
        self.line(&line);
    }

    fn hint(&mut self, hint: &TypeHint) {
        let mut line = format!("hint {}", self.cell(&hint.type_name));
        if let Some(key) = &hint.key {
            let _ = write!(line, " key {}", self.cell(key));
        }
        for field in &hint.fields {
            let _ = write!(
                line,
                " {}: {}",
                self.cell(&field.name),
                self.cell(&field.ty)
            );
        }
        self.line(&line);
    }

    fn optional<T: Display>(&mut self, name: &str, cell: Option<&Cell<T>>) {
        if let Some(cell) = cell {
            self.line(&format!("{name} {}", self.cell(cell)));
        }
    }

    /// A line for a list, unless it is empty.
    fn list(&mut self, name: &str, list: &str) {
        if !list.is_empty() {
            self.line(&format!("{name} {list}"));
        }
    }

    fn cells<T: Display>(&self, cells: &[Cell<T>]) -> String {
        cells
            .iter()
            .map(|cell| self.cell(cell))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn cell<T: Display>(&self, cell: &Cell<T>) -> String {
        format!("{}@{}", cell.value, place(self.map, &cell.origin))
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
