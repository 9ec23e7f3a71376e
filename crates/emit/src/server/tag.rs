//! A file of the server: the trait of a tag, its routes, and the items of its operations.

use super::{answers, body, operation, params, router};
use crate::context::Context;
use crate::contract::{server, stdlib};
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::imports::Imports;
use crate::limits::LONGEST_CHAIN;
use crate::print::{Items, Printed, Source};
use crate::scope::FileScope;
use crate::tag::{names_in_file, tag_summary};
use graphwright_ir::{Tag, TagId, VersionId};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>, id: TagId, tag: &Tag) -> Printed {
    let imports = Imports::new(context.tag_gate(tag), names_in_file(context, id, tag));
    let scope = FileScope::server(context, &imports);
    let mut items = Items::from(service_trait(&scope, id, tag));
    items.push(routes_function(&scope, id, tag));
    for operation in context.operations(id) {
        items.push(operation::operation_static(&scope, operation));
    }
    for operation in context.operations(id) {
        items.extend(params::declaration(&scope, tag, operation));
        items.extend(body::declaration(&scope, tag, operation));
        items.push(answers::write(&scope, tag, operation));
        items.push(operation::handler(&scope, tag, operation));
    }
    Source {
        header: context.header(),
        allow_deprecated: context.uses_deprecated(id),
        docs: Doc::own(format!("{}.", tag_summary(context, tag))),
        imports: &imports,
        items,
    }
    .print()
}

/// The trait that a service implements.
fn service_trait(scope: &FileScope<'_>, id: TagId, tag: &Tag) -> TokenStream {
    let context = scope.context;
    let gate = context.tag_gate(tag);
    let router = router::router_name(context.version_gate(tag));
    let server = if context.tag_gate(tag) == context.version_gate(tag) {
        format!("pass it to [`{router}`](crate::{router})")
    } else {
        "mount its [`routes`] on a [`server`](crate::server())".to_owned()
    };
    let optional = match tag.version {
        VersionId::BASE => "",
        _ => " Methods that are not implemented respond with 501.",
    };
    let docs = Doc::own(format!("{}.", tag_summary(context, tag)))
        .summary_and_description(&tag.docs)
        .and(format!(
            "Implement it with `async fn`s and {server}.{optional}"
        ))
        .behind(gate)
        .attrs(0);
    let name = ident(&tag.ident);
    let methods = context
        .operations(id)
        .map(|operation| operation::method(scope, operation));
    quote! {
        #docs
        pub trait #name: Send + Sync + 'static {
            #(#methods)*
        }
    }
}

/// The function that returns the routes of a service.
fn routes_function(scope: &FileScope<'_>, id: TagId, tag: &Tag) -> TokenStream {
    let lead = tag_summary(scope.context, tag).replacen("The", "Routes the", 1);
    let version = scope.context.later_version(tag);
    let mut docs = Doc::own(format!("{lead} to a service."));
    if let Some(version) = version {
        docs = docs.also(&format!(
            "Their paths are below {}, unless [`Routes::below`] sets another prefix.",
            code_span(&version.base_path)
        ));
    }
    let docs = docs.attrs(0);
    let below = version.map(|version| {
        let path = &version.base_path;
        quote!(.below(#path))
    });
    let (routes, arc) = (scope.item(server::ROUTES), scope.item(stdlib::ARC));
    let name = ident(&tag.ident);
    let adds = scope.context.operations(id).map(|operation| {
        let names = &operation.names;
        let (constant, handler) = (ident(&names.constant), ident(&names.method));
        let discriminators: Vec<_> = operation
            .marks
            .iter()
            .map(|mark| operation::discriminator(scope, mark))
            .collect();
        let below = operation.own_base_path();
        let below = below.map(|path| quote!(.last_below(#path)));
        if operation.marks.is_empty() {
            quote!(.add(&#constant, #handler) #below)
        } else {
            quote!(.add_if(&#constant, [#(#discriminators),*], #handler) #below)
        }
    });
    let adds: Vec<TokenStream> = adds.collect();
    let (first, rest) = adds.split_at(adds.len().min(LONGEST_CHAIN));
    let begin = quote!(#routes::new(service) #below #(#first)*);
    let body = if rest.is_empty() {
        quote!(#begin.finish())
    } else {
        let rest = rest.chunks(LONGEST_CHAIN);
        quote! {
            let routes = #begin;
            #(let routes = routes #(#rest)*;)*
            routes.finish()
        }
    };
    quote! {
        #docs
        pub fn routes<S: #name>(service: #arc<S>) -> #routes {
            #body
        }
    }
}
