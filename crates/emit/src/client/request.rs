//! The request of an operation, with a setter for each optional argument.

use super::arguments::{Argument, argument};
use super::body;
use super::scopes;
use crate::contract::client;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::scope::FileScope;
use graphwright_ir::{Operation, Param, Tag};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the struct of a request with its setters.
pub(super) fn write(scope: &FileScope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let names = &operation.names;
    let docs = Doc::own(format!(
        "The request of [`{}::{}`]; await it to send it.",
        tag.ident, names.method
    ));
    let docs = docs.attrs(0);
    let (name, request) = (ident(&names.request), scope.item(client::REQUEST));
    let setters: Vec<_> = operation
        .params
        .iter()
        .filter(|param| !param.required)
        .map(|param| setter(scope, param))
        .chain(body_setter(scope, operation))
        .collect();
    let scopes = scopes::constant(operation);
    let has_own = scopes.is_some() || !setters.is_empty();
    let own = has_own.then(|| quote!(impl #name { #scopes #(#setters)* }));
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a request is sent when it is awaited"]
        pub struct #name {
            request: #request,
        }

        #own
    }
}

/// The setter of an optional parameter.
fn setter(scope: &FileScope<'_>, param: &Param) -> TokenStream {
    let lead = format!("Sets {}: ", code_span(&param.wire));
    let prose = param
        .docs
        .description
        .as_ref()
        .or(param.docs.summary.as_ref());
    let docs = Doc::default()
        .prose_after(&lead, prose.map_or("", String::as_str))
        .attrs(4);
    let deprecated = param.deprecated.then(|| quote!(#[deprecated]));
    let name = ident(&param.ident);
    let Argument { ty, call } = argument(scope, param);
    quote! {
        #docs
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.request = self.request #call;
            self
        }
    }
}

/// The setter of an optional body.
fn body_setter(scope: &FileScope<'_>, operation: &Operation) -> Option<TokenStream> {
    let body = operation.body.as_ref().filter(|body| !body.required)?;
    let Argument { ty, call } = body::argument(scope, operation, body)?;
    let prose = body.docs.description.as_deref().unwrap_or_default();
    let docs = Doc::default()
        .prose_after("Sets the body: ", prose)
        .attrs(4);
    let name = ident(&body.ident);
    Some(quote! {
        #docs
        pub fn #name(mut self, #name: #ty) -> Self {
            self.request = self.request #call;
            self
        }
    })
}
