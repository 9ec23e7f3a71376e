//! `client.rs`: the client, with an accessor for each group of operations.

use crate::context::Context;
use crate::contract::client;
use crate::docs::{Doc, code_span, one_line};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::imports::Imports;
use crate::operation::error_shape;
use crate::print::{Printed, Source};
use crate::scope::FileScope;
use crate::security::scheme_name;
use crate::tag::tag_summary;
use graphwright_ir::{Tag, Version};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> Printed {
    let own = context.tags().map(|(_, tag)| tag.ident.clone());
    let imports = Imports::new(FeatureGate::OPEN, own);
    let scope = FileScope::client(context, &imports);
    let (api, builder, core) = (
        scope.item(client::API),
        scope.item(client::BUILDER),
        scope.item(client::CORE),
    );
    let api_static = api_static(&scope, &api);
    let title = one_line(&context.title());
    let about = Doc::own(format!(
        "A client of the {title}. Cloning it is cheap and shares its connections."
    ));
    let about = about.attrs(0);
    let begins = Doc::own(match context.api.servers.first() {
        Some(server) => format!(
            "Builds a client that calls [`servers::{0}`](crate::servers::{0}), unless a base URL is set.",
            server.ident
        ),
        None if is_served_elsewhere(context) => {
            "Builds a client that calls each operation at its own server, unless a base URL is set. \
             Operations without a server need one."
        }
        .to_owned(),
        None => "Builds a client. A base URL has to be set, since the document has no server.".to_owned(),
    });
    let begins = begins.attrs(4);
    let without = is_served_elsewhere(context).then(|| quote!(.servers_of_operations()));
    let accessors = context.tags().map(|(_, tag)| {
        scope.behind(context.tag_gate(tag), |scope, gate| {
            accessor(scope, tag, gate)
        })
    });
    let shared = Doc::own(
        "Returns the core that its calls use, with which an operation that the document lacks can be \
         called too: see [`Call`](graphwright_client::Call).",
    );
    let shared = shared.attrs(4);
    let items = quote! {
        #api_static

        #about
        #[derive(Clone, Debug)]
        pub struct Client {
            core: #core,
        }

        impl Client {
            #begins
            pub fn builder() -> #builder<Self> {
                #builder::new(&API) #without
            }

            #shared
            pub fn core(&self) -> &#core {
                &self.core
            }

            #(#accessors)*
        }

        impl From<#core> for Client {
            fn from(core: #core) -> Self {
                Self { core }
            }
        }
    };
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own("The client, with an accessor for each group of operations."),
        imports: &imports,
        items: items.into(),
    }
    .print()
}

/// Returns whether all servers of the document belong to single operations.
fn is_served_elsewhere(context: &Context<'_>) -> bool {
    let operations = &context.api.operations;
    let mut servers = operations.iter().filter_map(|one| one.server.as_deref());
    context.api.servers.is_empty() && servers.any(|server| !server.starts_with('/'))
}

/// The accessor of a group of operations, which are called below the path of their version.
fn accessor(scope: &FileScope<'_>, tag: &Tag, gate: FeatureGate<'_>) -> TokenStream {
    let mut docs = Doc::own(format!("{}.", tag_summary(scope.context, tag)));
    let mut core = quote!(self.core.clone());
    if let Some(version) = scope.context.later_version(tag) {
        let path = &version.base_path;
        docs = docs.and(path_docs(scope.context, version));
        core = quote!(self.core.below(#path));
    }
    let docs = docs.behind(gate).attrs(4);
    let name = ident(&tag.module);
    let handle = scope.local(&[&tag.module], &tag.ident);
    quote! {
        #docs
        #gate
        pub fn #name(&self) -> #handle {
            #handle::new(#core)
        }
    }
}

/// Describes the path below which the operations of a later version are called.
fn path_docs(context: &Context<'_>, version: &Version) -> String {
    let first = context.api.versions.first();
    let first = first.map_or("", |first| &first.base_path);
    let path = code_span(&version.base_path);
    if first.is_empty() {
        return format!("They are called below {path}, after the base URL.");
    }
    format!(
        "They are called below {path}, which replaces {} at the end of the base URL. A base URL that \
         ends otherwise is used unchanged.",
        code_span(first)
    )
}

/// The static that describes the API to the runtime.
fn api_static(scope: &FileScope<'_>, api: &TokenStream) -> TokenStream {
    let name = &scope.context.api.name;
    let server = scope.context.api.servers.first().map(|server| {
        let servers = scope.local(&[], "servers");
        let name = ident(&server.ident);
        quote!(#servers::#name)
    });
    let server = server.unwrap_or(quote!(""));
    let error_shape = error_shape(scope);
    let schemes = scope.context.api.security_schemes.iter().map(|scheme| {
        let (security, name) = (scope.model_item("security"), scheme_name(scheme));
        quote!(&#security::#name)
    });
    quote! {
        static API: #api = #api {
            name: #name,
            server: #server,
            error_shape: #error_shape,
            schemes: &[#(#schemes),*],
        };
    }
}
