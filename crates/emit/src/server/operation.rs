//! An operation of the server: its static description, its method in the trait, its handler.

use super::body::{self, HandlerBody};
use super::params;
use crate::contract::{server, stdlib};
use crate::ident::ident;
use crate::limits::expect_many_arguments;
use crate::operation::{documented_responses, operation_docs};
use crate::payload::{Payload, events_of};
use crate::schema;
use crate::scope::FileScope;
use crate::security;
use graphwright_ir::{Mark, Operation, Place, Response, Status, Tag};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The static that describes an operation to the runtime.
pub(super) fn operation_static(scope: &FileScope<'_>, operation: &Operation) -> TokenStream {
    let (ty, method_ty) = (scope.item(server::OPERATION), scope.item(server::METHOD));
    let name = ident(&operation.names.constant);
    let method = ident(operation.method.as_str());
    let (id, path) = (&operation.id, operation.path.routed());
    let params = operation
        .params
        .iter()
        .map(|param| params::description(scope, param));
    let body = operation
        .body
        .as_ref()
        .map_or(quote!(None), |body| body::description(scope, body));
    let answers =
        documented_responses(operation).map(|response| response_description(scope, response));
    let security = security::of_operation(scope, &operation.security);
    quote! {
        static #name: #ty = #ty {
            id: #id,
            method: #method_ty::#method,
            path: #path,
            params: &[#(#params),*],
            body: #body,
            answers: &[#(#answers),*],
            security: #security,
        };
    }
}

/// The discriminator that distinguishes the operation from others with its method and path.
pub(super) fn discriminator(scope: &FileScope<'_>, mark: &Mark) -> TokenStream {
    let ty = scope.item(server::MARK);
    match mark {
        Mark::Query(name, Some(value)) => quote!(#ty::query(#name, #value)),
        Mark::Query(name, None) => quote!(#ty::has_query(#name)),
        Mark::Header(name, Some(value)) => quote!(#ty::header(#name, #value)),
        Mark::Header(name, None) => quote!(#ty::has_header(#name)),
        Mark::Field(name, value) => quote!(#ty::field(#name, #value)),
        Mark::MediaTypes(all) => quote!(#ty::media_types(&[#(#all),*])),
    }
}

/// The description of a response, which the runtime compares answers with.
fn response_description(scope: &FileScope<'_>, response: &Response) -> TokenStream {
    let ty = scope.item(server::DOCUMENTED);
    let (status, statuses) = match response.status {
        Status::Code(code) => (code, None),
        Status::Range(class) => (u16::from(class) * 100, Some(quote!(.for_class()))),
        Status::Default => (500, Some(quote!(.for_others()))),
    };
    let status = Literal::u16_unsuffixed(status);
    let described = match Payload::of_response(response) {
        Payload::Empty => quote!(#ty::empty(#status)),
        Payload::Json(slot, "application/json") => {
            let schema = schema::of_slot(scope, slot);
            quote!(#ty::json(#status, #schema))
        }
        Payload::Json(slot, media_type) => {
            let schema = schema::of_slot(scope, slot);
            quote!(#ty::content(#status, #media_type, #schema))
        }
        other => {
            let (media_type, schema) = (other.media_type(), scope.schema_type());
            quote!(#ty::content(#status, #media_type, #schema::any()))
        }
    };
    let is_json = matches!(Payload::of_response(response), Payload::Json(..));
    let events = (is_json && events_of(response).is_some()).then(|| quote!(.or_events()));
    let headers = response.headers.iter().map(|header| {
        let (ty, wire) = (scope.item(server::PARAM), &header.wire);
        let schema = schema::of_slot(scope, &header.slot);
        let required = header.required.then(|| quote!(.required()));
        quote!(#ty::header(#wire, #schema) #required)
    });
    let headers = (!response.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
    quote!(#described #statuses #events #headers)
}

/// The method of the trait.
pub(super) fn method(scope: &FileScope<'_>, operation: &Operation) -> TokenStream {
    let mut docs = operation_docs(operation);
    if operation.path.shared {
        docs = docs.and(
            "It is never called: its requests cannot be distinguished from those of another operation \
             with the same method and path.",
        );
    }
    let docs = docs.attrs(4);
    let names = &operation.names;
    let (name, answer) = (ident(&names.method), ident(&names.answer));
    let (call, fault) = (scope.item(server::CALL), scope.item(server::FAULT));
    let mut inputs: Vec<(Ident, TokenStream)> = operation
        .params_in(Place::Path)
        .map(|param| (ident(&param.ident), scope.ty(&param.slot.ty)))
        .collect();
    if params::has_struct(operation) {
        let ty = ident(&names.params);
        inputs.push((ident("params"), quote!(#ty)));
    }
    if let Some(HandlerBody { body, ty }) = body::handler_body(scope, operation) {
        inputs.push((ident(&body.ident), ty));
    }
    let arguments: Vec<_> = inputs.iter().map(|(name, ty)| quote!(#name: #ty)).collect();
    let expect = expect_many_arguments(arguments.len() + 2);
    let body = if scope.context.is_later(operation) {
        not_implemented(&fault, inputs.iter().map(|(name, _)| name))
    } else {
        quote!(;)
    };
    quote! {
        #docs
        #expect
        fn #name(
            &self,
            call: #call,
            #(#arguments),*
        ) -> impl Future<Output = Result<#answer, #fault>> + Send #body
    }
}

/// The default body of a method that a feature adds, which services need not implement.
fn not_implemented<'g>(fault: &TokenStream, names: impl Iterator<Item = &'g Ident>) -> TokenStream {
    quote! {
        {
            let _ = (call, #(#names),*);
            async { Err(#fault::not_implemented()) }
        }
    }
}

/// The function between the runtime and the service.
pub(super) fn handler(scope: &FileScope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let (accepted, answer, fault) = (
        scope.item(server::ACCEPTED),
        scope.item(server::ANSWER),
        scope.item(server::FAULT),
    );
    let arc = scope.item(stdlib::ARC);
    let (service, name) = (ident(&tag.ident), ident(&operation.names.method));
    let mut steps = Vec::new();
    let mut arguments = Vec::new();
    for param in operation.params_in(Place::Path) {
        let (name, wire) = (ident(&param.ident), &param.wire);
        steps.push(quote!(let #name = request.required(#wire)?;));
        arguments.push(quote!(#name));
    }
    if params::has_struct(operation) {
        let extraction = params::extraction(operation);
        steps.push(quote!(let params = #extraction;));
        arguments.push(quote!(params));
    }
    if let Some(HandlerBody { body, .. }) = body::handler_body(scope, operation) {
        let name = ident(&body.ident);
        let read = body::read_expression(scope, operation, body);
        steps.push(quote!(let #name = #read;));
        arguments.push(quote!(#name));
    }
    let mutable = (!steps.is_empty()).then(|| quote!(mut));
    quote! {
        async fn #name<S: #service>(service: #arc<S>, #mutable request: #accepted) -> Result<#answer, #fault> {
            #(#steps)*
            let answer = service.#name(request.call(), #(#arguments),*).await?;
            Ok(answer.into())
        }
    }
}
