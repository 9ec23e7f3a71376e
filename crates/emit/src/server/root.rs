//! `lib.rs` of the server.

use super::RUNTIME;
use crate::context::Context;
use crate::docs::{Doc, one_line};
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::Source;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> String {
    let mut modules: Vec<(&str, TokenStream)> = vec![(
        "server",
        quote!(
            mod server;
        ),
    )];
    let mut exports: Vec<(String, TokenStream)> = Vec::new();
    let mut traits = Vec::new();
    for (_, tag) in context.tags() {
        let (module, name) = (ident(&tag.module), ident(&tag.ident));
        modules.push((&tag.module, quote!(pub mod #module;)));
        exports.push((tag.module.clone(), quote!(pub use #module::#name;)));
        traits.push(format!("[`{}`]", tag.ident));
    }
    let (model, runtime) = (context.krate("model"), ident(RUNTIME));
    let model_ident = ident(&model);
    exports.push((
        "server".to_owned(),
        quote!(
            pub use server::{OPENAPI, router, server};
        ),
    ));
    exports.push((model, quote!(pub use #model_ident as model;)));
    exports.push((
        RUNTIME.to_owned(),
        quote! {
            pub use #runtime as runtime;
            pub use #runtime::{
                AllowAll, Attempt, Authorizer, Call, Fault, Principal, Refusal, StaticTokens,
            };
        },
    ));
    modules.sort_by_key(|(name, _)| *name);
    exports.sort_by(|(one, _), (other, _)| one.cmp(other));
    let modules = modules.into_iter().map(|(_, module)| module);
    let exports = exports.into_iter().map(|(_, export)| export);
    let docs = Doc::own(format!("{}: a server stub.", one_line(&context.title())));
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: docs.and(about(&traits)),
        imports: Imports::new([]),
        items: quote!(#(#modules)* #(#exports)*),
    }
    .print()
}

/// What a service has to do, given links to the traits.
fn about(traits: &[String]) -> String {
    match traits {
        [] => "Give a service, with an authoriser, to [`router`].".to_owned(),
        [one] => format!("Implement {one} and give it, with an authoriser, to [`router`]."),
        [first @ .., last] => format!(
            "Implement {} and {last} on one type and give it, with an authoriser, to [`router`].",
            first.join(", ")
        ),
    }
}
