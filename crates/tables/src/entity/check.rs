//! Checks of names in requests and samples against the rows of the tables.
//!
//! They find a row that was removed, or a name that was changed in one place only.

use super::context::{Context, did_you_mean};
use super::document::{
    Body, Document, DocumentedOperation, EntityType, Property, Segment, Subject,
};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};
use std::collections::HashSet;

/// Reports every name that a request or a sample of the document uses and no table has.
pub(super) fn check(cx: &mut Context<'_>, document: &Document) {
    let mut checker = Checker {
        cx,
        reported: HashSet::new(),
    };
    for operation in &document.operations {
        checker.check_path(operation);
    }
    if let Body::Entity(entity) = &document.body {
        checker.check_subjects(document, entity);
        // The samples of a type without own properties show those of its base type.
        if !entity.properties.is_empty() {
            checker.check_samples(document, &entity.properties);
        }
    }
}

struct Checker<'c, 'a> {
    cx: &'c mut Context<'a>,
    /// The reported names: each is reported once, at its first use.
    reported: HashSet<(&'static str, String)>,
}

/// The names of the rows of a table.
struct Names<'d> {
    table: &'static str,
    /// In the order of the table, so that suggestions are deterministic.
    ordered: Vec<&'d str>,
    set: HashSet<&'d str>,
}

/// The number of rows that are searched for a suggestion.
const SUGGESTIONS: usize = 200;

impl<'d> Names<'d> {
    fn new(table: &'static str, names: impl Iterator<Item = &'d Cell<String>>) -> Self {
        let ordered: Vec<&str> = names.map(|name| name.value.as_str()).collect();
        Self {
            table,
            set: ordered.iter().copied().collect(),
            ordered,
        }
    }

    fn find_near(&self, name: &str) -> Option<String> {
        did_you_mean(name, self.ordered.iter().copied().take(SUGGESTIONS))
    }
}

impl Checker<'_, '_> {
    /// Checks that a heading and the request under it have the same subject.
    fn check_path(&mut self, operation: &DocumentedOperation) {
        let DocumentedOperation {
            title,
            subject,
            path,
            ..
        } = operation;
        let (Subject::Navigation(name) | Subject::Action(name)) = subject else {
            return;
        };
        if path.value.segments().next_back() != Some(Segment::Literal(name)) {
            let message = format!(
                "`{}` is about `{name}`, but the path of its request ends differently",
                title.value
            );
            self.cx
                .push(Diagnostic::new(Code::OPERATION_MISMATCH, message).at(title.origin.clone()));
        }
    }

    /// Checks that the subject of an operation has a row.
    fn check_subjects(&mut self, document: &Document, entity: &EntityType) {
        let navigations = Names::new(
            "Navigation properties",
            entity.navigations.iter().map(|row| &row.name),
        );
        let actions = Names::new("Actions", entity.actions.iter().map(|row| &row.name));
        for operation in &document.operations {
            let (names, name) = match &operation.subject {
                Subject::Itself => continue,
                Subject::Navigation(name) => (&navigations, name),
                Subject::Action(name) => (&actions, name),
            };
            if names.set.is_empty() {
                self.report_missing_table(names.table, &operation.title);
            } else {
                self.check_row(
                    names,
                    &Cell::new(name.clone(), operation.title.origin.clone()),
                );
            }
        }
    }

    /// Checks that the fields and the key in samples of the type itself have rows.
    fn check_samples(&mut self, document: &Document, properties: &[Property]) {
        let names = Names::new("Properties", properties.iter().map(|row| &row.name));
        let keys = Names::new(
            "",
            properties
                .iter()
                .filter(|row| row.key.is_some())
                .map(|row| &row.name),
        );
        let samples = document
            .operations
            .iter()
            .flat_map(|operation| [&operation.request, &operation.response]);
        for sample in samples.flatten() {
            if sample
                .type_name
                .as_ref()
                .is_none_or(|name| name.value != document.name.value)
            {
                continue;
            }
            for field in &sample.fields {
                self.check_row(&names, &field.name);
            }
            if let Some(key) = sample
                .key
                .as_ref()
                .filter(|key| !keys.set.contains(key.value.as_str()))
            {
                self.report_missing_key(key);
            }
        }
    }

    /// Checks that a name in use has a row.
    fn check_row(&mut self, names: &Names<'_>, name: &Cell<String>) {
        if names.set.contains(name.value.as_str())
            || !self.reported.insert((names.table, name.value.clone()))
        {
            return;
        }
        let message = format!(
            "`{}` has no row `{}`, which is used here",
            names.table, name.value
        );
        let mut diagnostic = Diagnostic::new(Code::MISSING_ROW, message).at(name.origin.clone());
        diagnostic.help = names.find_near(&name.value);
        self.cx.push(diagnostic);
    }

    fn report_missing_table(&mut self, table: &'static str, title: &Cell<String>) {
        if self.reported.insert((table, String::new())) {
            let message =
                format!("the document has no rows under `{table}`, and its requests use some");
            self.cx
                .push(Diagnostic::new(Code::MISSING_SECTION, message).at(title.origin.clone()));
        }
    }

    fn report_missing_key(&mut self, key: &Cell<String>) {
        if self.reported.insert(("", key.value.clone())) {
            let message = format!(
                "`Properties` has no row `{}` that is marked as the key",
                key.value
            );
            let help = "put `(_Key_)` after the name of the property".to_owned();
            self.cx.push(
                Diagnostic::new(Code::MISSING_ROW, message)
                    .at(key.origin.clone())
                    .help(help),
            );
        }
    }
}
