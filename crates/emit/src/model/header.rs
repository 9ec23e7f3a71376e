//! The header of a declared type: its documentation and attributes.

use super::key;
use crate::docs::{Doc, code_span, visible};
use crate::gate::FeatureGate;
use crate::owner::{Owner, Part};
use crate::refs::type_link;
use crate::scope::FileScope;
use graphwright_ir::{
    Holder, InputId, Operation, Projection, ProjectionOf, TypeDef, TypeId, TypeKind, Usage,
};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the documentation and attributes above the declaration of a type.
pub(super) fn write(scope: &FileScope<'_>, id: TypeId) -> TokenStream {
    let ty = scope.context.api.ty(id);
    let gate = FeatureGate::of_versions(scope.context.api, &ty.versions);
    let docs = docs(scope, id, ty).behind(gate).attrs(0);
    let deprecated = ty.deprecated.then(|| quote!(#[deprecated]));
    quote!(#docs #deprecated)
}

fn docs(scope: &FileScope<'_>, id: TypeId, ty: &TypeDef) -> Doc {
    let doc = Doc::default().summary_and_description(&ty.docs);
    let owner = scope.context.owner(id);
    let doc = match owner {
        Some(owner) if doc.is_empty() => doc.and(relation_to_owner(scope, owner)),
        _ => doc,
    };
    let about_updates = about_updates(ty).map(str::to_owned);
    let sentences: Vec<String> = provenance(scope, ty, owner)
        .into_iter()
        .chain(about_updates)
        .collect();
    let doc = match sentences.as_slice() {
        [] => doc,
        sentences => doc.and(sentences.join(" ")),
    };
    match &ty.kind {
        TypeKind::Untyped { reason } => {
            let reason = visible(reason);
            let reason = reason.trim().trim_end_matches('.');
            doc.prose(&format!(
                "Any JSON, since it has no faithful type in Rust: {reason}."
            ))
        }
        _ => doc,
    }
}

/// Describes the meaning of fields that are not set in an update, or that can be cleared.
fn about_updates(ty: &TypeDef) -> Option<&'static str> {
    let TypeKind::Struct(body) = &ty.kind else {
        return None;
    };
    let form = ty.projection_of.map(|projection| projection.form);
    if body
        .fields
        .iter()
        .any(|field| field.holder == Holder::Patch)
    {
        Some("A field that is not set keeps its value, and [`Patch::Clear`] removes it.")
    } else if form == Some(Projection::Update) || ty.usage == UPDATE {
        Some("A field that is not set keeps its value.")
    } else {
        None
    }
}

/// Describes a type by the type that it is part of, for one that the document does not describe.
fn relation_to_owner(scope: &FileScope<'_>, owner: &Owner<'_>) -> String {
    let owner_type = scope.context.api.ty(owner.ty);
    let has_vowel = owner_type.ident.starts_with(['A', 'E', 'I', 'O']);
    let article = if has_vowel { "an" } else { "a" };
    let owner_link = format!("{article} {}", type_link(owner_type));
    match owner.part {
        Part::Field(wire) => format!("{} of {owner_link}.", code_span(wire)),
        Part::Item(wire) => format!("An item of {}.", code_span(wire)),
        Part::Variant => format!("One of the types that {owner_link} may be."),
    }
}

/// Describes the origin of a type: its schema, unless that has the same name, or the schema or operation
/// that contains it. A key has a description of how its variants are distinguished.
fn provenance(scope: &FileScope<'_>, ty: &TypeDef, owner: Option<&Owner<'_>>) -> Option<String> {
    let api = scope.context.api;
    if let Some(ProjectionOf { base, form }) = ty.projection_of {
        let form = match form {
            Projection::Read => "as returned in responses",
            Projection::Create => "as sent in requests",
            Projection::Update => "as sent in updates",
        };
        return Some(format!("Schema {}, {form}.", code_span(&api.ty(base).wire)));
    }
    if let TypeKind::Key(key) = &ty.kind {
        return Some(key::distinction(key));
    }
    if let Some(operation) = scope.context.operation_around(&ty.origin) {
        return Some(position_in_operation(operation, ty));
    }
    let schema = code_span(&ty.wire);
    Some(match owner {
        Some(owner) => {
            let root = scope.context.module_root(&ty.module).unwrap_or(owner.ty);
            let schema = code_span(&api.ty(root).wire);
            match owner.part {
                Part::Field(wire) if owner.ty == root && !ty.docs.is_empty() => {
                    format!("Property {} of schema {schema}.", code_span(wire))
                }
                _ => format!("Inline in schema {schema}."),
            }
        }
        None if ty.origin.input != InputId::DOCUMENT => {
            let input = api.inputs.get(ty.origin.input.0).map_or("", String::as_str);
            format!("Named in {}.", code_span(input))
        }
        None if ty.wire == ty.ident => return None,
        None => format!("Schema {schema}."),
    })
}

/// Describes the position of an inline type in its operation.
fn position_in_operation(operation: &Operation, ty: &TypeDef) -> String {
    let id = code_span(&operation.id);
    let inside = ty.origin.at.strip_prefix(&operation.origin.at);
    let steps: Vec<&str> = inside.unwrap_or_default().split('/').collect();
    match (steps.as_slice(), ty.also.len()) {
        (["", "requestBody", "content", _, "schema"], 0) => {
            format!("The request body of operation {id}.")
        }
        (["", "responses", status, "content", _, "schema"], 0) => {
            format!(
                "The body of response {} of operation {id}.",
                code_span(status)
            )
        }
        (_, 0) => format!("Inline in operation {id}."),
        (_, 1) => format!("Inline in operation {id}, and in one more place."),
        (_, more) => format!("Inline in operation {id}, and in {more} more places."),
    }
}

const UPDATE: Usage = Usage {
    read: false,
    create: false,
    update: true,
};
