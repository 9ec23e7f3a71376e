//! `server.rs`: the router over every group of operations.

use super::RUNTIME;
use crate::context::Context;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::print::Source;
use crate::scope::Scope;
use crate::shape::error_shape;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> String {
    let own = context.tags().map(|(_, tag)| tag.ident.clone());
    let scope = Scope::beside(context, RUNTIME, own);
    let (authorizer, server) = (scope.runtime("Authorizer"), scope.runtime("Server"));
    let statics = statics(&scope);
    let router = router(&scope);
    let empty =
        Doc::own("An empty server, for mounting the groups of operations one by one.").attrs(0);
    let items = quote! {
        #statics
        #router

        #empty
        pub fn server(authorizer: impl #authorizer) -> #server {
            #server::new(&API, authorizer)
        }
    };
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own("The router over every group of operations."),
        imports: scope.imports,
        items,
    }
    .print()
}

fn statics(scope: &Scope<'_>) -> TokenStream {
    let context = scope.context;
    let api = scope.runtime("Api");
    let name = &context.api.name;
    let base_path = context
        .api
        .servers
        .first()
        .map_or("", |server| &server.base_path);
    // From `src/` of the crate up to the output folder.
    let openapi = format!("../{}openapi.json", context.up("server"));
    let error_shape = error_shape(scope);
    let about = Doc::own(
        "The document that this server implements, as JSON; it is served as `/openapi.json`.",
    );
    let about = about.attrs(0);
    quote! {
        #about
        pub const OPENAPI: &str = include_str!(#openapi);

        static API: #api = #api {
            name: #name,
            base_path: #base_path,
            openapi: OPENAPI,
            error_shape: #error_shape,
        };
    }
}

fn router(scope: &Scope<'_>) -> TokenStream {
    let context = scope.context;
    let (authorizer, router) = (scope.runtime("Authorizer"), scope.runtime("Router"));
    let base_path = context
        .api
        .servers
        .first()
        .map_or("", |server| &server.base_path);
    let below = match base_path {
        "" => String::new(),
        path => format!(", under {}", code_span(path)),
    };
    let docs = Doc::own(format!("Serves every operation from one service{below}.")).attrs(0);
    let tags: Vec<_> = context.tags().map(|(_, tag)| tag).collect();
    if tags.is_empty() {
        return quote! {
            #docs
            pub fn router<S>(_service: S, authorizer: impl #authorizer) -> #router {
                server(authorizer).into_router()
            }
        };
    }
    let arc = scope.imports.path("std::sync::Arc");
    let traits = tags
        .iter()
        .map(|tag| scope.imports.own(&["crate", &tag.module], &tag.ident));
    let traits: Vec<_> = traits.collect();
    let last = tags.len() - 1;
    let mounts = tags.iter().enumerate().map(|(index, tag)| {
        scope.imports.own(&["crate", &tag.module], "self");
        let module = ident(&tag.module);
        let service = if index == last {
            quote!(service)
        } else {
            quote!(#arc::clone(&service))
        };
        quote!(.mount(#module::routes(#service)))
    });
    quote! {
        #docs
        pub fn router<S>(service: S, authorizer: impl #authorizer) -> #router
        where
            S: #(#traits)+*,
        {
            let service = #arc::new(service);
            server(authorizer)#(#mounts)*.into_router()
        }
    }
}
