//! `lib.rs` of the client.

use super::{RUNTIME, answers};
use crate::context::Context;
use crate::docs::{Doc, one_line};
use crate::feature::Gate;
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::Source;
use crate::root::Root;
use crate::shape::required_arguments;
use graphwright_ir::{Place, Scalar, TypeRef};
use quote::quote;
use std::slice;

pub(super) fn write(context: &Context<'_>) -> String {
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
    let streams = streams(context).then(|| quote!(Streams,));
    let names = quote! {
        #runtime::{
            BuildError, Call, Error, Full, Paged, StaticToken, #streams TokenProvider, Transport
        }
    };
    root.path(Gate::OPEN, RUNTIME, names);
    let (modules, exports) = (root.modules(), root.exports(&quote!()));
    let mut docs = Doc::own(format!("{}: a client.", one_line(&context.title())));
    let about = "Make a [`Client`], choose a group of operations, call one and await it";
    docs = match example(context) {
        Some(example) => docs.and(format!("{about}: `{example}`.")),
        None => docs.and(format!("{about}.")),
    };
    docs = docs.features(context).tag_features(context);
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs,
        imports: Imports::new([]),
        items: quote!(#modules #exports).into(),
    }
    .print()
}

/// Whether some operation gives events in place of something else, which takes a trait.
fn streams(context: &Context<'_>) -> bool {
    let mut operations = context
        .tags()
        .flat_map(|(index, _)| context.operations(index));
    operations.any(answers::gives_events_too)
}

/// A call that is always there and needs no arguments, with a setter where there is one for a number.
fn example(context: &Context<'_>) -> Option<String> {
    let (tag, operation) = context
        .tags()
        .filter(|(_, tag)| context.tag_gate(tag) == Gate::OPEN)
        .flat_map(|(index, tag)| {
            context
                .operations(index)
                .map(move |operation| (tag, operation))
        })
        .find(|(_, operation)| required_arguments(operation) == 0)?;
    let setter = operation
        .params
        .iter()
        .find(|param| !param.required && param.place == Place::Query && is_integer(&param.slot.ty))
        .map_or_else(String::new, |param| format!(".{}(50)", param.ident));
    Some(format!(
        "client.{}().{}(){setter}.await",
        tag.module, operation.names.method
    ))
}

fn is_integer(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Scalar(Scalar::I32 | Scalar::I64 | Scalar::U64))
}
