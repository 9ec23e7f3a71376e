//! Parameters of the server: their description for the runtime, and the struct that a service gets.

use crate::contract::server;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::notation;
use crate::schema;
use crate::scope::FileScope;
use graphwright_ir::{Operation, Param, Place, Tag};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns whether an operation has parameters other than those of the path.
pub(super) fn has_struct(operation: &Operation) -> bool {
    non_path_params(operation).next().is_some()
}

/// The parameters other than those of the path.
fn non_path_params(operation: &Operation) -> impl Iterator<Item = &Param> {
    operation
        .params
        .iter()
        .filter(|param| param.place != Place::Path)
}

/// The description of a parameter.
pub(super) fn description(scope: &FileScope<'_>, param: &Param) -> TokenStream {
    let ty = scope.item(server::PARAM);
    let wire = &param.wire;
    let schema = schema::of_slot(scope, &param.slot);
    let constructor = match param.place {
        Place::Path => quote!(path),
        Place::Query => quote!(query),
        Place::Header => quote!(header),
        Place::Cookie => quote!(cookie),
    };
    let required = (param.required && param.place != Place::Path).then(|| quote!(.required()));
    let notation = notation::of_param(scope, server::NOTATION, param);
    let notation = notation.map(|notation| quote!(.notation(#notation)));
    quote!(#ty::#constructor(#wire, #schema) #required #notation)
}

/// The struct of the parameters other than those of the path.
pub(super) fn declaration(
    scope: &FileScope<'_>,
    tag: &Tag,
    operation: &Operation,
) -> Option<TokenStream> {
    if !has_struct(operation) {
        return None;
    }
    let names = &operation.names;
    let docs = Doc::own(format!(
        "The parameters of [`{}::{}`].",
        tag.ident, names.method
    ))
    .attrs(0);
    let name = ident(&names.params);
    let default = non_path_params(operation)
        .all(|param| !param.required)
        .then(|| quote!(Default,));
    let fields = non_path_params(operation).map(|param| {
        let lead = format!("{}: ", code_span(&param.wire));
        let prose = param
            .docs
            .description
            .as_ref()
            .or(param.docs.summary.as_ref());
        let docs = Doc::default()
            .prose_after(&lead, prose.map_or("", String::as_str))
            .attrs(4);
        let deprecated = param.deprecated.then(|| quote!(#[deprecated]));
        let (name, ty) = (ident(&param.ident), scope.ty(&param.slot.ty));
        let ty = if param.required {
            ty
        } else {
            quote!(Option<#ty>)
        };
        quote!(#docs #deprecated pub #name: #ty,)
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
    })
}

/// The expression that reads the struct from a request.
pub(super) fn extraction(operation: &Operation) -> TokenStream {
    let name = ident(&operation.names.params);
    let fields = non_path_params(operation).map(|param| {
        let (name, wire) = (ident(&param.ident), &param.wire);
        let take = if param.required {
            quote!(required)
        } else {
            quote!(optional)
        };
        quote!(#name: request.#take(#wire)?,)
    });
    quote!(#name { #(#fields)* })
}
