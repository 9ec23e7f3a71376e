//! The declaration of a struct and the documentation of its fields.

use super::members::{DefaultMethod, additional_name, default_method, keeps_null, nulls_name};
use crate::contract::{stdlib, wire};
use crate::docs::{Doc, code_span};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::literal::json_text;
use crate::scope::FileScope;
use graphwright_ir::{Additional, Field, Holder, Presence, Struct, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the declaration of a struct with its derives.
pub(super) fn write(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> TokenStream {
    let default = body.all_optional().then(|| quote!(Default,));
    let hash = ty.hashable.then(|| quote!(, Eq, Hash));
    let name = ident(&ty.ident);
    let fields = body.fields.iter().map(|field| {
        scope.in_versions(&field.versions, |scope, gate| {
            let docs = with_feature(field_docs(scope, field), gate, body).attrs(4);
            let attributes = field.deprecated.then(|| quote!(#[deprecated]));
            let name = ident(&field.ident);
            let ty = field_type(scope, field);
            quote!(#docs #gate #attributes pub #name: #ty,)
        })
    });
    let additional = additional_field(scope, body);
    let nulls = nulls_name(body).map(|name| {
        let docs = Doc::own("Nulls of optional fields, kept unchanged.").attrs(4);
        let ty = scope.item(wire::ADDITIONAL);
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #[derive(Clone, Debug, #default PartialEq #hash)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #additional
            #nulls
        }
    }
}

/// The field for members that the document does not name.
fn additional_field(scope: &FileScope<'_>, body: &Struct) -> Option<TokenStream> {
    let name = ident(additional_name(body)?);
    let (docs, ty) = match &body.additional {
        Additional::Typed(_, values) => {
            let map = scope.item(stdlib::BTREE_MAP);
            let value = scope.slot_type(values);
            (
                "Members that the document does not name.",
                quote!(#map<String, #value>),
            )
        }
        _ if body.fields.iter().any(|field| keeps_null(body, field)) => (
            "Members that the document does not name and nulls of optional fields, kept unchanged.",
            scope.item(wire::ADDITIONAL),
        ),
        _ => (
            "Members that the document does not name, kept unchanged.",
            scope.item(wire::ADDITIONAL),
        ),
    };
    let docs = Doc::own(docs).attrs(4);
    Some(quote!(#docs pub #name: #ty,))
}

/// The type of a field, which can represent its absence and null.
fn field_type(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let ty = scope.ty(&field.slot.ty);
    match field.holder {
        Holder::Value => ty,
        Holder::Option => quote!(Option<#ty>),
        Holder::Patch => {
            let patch = scope.item(wire::PATCH);
            quote!(#patch<#ty>)
        }
    }
}

/// The documentation of a field: that of the document or its wire name, and its default.
fn field_docs(scope: &FileScope<'_>, field: &Field) -> Doc {
    let wire = code_span(&field.wire);
    let mut doc = Doc::default().summary_and_description(&field.docs);
    // In an update, fields are documented throughout.
    let is_named = field.wire != field.ident || field.holder == Holder::Patch;
    if doc.is_empty() && is_named {
        doc = doc.and(format!("Property {wire}."));
    }
    let Presence::Defaulted(literal) = &field.presence else {
        return doc;
    };
    let value = code_span(&json_text(literal));
    match default_method(scope, field) {
        Some(DefaultMethod { name, .. }) => doc.and(format!(
            "Defaults to {value} if absent, see [`{name}`](Self::{name})."
        )),
        None => doc.and(format!("Defaults to {value} if absent.")),
    }
}

/// Adds the feature that a field needs, and the place of its member without the feature.
fn with_feature(doc: Doc, gate: FeatureGate<'_>, body: &Struct) -> Doc {
    let Some(sentence) = gate.sentence() else {
        return doc;
    };
    match &body.additional {
        Additional::Keep(name) => doc.and(format!(
            "{sentence}; without it, the member is kept in [`{name}`](Self::{name})."
        )),
        _ => doc.and(sentence + "."),
    }
}
