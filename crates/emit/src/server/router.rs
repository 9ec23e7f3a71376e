//! Routers: one for the first version, and one behind the feature of each later version.

use crate::context::Context;
use crate::contract::{server, stdlib};
use crate::docs::{Doc, code_span};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::scope::FileScope;
use graphwright_ir::{Tag, Version, VersionId};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The name of the router behind a feature gate, for example `router_beta`.
pub(super) fn router_name(gate: FeatureGate<'_>) -> Ident {
    let Some(feature) = gate.feature() else {
        return ident("router");
    };
    ident(&format!("router_{}", feature.replace(['-', '.', '+'], "_")))
}

/// Returns all routers.
pub(super) fn routers(scope: &FileScope<'_>) -> TokenStream {
    let first = first_router(scope);
    let later = scope.context.later_versions().map(|(id, version)| {
        let gate = FeatureGate::of_version(scope.context.api, id);
        scope.behind(gate, |scope, gate| later_router(scope, id, version, gate))
    });
    quote!(#first #(#later)*)
}

/// The router of the first version, whose requirements no feature changes.
fn first_router(scope: &FileScope<'_>) -> TokenStream {
    let context = scope.context;
    let base_path = context
        .api
        .servers
        .first()
        .map_or("", |server| &server.base_path);
    let below = match base_path {
        "" => String::new(),
        path => format!(", under {}", code_span(path)),
    };
    let operations = match context.later_versions().next() {
        Some(_) => "every operation of the first version",
        None => "every operation",
    };
    let docs = Doc::own(format!("Serves {operations} from one service{below}.")).attrs(0);
    let mounts = tags_of_version(context, FeatureGate::OPEN).map(|tag| Mount { tag, below: None });
    let mounts: Vec<_> = mounts.collect();
    scope.behind(context.all_tags_gate(), |scope, gate| {
        let gates = RouterGates {
            version: FeatureGate::OPEN,
            function: gate,
        };
        router_function(scope, &docs, gates, &mounts)
    })
}

/// The router of a later version, which also serves those before it. Each version has its own path and the
/// operations of all versions up to it.
fn later_router(
    scope: &FileScope<'_>,
    id: VersionId,
    version: &Version,
    gate: FeatureGate<'_>,
) -> TokenStream {
    let context = scope.context;
    let versions = context.api.versions.get(..=id.0).unwrap_or_default();
    let served: Vec<_> = versions
        .iter()
        .map(|version| {
            let (name, path) = (code_span(&version.wire), code_span(&version.base_path));
            format!("{name} under {path}")
        })
        .collect();
    let docs = Doc::own(format!(
        "Serves version {} and those before it from one service: {}. Each has the operations of \
         those before it.",
        code_span(&version.wire),
        served.join(", ")
    ));
    let docs = docs.behind(gate).attrs(0);
    let mounts = versions.iter().enumerate().flat_map(|(index, version)| {
        let index = VersionId(index);
        let has = move |tag: &&Tag| tag.version <= index;
        context
            .tags()
            .map(|(_, tag)| tag)
            .filter(has)
            .map(move |tag| Mount {
                tag,
                below: (tag.version < index).then_some(version.base_path.as_str()),
            })
    });
    let gates = RouterGates {
        version: gate,
        function: gate,
    };
    router_function(scope, &docs, gates, &mounts.collect::<Vec<_>>())
}

/// The groups of operations that a version has, given its gate.
fn tags_of_version<'a>(
    context: &'a Context<'a>,
    gate: FeatureGate<'a>,
) -> impl Iterator<Item = &'a Tag> {
    let tags = context.tags().map(|(_, tag)| tag);
    tags.filter(move |tag| context.version_gate(tag) <= gate)
}

/// A group of operations that a router mounts, below its own path or another one.
struct Mount<'a> {
    tag: &'a Tag,
    below: Option<&'a str>,
}

/// The gates of a router.
#[derive(Clone, Copy)]
struct RouterGates<'a> {
    /// The gate of its version, which names it and selects the groups of operations.
    version: FeatureGate<'a>,
    /// The gate that the function is behind.
    function: FeatureGate<'a>,
}

/// The function that builds a router.
fn router_function(
    scope: &FileScope<'_>,
    docs: &TokenStream,
    gates: RouterGates<'_>,
    mounts: &[Mount<'_>],
) -> TokenStream {
    let (authorizer, router) = (scope.item(server::AUTHORIZER), scope.item(server::ROUTER));
    let RouterGates {
        version,
        function: gate,
    } = gates;
    let name = router_name(version);
    if mounts.is_empty() {
        return quote! {
            #docs
            #gate
            pub fn #name<S>(_service: S, authorizer: impl #authorizer) -> #router {
                server(authorizer).into_router()
            }
        };
    }
    let arc = scope.item(stdlib::ARC);
    let traits =
        tags_of_version(scope.context, version).map(|tag| scope.local(&[&tag.module], &tag.ident));
    let last = mounts.len().saturating_sub(1);
    let mounts = mounts
        .iter()
        .enumerate()
        .map(|(index, Mount { tag, below })| {
            scope.local(&[&tag.module], "self");
            let module = ident(&tag.module);
            let service = if index == last {
                quote!(service)
            } else {
                quote!(#arc::clone(&service))
            };
            let below = below.map(|path| quote!(.below(#path)));
            quote!(.mount(#module::routes(#service) #below))
        });
    quote! {
        #docs
        #gate
        pub fn #name<S>(service: S, authorizer: impl #authorizer) -> #router
        where
            S: #(#traits)+*,
        {
            let service = #arc::new(service);
            server(authorizer)#(#mounts)*.into_router()
        }
    }
}
