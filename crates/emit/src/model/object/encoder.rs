//! Encoding a struct: a chain of calls, one for each member.

use super::members::{additional_name, nulls_name};
use crate::contract::{serde, wire};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::limits::LONGEST_CHAIN;
use crate::scope::FileScope;
use graphwright_ir::{Holder, Presence, Struct, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `impl Serialize`.
pub(super) fn write(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> TokenStream {
    let writer = scope.item(wire::WRITER);
    let serialize = scope.item(serde::SERIALIZE);
    let serializer = scope.item(serde::SERIALIZER);
    let name = ident(&ty.ident);
    let calls = body.fields.iter().map(|field| {
        let gate = scope.gate(&field.versions);
        let (wire, name) = (&field.wire, ident(&field.ident));
        let call = match (field.holder, &field.presence) {
            (Holder::Value, _) => quote!(required),
            (Holder::Option, Presence::Required) => quote!(nullable),
            (Holder::Option, _) => quote!(optional),
            (Holder::Patch, _) => quote!(patch),
        };
        (gate, quote!(.#call(#wire, &self.#name)))
    });
    let calls: Vec<(FeatureGate<'_>, TokenStream)> = calls.collect();
    let additional = additional_name(body).map(ident);
    let (kept, begin) = match (additional, nulls_name(body)) {
        (None, None) => (None, quote!(#writer::new(serializer))),
        (Some(kept), None) | (None, Some(kept)) => {
            (None, quote!(#writer::with(serializer, &self.#kept)))
        }
        (Some(additional), Some(nulls)) => (
            Some(quote!(let kept = (&self.#additional, &self.#nulls);)),
            quote!(#writer::with(serializer, &kept)),
        ),
    };
    let body = writer_calls(&begin, &calls);
    quote! {
        impl #serialize for #name {
            fn serialize<S: #serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #kept
                #body
            }
        }
    }
}

/// The calls of a writer: one chain, or a statement for each group of fields behind one gate.
fn writer_calls(begin: &TokenStream, calls: &[(FeatureGate<'_>, TokenStream)]) -> TokenStream {
    let open = calls
        .iter()
        .take_while(|(gate, _)| *gate == FeatureGate::OPEN);
    let (first, rest) = calls.split_at(open.count().min(LONGEST_CHAIN));
    let first = first.iter().map(|(_, call)| call);
    if rest.is_empty() {
        return quote!(#begin #(#first)* .end());
    }
    let runs = rest.chunk_by(|(one, _), (next, _)| one == next);
    let runs = runs.flat_map(|run| run.chunks(LONGEST_CHAIN));
    let statements = runs.map(|run| {
        let gate = run.first().map(|(gate, _)| gate);
        let calls = run.iter().map(|(_, call)| call);
        quote!(#gate let writer = writer #(#calls)*;)
    });
    quote! {
        let writer = #begin #(#first)*;
        #(#statements)*
        writer.end()
    }
}
