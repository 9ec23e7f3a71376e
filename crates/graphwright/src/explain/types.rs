//! Explanation of a type: its item, its parts, the tables merged into it, and its uses.

use super::shape::{self, Part, mentions};
use super::view::{At, Head, View, write_list};
use crate::tables::Entity;
use graphwright_ir::{
    Additional, Api, InputId, Layer, Literal, Operation, Projection, ProjectionOf, Rule, Slot,
    TypeDef, TypeId, TypeKind,
};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// A type.
#[derive(Debug, Serialize)]
pub(crate) struct Type {
    #[serde(flatten)]
    head: Head,
    /// The kind of type: `struct`, `enum`, ..
    shape: &'static str,
    /// The type that it is a projection of, and the projection.
    form_of: Option<String>,
    /// The other places in the document with an equal schema.
    also: Vec<At>,
    /// Fields or variants.
    parts: Vec<Part>,
    /// The tables with facts about it.
    tables: Vec<Table>,
    /// The uses of it.
    used_by: Vec<Use>,
}

/// A table that was merged into a type.
#[derive(Debug, Serialize)]
struct Table {
    /// The qualified name of its type.
    name: String,
    #[serde(flatten)]
    at: At,
}

/// A use of a type.
#[derive(Debug, Serialize)]
struct Use {
    /// The user, by a name that can be explained.
    by: String,
    /// The role: `field`, `parameter userId`, `body`, `answer 200`.
    role: String,
}

/// Explains a type.
pub(super) fn explain(id: TypeId, view: &View<'_>) -> Type {
    let def = view.api.ty(id);
    let items = [
        view.item("model", &def.ident, &def.module),
        view.item(
            "model",
            &format!("schema::{}", def.schema_ident),
            &def.module,
        ),
    ];
    let head = Head {
        name: def.wire.clone(),
        rust: def.ident.clone(),
        items: items.into_iter().flatten().collect(),
        versions: view.versions(&def.versions),
        feature: view.feature(&def.versions),
        at: view.key_at(&def.origin),
    };
    let form_of = def.projection_of.map(|ProjectionOf { base, form }| {
        let form = match form {
            Projection::Read => "read",
            Projection::Create => "create",
            Projection::Update => "update",
        };
        format!("the {form} form of {}", view.api.ty(base).ident)
    });
    Type {
        head,
        shape: word(&def.kind),
        form_of,
        also: def.also.iter().map(|place| view.key_at(place)).collect(),
        parts: parts(view.api, def),
        tables: tables(def, view),
        used_by: uses(view.api, id),
    }
}

fn word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::Enum(_) => "enum",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
        TypeKind::Newtype(_) => "newtype",
        TypeKind::Key(_) => "key",
        TypeKind::Untyped { .. } => "untyped",
    }
}

fn parts(api: &Api, def: &TypeDef) -> Vec<Part> {
    let named = |name: &str, ident: &str, slot: &Slot| Part {
        ty: Some(shape::slot(api, slot)),
        ..Part::new(name, ident)
    };
    match &def.kind {
        TypeKind::Struct(body) => {
            let fields = body.fields.iter().map(|field| Part::of_field(api, field));
            let additional = match &body.additional {
                Additional::Keep(ident) => Some(Part::new("*", ident)),
                Additional::Typed(ident, values) => Some(named("*", ident, values)),
                Additional::Drop | Additional::Deny => None,
            };
            fields.chain(additional).collect()
        }
        TypeKind::Enum(body) => {
            let values = body.values.iter().map(|value| Part {
                feature: api.feature(&value.versions).map(str::to_owned),
                ..Part::new(literal(&value.wire), &value.ident)
            });
            let unknown = body.unknown.iter().map(|ident| Part::new("*", ident));
            values.chain(unknown).collect()
        }
        TypeKind::Union(body) => {
            let variants = body.variants.iter();
            let variants =
                variants.map(|variant| named(&variant.ident, &variant.ident, &variant.slot));
            let fallback = body.fallback.iter().map(|ident| Part::new("*", ident));
            variants.chain(fallback).collect()
        }
        TypeKind::Key(key) => {
            let variants = key.variants.iter();
            let sign = |sign: &Option<String>| sign.clone().unwrap_or_else(|| "*".to_owned());
            variants
                .map(|one| named(&sign(&one.sign), &one.ident, &one.slot))
                .collect()
        }
        TypeKind::Alias(target) => vec![named(&def.wire, &def.ident, target)],
        TypeKind::Newtype(_) | TypeKind::Untyped { .. } => Vec::new(),
    }
}

