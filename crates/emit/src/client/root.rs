//! `lib.rs` of the client.

use super::front;
use crate::context::Context;
use crate::contract::{CLIENT, OAUTH, OAUTH_FEATURE, client};
use crate::docs::Doc;
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::imports::{Imports, sorted};
use crate::print::{Printed, Source};
use crate::root::Root;
use proc_macro2::TokenStream;
use quote::quote;
use std::slice;

pub(super) fn write(context: &Context<'_>) -> Printed {
    let (model, runtime) = (context.krate("model"), ident(CLIENT));
    let mut root = Root::default();
    root.module(FeatureGate::OPEN, "client");
    root.public_module(FeatureGate::OPEN, "servers");
    root.export_path(FeatureGate::OPEN, "client", quote!(client::Client));
    for (_, tag) in context.tags() {
        let gate = context.tag_gate(tag);
        root.public_module(gate, &tag.module);
        root.export_names(gate, &tag.module, slice::from_ref(&tag.ident));
    }
    let as_model = ident(&model);
    root.export_path(FeatureGate::OPEN, &model, quote!(#as_model as model));
    root.export_path(FeatureGate::OPEN, CLIENT, quote!(#runtime as runtime));
    let streams = front::has_alternative_events(context).then_some(client::STREAMS);
    let names = client::EXPORTS.iter().chain(&streams);
    let names = sorted(names.map(|item| item.path.to_owned()));
    let names = names.iter().map(|name| ident(name));
    let names = quote!(#runtime::{#(#names),*});
    root.export_path(FeatureGate::OPEN, CLIENT, names);
    let (modules, exports, oauth) = (root.modules(), root.exports(&quote!()), export_oauth());
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: front::docs(context),
        imports: &Imports::none(),
        items: quote!(#modules #exports #oauth).into(),
    }
    .print()
}

/// The export of the OAuth 2 flows.
fn export_oauth() -> TokenStream {
    let (flows, name) = (ident(OAUTH), ident(OAUTH_FEATURE));
    let docs =
        Doc::own("OAuth 2 (feature `oauth`): flows that sign in and end in a [`TokenProvider`].");
    let docs = docs.attrs(0);
    quote! {
        #docs
        #[cfg(feature = #OAUTH_FEATURE)]
        pub use #flows as #name;
    }
}
