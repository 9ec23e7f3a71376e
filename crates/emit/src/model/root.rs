//! `lib.rs` of the model: modules, flat re-exports, the module of schemas.

use super::modules;
use crate::context::Context;
use crate::docs::{Doc, one_line};
use crate::ident::ident;
use crate::imports::{Imports, sorted};
use crate::print::Source;
use graphwright_ir::{TypeDef, TypeId};
use proc_macro2::TokenStream;
use quote::quote;

const ABOUT: &str = "Structs are built with `new` or `default` and chainable setters; enums keep \
    values that the document does not list; members that no field names are kept in `additional`.";

pub(super) fn write(context: &Context<'_>) -> String {
    let modules = modules(context);
    let names = |types: &[TypeId], name: fn(&TypeDef) -> &String| {
        sorted(types.iter().map(|id| name(context.api.ty(*id)).clone()))
    };
    let mut declared: Vec<&str> = modules.keys().copied().chain(["security"]).collect();
    declared.sort_unstable();
    let declared = declared.into_iter().map(|name| match name {
        "security" => quote!(
            pub mod security;
        ),
        name => {
            let name = ident(name);
            quote!(mod #name;)
        }
    });
    let wire = [(
        "graphwright_wire",
        quote!(
            pub use graphwright_wire as wire;
        ),
    )];
    let mut exports: Vec<(&str, TokenStream)> = modules
        .iter()
        .map(|(&module, types)| (module, export(module, &names(types, |ty| &ty.ident), true)))
        .chain(wire)
        .collect();
    exports.sort_by_key(|(module, _)| *module);
    let exports = exports.into_iter().map(|(_, export)| export);
    let schemas = modules
        .iter()
        .map(|(module, types)| export(module, &names(types, |ty| &ty.schema_ident), false));
    let about = Doc::own("Static schemas of the types, for validation.").attrs(0);
    let items = quote! {
        #(#declared)*
        #(#exports)*

        #about
        #[cfg(feature = "schema")]
        pub mod schema {
            #(#schemas)*
        }
    };
    let title = one_line(&context.title());
    let docs = Doc::own(format!("{title}: the types of its requests and responses.")).and(ABOUT);
    Source {
        header: context.header(),
        allow_deprecated: context.api.types.iter().any(|ty| ty.deprecated),
        docs,
        imports: Imports::new([]),
        items,
    }
    .print()
}

/// The line that makes a module's names the crate's.
fn export(module: &str, names: &[String], at_root: bool) -> TokenStream {
    let names: Vec<_> = names.iter().map(|name| ident(name)).collect();
    let module = ident(module);
    let path = if at_root {
        quote!(#module)
    } else {
        quote!(crate::#module)
    };
    if let [name] = names.as_slice() {
        quote!(pub use #path::#name;)
    } else {
        quote!(pub use #path::{#(#names),*};)
    }
}
