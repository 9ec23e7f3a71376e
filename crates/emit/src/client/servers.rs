//! `servers.rs` of the client: a constant for each server of the document.

use crate::context::Context;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Items, Printed, Source};
use graphwright_ir::{Server, ServerVariable};
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn write(context: &Context<'_>) -> Printed {
    let mut items = Items::default();
    items.extend(context.api.servers.iter().map(constant));
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own("The servers of the document."),
        imports: &Imports::none(),
        items,
    }
    .print()
}

fn constant(server: &Server) -> TokenStream {
    let mut doc = Doc::default().summary_and_description(&server.docs);
    if doc.is_empty() && server.variables.is_empty() {
        doc = doc.and(format!("{}.", code_span(&server.url)));
    }
    if !server.variables.is_empty() {
        let values: Vec<_> = server.variables.iter().map(variable).collect();
        doc = doc.and(format!(
            "{}, with {}.",
            code_span(&server.url),
            values.join(", ")
        ));
    }
    let docs = doc.attrs(0);
    let name = ident(&server.ident);
    let url = &server.default_url;
    quote! {
        #docs
        pub const #name: &str = #url;
    }
}

/// Describes a variable of a URL: its default and its other values.
fn variable(variable: &ServerVariable) -> String {
    let default = format!(
        "{} as {}",
        code_span(&variable.wire),
        code_span(&variable.default)
    );
    let others: Vec<_> = variable
        .values
        .iter()
        .filter(|value| **value != variable.default)
        .map(|value| code_span(value))
        .collect();
    if others.is_empty() {
        default
    } else {
        format!("{default} (or {})", others.join(", "))
    }
}
