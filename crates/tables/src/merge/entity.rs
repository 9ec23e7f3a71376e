//! One entity type: its table against the schemas that it speaks for.

use super::columns::Columns;
use super::edm::is_stream;
use super::rows::Row;
use super::state::Merge;
use super::steps::Kind;
use crate::entity::{Document, EntityType, Property};
use graphwright_ir::{Struct, TypeId, TypeKind, TypeTable};
use graphwright_lower::front_end::SCHEMAS;
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic, pointer};
use std::collections::HashSet;

/// A table that is merged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    /// The qualified name of its type.
    pub name: &'a str,
    /// The columns that carry information.
    pub columns: Columns,
    /// The versions that have the type.
    pub versions: &'a [Cell<String>],
    /// The source of its type.
    pub type_source: TypeSource,
}

/// The source of the type that a table describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeSource {
    /// A schema of the document, which has the versions of the document.
    Schema,
    /// The table itself: the type has the versions of the table.
    Table,
}

/// A schema that an entity type speaks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub id: TypeId,
    /// `true` if it is a form in which the entity is written, not the one in which it is read.
    pub written: bool,
}

impl<'a> Merge<'_, 'a> {
    /// Merges a table into those schemas of its entity type that are generated. An entity type without a
    /// schema is made a type of its own when a table names it.
    pub(super) fn merge_entity(&mut self, document: &'a Document, entity: &'a EntityType) {
        let forms = self.find_forms(document);
        let targets = self.find_targets(document, &forms);
        let Some(first) = targets.first() else {
            return;
        };
        self.merged.insert(document.origin.file);
        let table = self.inspect_table(document, &entity.properties, TypeSource::Schema);
        let fields = self.collect_fields(&forms);
        let known = self.collect_names(table.name, &fields);
        let rows = self.match_rows(document, &entity.properties, &known);
        for target in &targets {
            self.merge_fields(*target, &table, &rows);
        }
        if !first.written {
            self.add_properties(first.id, &table, document, &rows, &fields);
        }
        for target in &targets {
            self.apply_read_only(target.id, &table);
        }
        self.make_newtypes(&table, &targets);
        if let Some(read) = forms.first().and_then(|at| self.schemas.types.at(at)) {
            self.add_written_fields(&table, read);
        }
    }

    /// A table, and what can be known of it as a whole.
    pub(super) fn inspect_table(
        &mut self,
        document: &'a Document,
        properties: &[Property],
        type_source: TypeSource,
    ) -> Table<'a> {
        Table {
            name: &document.name.value,
            columns: self.check_columns(properties),
            versions: &document.versions,
            type_source,
        }
    }

    /// Changes the fields of a struct.
    pub(super) fn change_struct(
        &mut self,
        id: TypeId,
        change: impl FnOnce(&mut Self, &mut Struct),
    ) {
        if let TypeKind::Struct(body) = self.schemas.types.kind(id) {
            let mut body = body.clone();
            change(self, &mut body);
            self.schemas.types.fill(id, TypeKind::Struct(body));
        }
    }

    fn merge_fields(&mut self, target: Target, table: &Table<'a>, rows: &[Row<'a>]) {
        self.change_struct(target.id, |merge, body| {
            for field in &mut body.fields {
                if let Some(row) = rows.iter().find(|row| row.property == field.wire) {
                    merge.merge_field(target, table, field, row);
                }
            }
        });
    }

    /// Adds the properties that only the table has to the form that is read: those that are always
    /// there, then those that only a version has. The rest is counted. `fields` are the properties
    /// that any form has.
    pub(super) fn add_properties(
        &mut self,
        read: TypeId,
        table: &Table<'a>,
        document: &'a Document,
        rows: &[Row<'a>],
        fields: &HashSet<String>,
    ) {
        let mut left_out = Vec::new();
        self.change_struct(read, |merge, body| {
            let has = |wire: &String| body.fields.iter().any(|field| field.wire == *wire);
            let missing = rows.iter().filter(|row| !has(&row.property));
            let mut added = Vec::new();
            for row in missing {
                match merge.find_home(table, row) {
                    Some(home) if home.step.is_none() && is_stream(&row.cells.ty.value.name) => {
                        merge.report_stream(row);
                    }
                    // What a request has and an answer has not is no property of what is read.
                    Some(home) if home.is_gated_by_row() && fields.contains(&row.property) => {}
                    Some(home) => added.push((row, home)),
                    None if fields.contains(&row.property) => {}
                    None => left_out.push(row.cells.name.value.as_str()),
                }
            }
            added.sort_by_key(|(_, home)| home.versions.first());
            for (row, home) in added {
                merge.add_field(read, table, body, row, home);
            }
        });
        self.report_left_out(document, "properties", &left_out);
    }

    /// The names that a row can find: the properties of the schemas, and those that fixups add.
    pub(super) fn collect_names(&self, table: &str, fields: &HashSet<String>) -> HashSet<String> {
        let promoted = self.steps.of(table, Kind::Promote);
        let added = promoted.chain(self.steps.of(table, Kind::Gate));
        let added = added.map(|step| step.property.to_owned());
        added.chain(fields.iter().cloned()).collect()
    }

    /// The properties that the schemas have, whether these are generated or not.
    pub(super) fn collect_fields(&self, forms: &[String]) -> HashSet<String> {
        let mut all = HashSet::new();
        for at in forms {
            if let Some(id) = self.schemas.types.at(at) {
                let body = self.schemas.types.kind(id).as_struct();
                let fields = body.into_iter().flat_map(|body| &body.fields);
                all.extend(fields.map(|field| field.wire.clone()));
            } else {
                let properties = self.properties_at(at).into_iter();
                all.extend(properties.map(|(name, _)| name.to_owned()));
            }
        }
        all
    }

    /// The schemas that are generated, of those that an entity type speaks for.
    fn find_targets(&mut self, document: &Document, forms: &[String]) -> Vec<Target> {
        self.require_read_type(document, forms);
        let ids = forms.iter().map(|at| self.schemas.types.at(at));
        let targets = ids.enumerate().filter_map(|(index, id)| {
            Some(Target {
                id: id?,
                written: index > 0,
            })
        });
        targets.collect()
    }

    /// Gives the schema that is read a type, if a fixup takes properties of it for a schema that is
    /// generated.
    fn require_read_type(&mut self, document: &Document, forms: &[String]) {
        let is_needed = self
            .steps
            .of(&document.name.value, Kind::Write)
            .any(|step| {
                let at = pointer::join(SCHEMAS, step.to);
                self.schemas.types.at(&at).is_some()
            });
        if let Some(read) = forms.first().filter(|_| is_needed) {
            self.schemas.component_type(read);
        }
    }

    /// The schemas that an entity type speaks for, the one that is read first.
    pub(super) fn find_forms(&mut self, document: &Document) -> Vec<String> {
        let name = &document.name.value;
        let config = self.config;
        let forms = match config.entities.iter().find(|(entity, _)| entity == name) {
            Some((_, keys)) => {
                let forms: Vec<_> = keys.iter().map(|key| self.find_schema(name, key)).collect();
                forms.into_iter().flatten().collect()
            }
            None => self.find_schema_like(document),
        };
        forms.into_iter().filter(|at| self.is_object(at)).collect()
    }

    /// Returns whether a component is an object, or may be one when it is generated.
    fn is_object(&self, at: &str) -> bool {
        let id = self.schemas.types.at(at);
        id.is_none_or(|id| self.schemas.types.kind(id).as_struct().is_some())
    }

    /// The schema that the configuration names.
    fn find_schema(&mut self, entity: &str, key: &str) -> Option<String> {
        let found = self.component_called(key);
        if found.is_none() {
            let message = format!(
                "`[entity.\"{entity}\"]` names `{key}`, which is no schema of the document"
            );
            let diagnostic = Diagnostic::new(Code::UNUSED_NAME, message);
            let mut diagnostic = self.config.at_entity(diagnostic, entity);
            let near = self.nearest_component(key);
            diagnostic.help = near.map(|near| format!("there is `{near}`"));
            self.report(diagnostic);
        }
        found
    }

    /// The schema that has the last part of an entity type's name.
    fn find_schema_like(&mut self, document: &Document) -> Vec<String> {
        let name = &document.name.value;
        let found = self.component_like(name, &document.name.origin);
        let id = found.as_deref().and_then(|at| self.schemas.types.at(at));
        if let Some(id) = id {
            let message = format!(
                "`{name}` is merged into the schema `{}`, which has its name",
                self.schemas.types[id].wire
            );
            let diagnostic = Diagnostic::new(Code::ENTITY_SCHEMA, message);
            self.report(diagnostic.at(document.name.origin.clone()));
        }
        found.into_iter().collect()
    }

    /// Tells of a property that no JSON holds and that no fixup places elsewhere.
    fn report_stream(&mut self, row: &Row<'_>) {
        let name = &row.cells.name;
        let message = format!(
            "`{}` is a stream, so it is no member of the JSON object; it is left out",
            name.value
        );
        let diagnostic = Diagnostic::new(Code::NOT_EXPRESSED, message)
            .at(name.origin.clone())
            .help("say by a fixup that it stands `elsewhere`");
        self.report(diagnostic);
    }

    /// Counts what belongs to versions that are not generated.
    pub(super) fn report_left_out(&mut self, document: &Document, what: &str, left_out: &[&str]) {
        if left_out.is_empty() {
            return;
        }
        let message = format!(
            "`{}` has more in versions that are not generated: {what}: {} (`{}`)",
            document.name.value,
            left_out.len(),
            left_out.join("`, `")
        );
        let diagnostic = Diagnostic::new(Code::NOT_IN_VERSION, message);
        self.report(diagnostic.at(document.origin.clone()));
    }
}
