//! `lib.rs` of the client.

use super::{RUNTIME, front};
use crate::context::Context;
use crate::feature::Gate;
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Printed, Source};
use crate::root::Root;
use quote::quote;
use std::slice;

pub(super) fn write(context: &Context<'_>) -> Printed {
    let (model, runtime) = (context.krate("model"), ident(RUNTIME));
    let mut root = Root::default();
    root.module(Gate::OPEN, "client");
    root.public_module(Gate::OPEN, "servers");
    root.path(Gate::OPEN, "client", quote!(client::Client));
    for (_, tag) in context.tags() {
        let gate = context.tag_gate(tag);
        root.public_module(gate, &tag.module);
        root.names(gate, &tag.module, slice::from_ref(&tag.ident));
    }
    let as_model = ident(&model);
    root.path(Gate::OPEN, &model, quote!(#as_model as model));
    root.path(Gate::OPEN, RUNTIME, quote!(#runtime as runtime));
    let streams = front::gives_events_too(context).then(|| quote!(Streams,));
    let names = quote! {
        #runtime::{
            BuildError, Call, Error, Full, Paged, StaticToken, #streams TokenProvider, Transport
        }
    };
    root.path(Gate::OPEN, RUNTIME, names);
    let (modules, exports) = (root.modules(), root.exports(&quote!()));
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: front::docs(context),
        imports: Imports::new([]),
        items: quote!(#modules #exports).into(),
    }
    .print()
}
