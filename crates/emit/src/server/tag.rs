//! A file of the server: a trait and what its operations need.

use super::{RUNTIME, answers, operation, params};
use crate::context::Context;
use crate::docs::Doc;
use crate::ident::ident;
use crate::print::Source;
use crate::scope::Scope;
use crate::shape::{group, own_names};
use graphwright_ir::Tag;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>, index: usize, tag: &Tag) -> String {
    let scope = Scope::beside(context, RUNTIME, own_names(context, index, tag));
    let service = service(&scope, index, tag);
    let routes = routes(&scope, index, tag);
    let statics: TokenStream = context
        .operations(index)
        .map(|operation| operation::statics(&scope, operation))
        .collect();
    let handlers: TokenStream = context
        .operations(index)
        .map(|operation| {
            let params = params::declaration(&scope, tag, operation);
            let answers = answers::write(&scope, tag, operation);
            let handler = operation::handler(&scope, tag, operation);
            quote!(#params #answers #handler)
        })
        .collect();
    Source {
        header: context.header(),
        allow_deprecated: context.touches_deprecated(index),
        docs: Doc::own(format!("{}.", group(tag))),
        imports: scope.imports,
        items: quote!(#service #routes #statics #handlers),
    }
    .print()
}

fn service(scope: &Scope<'_>, index: usize, tag: &Tag) -> TokenStream {
    let docs = Doc::own(format!("{}.", group(tag)))
        .summary_and_description(&tag.docs)
        .and("Implement it with plain `async fn`s and give it to [`router`](crate::router).")
        .attrs(0);
    let name = ident(&tag.ident);
    let methods = scope
        .context
        .operations(index)
        .map(|operation| operation::method(scope, operation));
    quote! {
        #docs
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

fn routes(scope: &Scope<'_>, index: usize, tag: &Tag) -> TokenStream {
    let lead = group(tag).replacen("The", "Routes the", 1);
    let docs = Doc::own(format!("{lead} to a service.")).attrs(0);
    let (routes, arc) = (
        scope.runtime("Routes"),
        scope.imports.path("std::sync::Arc"),
    );
    let name = ident(&tag.ident);
    let adds = scope.context.operations(index).map(|operation| {
        let names = &operation.names;
        let (constant, handler) = (ident(&names.constant), ident(&names.method));
        quote!(.add(&#constant, #handler))
    });
    quote! {
        #docs
        pub fn routes<S: #name>(service: #arc<S>) -> #routes {
            #routes::new(service)#(#adds)*.finish()
        }
    }
}
