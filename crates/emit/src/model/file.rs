//! A file of the model: the type of a schema, the types inside it, and their static schemas.

#[cfg(test)]
mod tests;

use super::{enumeration, header, key, newtype, object, policies, union};
use crate::context::Context;
use crate::docs::{Doc, code_span};
use crate::imports::Imports;
use crate::print::{Items, Printed, Source};
use crate::refs::is_deprecated;
use crate::scope::FileScope;
use crate::{refs, schema};
use graphwright_ir::{TypeDef, TypeId, TypeKind};
use proc_macro2::TokenStream;

pub(super) fn write(context: &Context<'_>, module: &str, ids: &[TypeId]) -> Printed {
    let api = context.api;
    let types: Vec<&TypeDef> = ids.iter().map(|id| api.ty(*id)).collect();
    let referenced = types
        .iter()
        .flat_map(|ty| refs::of_type(ty))
        .map(|id| api.ty(id));
    let named: Vec<&TypeDef> = types.iter().copied().chain(referenced).collect();
    let own = named.iter().map(|ty| ty.ident.clone());
    let imports = Imports::new(context.module_gate(module), own);
    let scope = FileScope::model(context, module, &imports);
    let mut items = Items::default();
    for (id, ty) in ids.iter().zip(&types) {
        scope.in_versions(&ty.versions, |scope, gate| {
            for piece in type_items(scope, *id, ty) {
                items.push_behind(gate, piece);
            }
        });
    }
    for ty in &types {
        scope.in_versions(&ty.versions, |scope, gate| {
            items.push_behind(gate, schema::of_type(scope, ty));
        });
    }
    let docs = match types.as_slice() {
        [one] => format!("{}.", code_span(&one.ident)),
        [first, ..] => format!("{} and the types inside it.", code_span(&first.ident)),
        [] => String::new(),
    };
    Source {
        header: context.header(),
        allow_deprecated: named.iter().any(|ty| is_deprecated(ty)),
        docs: Doc::own(docs),
        imports: &imports,
        items,
    }
    .print()
}

/// Returns the items of a type, in pieces.
fn type_items(scope: &FileScope<'_>, id: TypeId, ty: &TypeDef) -> Vec<TokenStream> {
    let head = header::write(scope, id);
    match &ty.kind {
        TypeKind::Struct(body) => {
            let mut pieces = object::write(scope, &head, ty, body);
            pieces.push(policies::property_sets(scope, id));
            pieces
        }
        TypeKind::Enum(body) => vec![enumeration::write(scope, &head, ty, body)],
        TypeKind::Union(body) => vec![union::write(scope, &head, ty, body)],
        TypeKind::Alias(slot) => vec![newtype::alias(scope, &head, ty, slot)],
        TypeKind::Newtype(body) => vec![newtype::newtype(scope, &head, ty, body)],
        TypeKind::Key(body) => vec![key::write(scope, &head, ty, body)],
        TypeKind::Untyped { .. } => vec![newtype::untyped(scope, &head, ty)],
    }
}
