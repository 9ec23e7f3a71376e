//! One entity type: its table against the schemas that it speaks for.

use super::columns::Columns;
use super::rows::{How, Row};
use super::steps::Kind;
use super::{Merge, named};
use graphwright_ir::{Struct, TypeId, TypeKind};
use graphwright_source::entity::{Document, EntityType};
use graphwright_source::{Code, Diagnostic, pointer, suggest};
use std::collections::HashSet;

/// A table that is merged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    /// The qualified name of its entity type.
    pub name: &'a str,
    /// What its columns are good for.
    pub columns: Columns,
}

/// A schema that an entity type speaks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target {
    pub id: TypeId,
    /// Whether it is a form in which the entity is written, not the one in which it is read.
    pub written: bool,
}

impl<'a> Merge<'_, 'a> {
    /// Merges a table into the schemas of its entity type.
    pub(super) fn entity(&mut self, document: &'a Document, rows: &'a EntityType) {
        let targets = self.targets(document);
        let Some(read) = targets.first().copied() else {
            return;
        };
        let table = Table {
            name: &document.name.value,
            columns: self.columns(rows),
        };
        let known = self.known(table.name, &targets);
        let mut found = self.rows(document, rows, &known);
        found.retain(|row| {
            let elsewhere = self.steps.take(table.name, Kind::Elsewhere, &row.property);
            elsewhere.is_none()
        });
        for target in &targets {
            self.each_field(*target, &table, &found);
        }
        let later = self.add_properties(read, &table, &found, &known);
        for target in &targets {
            self.read_only(target.id, &table);
        }
        self.newtypes(&table, &targets);
        self.tell_rest(document, rows, &later);
    }

    /// Changes the fields of a struct.
    pub(super) fn change(&mut self, id: TypeId, change: impl FnOnce(&mut Self, &mut Struct)) {
        if let TypeKind::Struct(body) = self.lowering.kind(id) {
            let mut body = body.clone();
            change(self, &mut body);
            self.lowering.drafts[id.0].def.kind = TypeKind::Struct(body);
        }
    }

    fn each_field(&mut self, target: Target, table: &Table<'a>, rows: &[Row<'a>]) {
        self.change(target.id, |merge, body| {
            for field in &mut body.fields {
                if let Some(row) = rows.iter().find(|row| row.property == field.wire) {
                    merge.field(target, table, field, row);
                }
            }
        });
    }

    /// Adds the properties that only the table has to the form that is read; gives back those that
    /// belong to later versions.
    fn add_properties(
        &mut self,
        read: Target,
        table: &Table<'a>,
        rows: &[Row<'a>],
        known: &HashSet<String>,
    ) -> Vec<&'a str> {
        let mut later = Vec::new();
        self.change(read.id, |merge, body| {
            for row in rows {
                if body.fields.iter().any(|field| field.wire == row.property) {
                    continue;
                }
                let step = merge.steps.take(table.name, Kind::Promote, &row.property);
                if step.is_some() || merge.has_default_version(row) {
                    merge.add_field(read.id, table, body, row, step);
                } else if matches!(row.how, How::Unknown) || !known.contains(&row.property) {
                    later.push(row.cells.name.value.as_str());
                }
            }
        });
        later
    }

    /// Whether the table itself says that the version which is always there has a property.
    fn has_default_version(&self, row: &Row<'_>) -> bool {
        let default = self.versions.first().map(|version| version.wire.as_str());
        let mut versions = row.cells.versions.iter();
        versions.any(|version| Some(version.value.as_str()) == default)
    }

    /// The names that a row can find: the properties of the schemas, and those that are promoted.
    fn known(&self, table: &str, targets: &[Target]) -> HashSet<String> {
        let mut known: HashSet<String> = self
            .steps
            .of(table, Kind::Promote)
            .map(|step| step.property.to_owned())
            .collect();
        for target in targets {
            if let TypeKind::Struct(body) = self.lowering.kind(target.id) {
                known.extend(body.fields.iter().map(|field| field.wire.clone()));
            }
        }
        known
    }

    /// The schemas that an entity type speaks for, the one that is read first.
    fn targets(&mut self, document: &Document) -> Vec<Target> {
        let name = &document.name.value;
        let config = self.lowering.config;
        let ids = match config.entities.iter().find(|(entity, _)| entity == name) {
            Some((_, keys)) => {
                let ids: Vec<Option<TypeId>> =
                    keys.iter().map(|key| self.schema(name, key)).collect();
                ids.into_iter().flatten().collect()
            }
            None => self.schema_like(document),
        };
        let is_struct = |id: &TypeId| matches!(self.lowering.kind(*id), TypeKind::Struct(_));
        let targets = ids.into_iter().filter(is_struct).enumerate();
        targets
            .map(|(index, id)| Target {
                id,
                written: index > 0,
            })
            .collect()
    }

    /// The schema that the configuration names.
    fn schema(&mut self, entity: &str, key: &str) -> Option<TypeId> {
        let at = pointer::join("#/components/schemas", key);
        let found = self.lowering.known(&at);
        if found.is_none() {
            let message = format!(
                "`[entity.\"{entity}\"]` names `{key}`, which is no schema of the document"
            );
            let mut diagnostic = Diagnostic::new(Code::UNUSED_NAME, message);
            let keys = named::components(&self.lowering.drafts).map(|(key, _)| key);
            diagnostic.help = suggest::nearest(key, keys).map(|near| format!("there is `{near}`"));
            self.say(diagnostic);
        }
        found
    }

    /// The schema that has the last part of an entity type's name.
    fn schema_like(&mut self, document: &Document) -> Vec<TypeId> {
        let name = &document.name.value;
        let found = self.component(name, &document.name.origin);
        let message = match found {
            Some(id) => format!(
                "`{name}` is merged into the schema `{}`, which has its name",
                self.lowering.drafts[id.0].def.wire
            ),
            None => format!("no schema has the name of `{name}`; its table is not merged"),
        };
        let diagnostic = Diagnostic::new(Code::ENTITY_SCHEMA, message);
        self.say(diagnostic.at(document.name.origin.clone()));
        found.into_iter().collect()
    }

    /// Counts what belongs to versions that are not generated.
    fn tell_rest(&mut self, document: &Document, table: &EntityType, later: &[&str]) {
        let counts = [
            (later.len(), "properties"),
            (table.navigations.len(), "navigation properties"),
            (table.actions.len(), "actions"),
            (document.operations.len(), "documented operations"),
        ];
        let counts: Vec<String> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{what}: {count}"))
            .collect();
        if counts.is_empty() {
            return;
        }
        let named = if later.is_empty() {
            String::new()
        } else {
            format!(" (the properties are `{}`)", later.join("`, `"))
        };
        let message = format!(
            "`{}` has more in versions that are not generated: {}{named}",
            document.name.value,
            counts.join(", ")
        );
        let diagnostic = Diagnostic::new(Code::NOT_IN_VERSION, message);
        self.say(diagnostic.at(document.origin.clone()));
    }
}
