//! `lib.rs` of the client.

use super::RUNTIME;
use crate::context::Context;
use crate::docs::{Doc, one_line};
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::Source;
use crate::shape::required_arguments;
use graphwright_ir::{Place, Scalar, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> String {
    let mut modules: Vec<(&str, TokenStream)> = vec![
        (
            "client",
            quote!(
                mod client;
            ),
        ),
        (
            "servers",
            quote!(
                pub mod servers;
            ),
        ),
    ];
    let mut exports: Vec<(String, TokenStream)> = Vec::new();
    for (_, tag) in context.tags() {
        let (module, handle) = (ident(&tag.module), ident(&tag.ident));
        modules.push((&tag.module, quote!(pub mod #module;)));
        exports.push((tag.module.clone(), quote!(pub use #module::#handle;)));
    }
    let (model, runtime) = (context.krate("model"), ident(RUNTIME));
    let model_ident = ident(&model);
    exports.push((
        "client".to_owned(),
        quote!(
            pub use client::Client;
        ),
    ));
    exports.push((model, quote!(pub use #model_ident as model;)));
    exports.push((RUNTIME.to_owned(), quote! {
        pub use #runtime as runtime;
        pub use #runtime::{BuildError, Call, Error, Full, StaticToken, TokenProvider, Transport};
    }));
    modules.sort_by_key(|(name, _)| *name);
    exports.sort_by(|(one, _), (other, _)| one.cmp(other));
    let modules = modules.into_iter().map(|(_, module)| module);
    let exports = exports.into_iter().map(|(_, export)| export);
    let mut docs = Doc::own(format!("{}: a client.", one_line(&context.title())));
    let about = "Make a [`Client`], choose a group of operations, call one and await it";
    docs = match example(context) {
        Some(example) => docs.and(format!("{about}: `{example}`.")),
        None => docs.and(format!("{about}.")),
    };
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs,
        imports: Imports::new([]),
        items: quote!(#(#modules)* #(#exports)*),
    }
    .print()
}

/// A call that needs no arguments, with a setter where there is one for a number.
fn example(context: &Context<'_>) -> Option<String> {
    let (tag, operation) = context
        .tags()
        .flat_map(|(index, tag)| {
            context
                .operations(index)
                .map(move |operation| (tag, operation))
        })
        .find(|(_, operation)| required_arguments(operation) == 0)?;
    let setter = operation
        .params
        .iter()
        .find(|param| !param.required && param.place == Place::Query && is_integer(&param.slot.ty))
        .map_or_else(String::new, |param| format!(".{}(50)", param.ident));
    Some(format!(
        "client.{}().{}(){setter}.await",
        tag.module, operation.names.method
    ))
}

fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::I32 | Scalar::I64 | Scalar::U64))
}
