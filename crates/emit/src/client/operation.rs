//! An operation of the client: its static description and the method that begins its request.

use super::params::{Argument, argument, query_style};
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::scope::Scope;
use crate::security;
use crate::shape::{Payload, alias, documented, expect_many_arguments, operation_docs};
use graphwright_ir::{Body, Content, Operation};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The static that tells the runtime what the operation is.
pub(super) fn statics(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let (ty, method_ty) = (scope.runtime("Operation"), scope.runtime("Method"));
    let name = ident(&operation.names.constant);
    let method = ident(operation.method.as_str());
    let (id, path, idempotent) = (&operation.id, operation.path.sent(), operation.idempotent);
    let mut accept: Vec<&str> = Vec::new();
    for media_type in documented(operation).filter_map(|r| Payload::of_response(r).media_type()) {
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

/// The method that begins the request, with what cannot be left out.
pub(super) fn method(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let docs = with_server(operation_docs(operation), operation);
    let docs = with_paging(docs, operation);
    let docs = with_headers(docs, operation).attrs(4);
    let alias = alias(operation);
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let request_ty = scope.runtime("Request");
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
        && let Some(Argument { ty, call }) = body_argument(scope, body)
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

/// Says where it is served, if that is a place of its own.
fn with_server(docs: Doc, operation: &Operation) -> Doc {
    match &operation.server {
        Some(server) => docs.and(format!(
            "It is served at {}, unless the client was given a base URL.",
            code_span(server)
        )),
        None => docs,
    }
}

/// Says that there is more to a list than its first page.
fn with_paging(docs: Doc, operation: &Operation) -> Doc {
    match operation.paging {
        Some(_) => docs.and(
            "It gives one page of a list; [`stream`](Paged::stream) gives the items of all pages.",
        ),
        None => docs,
    }
}

/// Says which headers a success has, since its body alone is what the request gives.
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
        "Headers of the answer, given by [`full`](Call::full): {}.",
        names.join(", ")
    ))
}

/// How a body is given and set; `None` where there is nothing to give.
pub(super) fn body_argument(scope: &Scope<'_>, body: &Body) -> Option<Argument> {
    let name = ident(&body.ident);
    let borrow = || scope.imports.path("std::borrow::Borrow");
    Some(match Payload::of(&body.content) {
        Payload::Empty => return None,
        Payload::Json(slot, media_type) => {
            let (borrow, ty) = (borrow(), scope.optional(&slot.ty, slot.nullable));
            let call = match media_type {
                "application/json" => quote!(.json(#name.borrow())),
                media_type => quote!(.json_as(#media_type, #name.borrow())),
            };
            Argument {
                ty: quote!(impl #borrow<#ty>),
                call,
            }
        }
        Payload::Form(content) => {
            let (borrow, ty) = (
                borrow(),
                scope.optional(&content.slot.ty, content.slot.nullable),
            );
            Argument {
                ty: quote!(impl #borrow<#ty>),
                call: form_call(scope, content, &quote!(#name.borrow())),
            }
        }
        Payload::Multipart(content) => {
            let (borrow, ty) = (
                borrow(),
                scope.optional(&content.slot.ty, content.slot.nullable),
            );
            let types = part_types(content);
            Argument {
                ty: quote!(impl #borrow<#ty>),
                call: quote!(.multipart(#name.borrow(), &[#(#types),*])),
            }
        }
        Payload::Text(media_type) => text_argument(&name, media_type),
        Payload::Events(content) => text_argument(&name, &content.media_type),
        Payload::Bytes(media_type) => {
            let body = scope.runtime("Body");
            Argument {
                ty: quote!(impl Into<#body>),
                call: quote!(.body(#media_type, #name)),
            }
        }
    })
}

fn text_argument(name: &Ident, media_type: &str) -> Argument {
    Argument {
        ty: quote!(impl Into<String>),
        call: quote!(.text(#media_type, #name)),
    }
}

/// The call that sets a form, with the styles that are not those of every form.
fn form_call(scope: &Scope<'_>, content: &Content, value: &TokenStream) -> TokenStream {
    let styles: Vec<_> = content
        .parts
        .iter()
        .filter_map(|part| {
            let style = query_style(part.style, part.explode);
            let (wire, style) = (&part.wire, (style != "FORM").then(|| ident(style))?);
            let ty = scope.runtime("QueryStyle");
            Some(quote!((#wire, #ty::#style)))
        })
        .collect();
    if styles.is_empty() {
        quote!(.form(#value))
    } else {
        quote!(.form_styled(#value, &[#(#styles),*]))
    }
}

/// The media types of parts, where the document has exactly one for a part.
fn part_types(content: &Content) -> impl Iterator<Item = TokenStream> {
    content.parts.iter().filter_map(|part| {
        let (wire, media_type) = (&part.wire, part.content_type.as_ref()?);
        let is_one = !media_type.contains(['*', ',']) && !media_type.trim().is_empty();
        is_one.then(|| quote!((#wire, #media_type)))
    })
}