fn literal(value: &Literal) -> String {
    match value {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text)
        | Literal::String(text)
        | Literal::Variant(text)
        | Literal::Json(text) => text.clone(),
    }
}

/// The tables with facts about the fields of a type.
fn tables(def: &TypeDef, view: &View<'_>) -> Vec<Table> {
    let TypeKind::Struct(body) = &def.kind else {
        return Vec::new();
    };
    let facts = body.fields.iter().flat_map(|field| &field.provenance);
    let inputs: BTreeSet<InputId> = facts
        .filter(|fact| fact.layer == Layer::Table && fact.rule != Rule::Hint)
        .map(|fact| fact.origin.input)
        .collect();
    let documents = inputs.into_iter().filter_map(|input| {
        let file = view.inputs.file(input)?;
        view.inputs.tables.entity(file)
    });
    let table = |document: Entity<'_>| {
        let place = view.map.locate(document.origin);
        Table {
            name: document.name.to_owned(),
            at: At {
                file: place.path,
                line: place.line,
                column: place.column,
            },
        }
    };
    documents.map(table).collect()
}

/// The uses of a type.
fn uses(api: &Api, id: TypeId) -> Vec<Use> {
    let mut uses = Vec::new();
    for def in &api.types {
        for (role, slot) in slots(def) {
            if mentions(slot, id) {
                let (by, role) = match role {
                    Some(field) => (format!("{}.{field}", def.ident), "field"),
                    None => (def.ident.clone(), word(&def.kind)),
                };
                uses.push(Use {
                    by,
                    role: role.to_owned(),
                });
            }
        }
    }
    for operation in &api.operations {
        uses.extend(roles(operation, id).into_iter().map(|role| Use {
            by: operation.id.clone(),
            role,
        }));
    }
    uses
}

/// The slots of a type, those of fields with their names.
fn slots(def: &TypeDef) -> Vec<(Option<&str>, &Slot)> {
    match &def.kind {
        TypeKind::Struct(body) => {
            let fields = body.fields.iter();
            let fields = fields.map(|field| (Some(field.wire.as_str()), &field.slot));
            let additional = match &body.additional {
                Additional::Typed(_, values) => Some((None, &**values)),
                Additional::Keep(_) | Additional::Drop | Additional::Deny => None,
            };
            fields.chain(additional).collect()
        }
        TypeKind::Union(body) => body.variants.iter().map(|one| (None, &one.slot)).collect(),
        TypeKind::Key(key) => key.variants.iter().map(|one| (None, &one.slot)).collect(),
        TypeKind::Alias(target) => vec![(None, target)],
        TypeKind::Enum(_) | TypeKind::Newtype(_) | TypeKind::Untyped { .. } => Vec::new(),
    }
}

/// The roles of a type in an operation.
fn roles(operation: &Operation, id: TypeId) -> Vec<String> {
    let params = operation.params.iter();
    let params = params.filter(|param| mentions(&param.slot, id));
    let params = params.map(|param| format!("parameter {}", param.wire));
    let body = operation.body.iter().flat_map(|body| &body.content);
    let body = body.filter(|content| mentions(&content.slot, id));
    let answers = operation.responses.iter().filter(|answer| {
        let content = answer.content.iter().map(|content| &content.slot);
        let headers = answer.headers.iter().map(|header| &header.slot);
        content.chain(headers).any(|slot| mentions(slot, id))
    });
    let answers = answers.map(|answer| format!("answer {}", answer.status));
    params
        .chain(body.map(|_| "body".to_owned()))
        .chain(answers)
        .collect()
}

/// The text for people.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Head { name, rust, .. } = &self.head;
        write!(f, "{name}: the {} `{rust}`", self.shape)?;
        if let Some(form) = &self.form_of {
            write!(f, ", {form}")?;
        }
        write!(f, "{}", self.head)?;
        write_list(f, "same wording in", &self.also)?;
        write_list(f, "made of", &self.parts)?;
        write_list(f, "merged from", &self.tables)?;
        write_list(f, "used by", &self.used_by)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the table of {}, {}", self.name, self.at)
    }
}

impl fmt::Display for Use {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, as {}", self.by, self.role)
    }
}
