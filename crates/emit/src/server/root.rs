//! `lib.rs` of the server.

use super::router;
use crate::context::Context;
use crate::contract::{SERVER, server};
use crate::docs::{Doc, one_line};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Printed, Source};
use crate::root::Root;
use quote::quote;
use std::slice;

const HANDLERS: &str = "A handler gets arguments that were validated against the document, and returns one \
    of the responses that the document lists, or a [`Fault`]. An invalid request is refused before any handler \
    is called. `router` returns an `axum` router; [`server`](server()) returns a builder, for limits, hooks and \
    groups one by one. [`runtime`] has the types for all of that.";

pub(super) fn write(context: &Context<'_>) -> Printed {
    let (model, runtime) = (context.krate("model"), ident(SERVER));
    let mut root = Root::default();
    root.module(FeatureGate::OPEN, "server");
    let gate = context.all_tags_gate();
    if gate == FeatureGate::OPEN {
        root.export_path(gate, "server", quote!(server::{OPENAPI, router, server}));
    } else {
        root.export_path(
            FeatureGate::OPEN,
            "server",
            quote!(server::{OPENAPI, server}),
        );
        root.export_path(gate, "server", quote!(server::router));
    }
    for (id, _) in context.later_versions() {
        let gate = FeatureGate::of_version(context.api, id);
        let router = router::router_name(gate);
        root.export_path(gate, "server", quote!(server::#router));
    }
    let mut traits = Vec::new();
    for (_, tag) in context.tags() {
        let gate = context.tag_gate(tag);
        root.public_module(gate, &tag.module);
        root.export_names(gate, &tag.module, slice::from_ref(&tag.ident));
        if context.version_gate(tag) == FeatureGate::OPEN {
            traits.push(format!("[`{}`]", tag.ident));
        }
    }
    let as_model = ident(&model);
    root.export_path(FeatureGate::OPEN, &model, quote!(#as_model as model));
    root.export_path(FeatureGate::OPEN, SERVER, quote!(#runtime as runtime));
    let names = server::EXPORTS.iter().map(|item| ident(item.path));
    let names = quote!(#runtime::{#(#names),*});
    root.export_path(FeatureGate::OPEN, SERVER, names);
    let (modules, exports) = (root.modules(), root.exports(&quote!()));
    let mut docs = Doc::own(format!("{}: a server stub.", one_line(&context.title())));
    if let Some(description) = &context.api.info.docs.description {
        docs = docs.first_paragraph(description);
    }
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: docs
            .and(about(context, &traits))
            .and(HANDLERS)
            .features(context)
            .tag_features(context),
        imports: &Imports::none(),
        items: quote!(#modules #exports).into(),
    }
    .print()
}

/// Describes how to implement a service, given links to the traits.
fn about(context: &Context<'_>, traits: &[String]) -> String {
    if context.all_tags_gate() != FeatureGate::OPEN {
        return "Implement the trait of each group and mount its routes on a [`server`]. Or implement the \
                traits of all groups for one type and pass it to `router`, with an authorizer."
            .to_owned();
    }
    match traits {
        [] => "Pass a service to [`router`], with an authorizer.".to_owned(),
        [one] => format!("Implement {one} and pass it to [`router`], with an authorizer."),
        [first @ .., last] => format!(
            "Implement {} and {last} for one type and pass it to [`router`], with an authorizer.",
            first.join(", ")
        ),
    }
}
