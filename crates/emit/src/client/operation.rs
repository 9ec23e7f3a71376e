//! An operation of the client: its static description and the method that begins its request.

use super::answers::has_alternative_events;
use super::arguments::{Argument, argument};
use super::body;
use crate::contract::client;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::limits::expect_many_arguments;
use crate::operation::{documented_responses, operation_docs, search_alias};
use crate::payload::Payload;
use crate::scope::FileScope;
use crate::security;
use graphwright_ir::Operation;
use proc_macro2::TokenStream;
use quote::quote;

/// The static that describes an operation to the runtime.
pub(super) fn operation_static(scope: &FileScope<'_>, operation: &Operation) -> TokenStream {
    let (ty, method_ty) = (scope.item(client::OPERATION), scope.item(client::METHOD));
    let name = ident(&operation.names.constant);
    let method = ident(operation.method.as_str());
    let (id, path, idempotent) = (&operation.id, operation.path.sent(), operation.idempotent);
    let mut accept: Vec<&str> = Vec::new();
    for media_type in
        documented_responses(operation).filter_map(|r| Payload::of_response(r).media_type())
    {
        if !accept.contains(&media_type) {
            accept.push(media_type);
        }
    }
    let accept = accept.join(", ");
    let security = security::of_operation(scope, &operation.security);
    quote! {
        static #name: #ty = #ty {
            id: #id,
            method: #method_ty::#method,
            path: #path,
            accept: #accept,
            idempotent: #idempotent,
            security: #security,
        };
    }
}

/// The method that begins a request, with the required arguments.
pub(super) fn method(scope: &FileScope<'_>, operation: &Operation) -> TokenStream {
    let docs = with_server(operation_docs(operation), operation);
    let docs = with_paging(docs, operation);
    let docs = with_events(scope, docs, operation);
    let docs = with_headers(docs, operation).attrs(4);
    let alias = search_alias(operation);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let request_ty = scope.item(client::REQUEST);
    let names = &operation.names;
    let (name, request, constant) = (
        ident(&names.method),
        ident(&names.request),
        ident(&names.constant),
    );
    let mut arguments = Vec::new();
    let mut calls = Vec::new();
    for param in operation.params.iter().filter(|param| param.required) {
        let Argument { ty, call } = argument(scope, param);
        let name = ident(&param.ident);
        arguments.push(quote!(#name: #ty));
        calls.push(call);
    }
    if let Some(body) = operation.body.as_ref().filter(|body| body.required)
        && let Some(Argument { ty, call }) = body::argument(scope, operation, body)
    {
        let name = ident(&body.ident);
        arguments.push(quote!(#name: #ty));
        calls.push(call);
    }
    let expect = expect_many_arguments(arguments.len() + 1);
    let served_at = operation
        .server
        .as_ref()
        .map(|server| quote!(.served_at(#server)));
    quote! {
        #docs
        #alias
        #deprecated
        #expect
        pub fn #name(&self, #(#arguments),*) -> #request {
            #request { request: #request_ty::new(&self.core, &#constant) #served_at #(#calls)* }
        }
    }
}

/// Adds the server of the operation, if it has its own.
fn with_server(docs: Doc, operation: &Operation) -> Doc {
    match &operation.server {
        Some(server) if server.starts_with('/') => docs.and(format!(
            "It is served below {}, which replaces the path of the base URL.",
            code_span(server)
        )),
        Some(server) => docs.and(format!(
            "It is served at {}, unless the client was built with a base URL.",
            code_span(server)
        )),
        None => docs,
    }
}

/// Adds that the operation returns a page of a list.
fn with_paging(docs: Doc, operation: &Operation) -> Doc {
    match operation.paging {
        Some(_) => docs.and(
            "It returns one page of a list; [`stream`](Paged::stream) returns the items of all pages.",
        ),
        None => docs,
    }
}

/// Adds that the operation can respond with events as an alternative.
fn with_events(scope: &FileScope<'_>, docs: Doc, operation: &Operation) -> Doc {
    if !has_alternative_events(operation) {
        return docs;
    }
    // The link needs the import, which the impl has too.
    scope.item(client::STREAMS);
    docs.and("It can respond with events: [`events`](Streams::events) returns them as they arrive.")
}

/// Adds the headers of a success, since a request returns only the body.
fn with_headers(docs: Doc, operation: &Operation) -> Doc {
    let mut names: Vec<String> = Vec::new();
    for header in operation.successes().flat_map(|response| &response.headers) {
        let name = code_span(&header.wire);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return docs;
    }
    docs.and(format!(
        "Headers of the response, which [`full`](Call::full) returns: {}.",
        names.join(", ")
    ))
}
