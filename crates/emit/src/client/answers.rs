//! Answers of the client: how a request reads them, and the types that they become.

use super::paging;
use crate::contract::{client, stdlib};
use crate::docs::Doc;
use crate::ident::ident;
use crate::operation::{carries_status, pattern, response_docs};
use crate::payload::{Payload, events_of};
use crate::scope::FileScope;
use graphwright_ir::{Content, Operation, Response, Status, Tag};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The impls that send the request and read its answer, and the enums that they give.
pub(super) fn write(scope: &FileScope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let successes: Vec<&Response> = operation.successes().collect();
    let failures: Vec<&Response> = operation.failures().collect();
    let names = &operation.names;
    let (request_name, error_name) = (ident(&names.request), ident(&names.error));
    let call = scope.item(client::CALL);
    let request = scope.item(client::REQUEST);
    let reply = scope.item(client::REPLY);
    let decoded = scope.item(client::DECODED);
    let sending = scope.item(client::SENDING);
    let error_ty = scope.item(client::ERROR);
    let success = success_type(scope, operation, &successes);
    let read_success = read_success(scope, operation, &successes);
    let events = only_events(&successes);
    let (operation_ty, constant) = (scope.item(client::OPERATION), ident(&names.constant));
    let reading = events.map(|_| {
        let reading = scope.item(client::READING);
        quote!(const READING: #reading = #reading::Events;)
    });
    let streams = streams(scope, operation, &successes);
    let paged = paging::write(scope, operation, &success);
    let error = match operation.shared_failure() {
        Some(body) => scope.slot_type(body),
        None if failures.is_empty() => scope.item(client::UNDOCUMENTED),
        None => quote!(#error_name),
    };
    let failure = (!failures.is_empty()).then(|| {
        let read_failure = read_failure(scope, operation, &failures);
        quote! {
            fn failure(reply: &#reply) -> #decoded<#error> {
                #read_failure
            }
        }
    });
    let success_enum = (successes.len() > 1).then(|| {
        let about = format!("What [`{}::{}`] may answer.", tag.ident, names.method);
        variants(scope, &ident(&names.success), &about, &successes)
    });
    let needs_enum = !failures.is_empty() && operation.shared_failure().is_none();
    let error_enum = needs_enum.then(|| {
        let about = format!(
            "What [`{}::{}`] is documented to fail with.",
            tag.ident, names.method
        );
        variants(scope, &error_name, &about, &failures)
    });
    quote! {
        impl #call for #request_name {
            type Success = #success;
            type Failure = #error;

            const OPERATION: &'static #operation_ty = &#constant;
            #reading

            fn request(&mut self) -> &mut #request {
                &mut self.request
            }

            fn success(reply: &#reply) -> #decoded<#success> {
                #read_success
            }

            #failure
        }

        impl IntoFuture for #request_name {
            type Output = Result<#success, #error_ty<#error>>;
            type IntoFuture = #sending<Self>;

            fn into_future(self) -> #sending<Self> {
                self.send()
            }
        }

        #streams
        #paged
        #success_enum
        #error_enum
    }
}

/// The events that are all that an operation gives when it succeeds.
fn only_events<'a>(successes: &[&'a Response]) -> Option<&'a Content> {
    match successes {
        [one] => match Payload::of_response(one) {
            Payload::Events(events) => Some(events),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an operation gives events in place of something else.
pub(super) fn gives_events_too(operation: &Operation) -> bool {
    let successes: Vec<&Response> = operation.successes().collect();
    only_events(&successes).is_none() && successes.iter().any(|one| events_of(one).is_some())
}

/// The impl by which an operation gives events in place of something else.
fn streams(
    scope: &FileScope<'_>,
    operation: &Operation,
    successes: &[&Response],
) -> Option<TokenStream> {
    if !gives_events_too(operation) {
        return None;
    }
    let events = successes.iter().find_map(|response| events_of(response))?;
    let name = ident(&operation.names.request);
    let (streams, error) = (
        scope.item(client::STREAMS),
        scope.item(client::DECODE_ERROR),
    );
    let (ty, read) = (scope.event_type(events), read_event(scope, events));
    Some(quote! {
        impl #streams for #name {
            type Event = #ty;

            fn event(data: &str) -> Result<#ty, #error> {
                #read(data)
            }
        }
    })
}

/// The function that reads what an event says.
fn read_event(scope: &FileScope<'_>, events: &Content) -> TokenStream {
    scope.item(if scope.says_text(events) {
        client::EVENT_TEXT
    } else {
        client::EVENT_JSON
    })
}

/// What the request gives: the one body there is, or an enum of several.
fn success_type(
    scope: &FileScope<'_>,
    operation: &Operation,
    successes: &[&Response],
) -> TokenStream {
    if let Some(events) = only_events(successes) {
        let (stream, ty) = (scope.item(client::EVENT_STREAM), scope.event_type(events));
        return quote!(#stream<#ty>);
    }
    match successes {
        [] => quote!(()),
        [one] => scope
            .payload(Payload::of_response(one))
            .unwrap_or(quote!(())),
        _ => {
            let name = ident(&operation.names.success);
            quote!(#name)
        }
    }
}

fn read_success(
    scope: &FileScope<'_>,
    operation: &Operation,
    successes: &[&Response],
) -> TokenStream {
    let arms = successes.iter().map(|response| {
        // A default that means success says nothing of statuses that mean failure.
        let pattern = match response.status {
            Status::Default => pattern(Status::Range(2)),
            status => pattern(status),
        };
        let read = match successes {
            [_] => read_alone(scope, response),
            _ => read_variant(&ident(&operation.names.success), response),
        };
        quote!(#pattern => #read,)
    });
    if successes.is_empty() {
        return quote!(reply.undocumented());
    }
    quote!(match reply.status() { #(#arms)* _ => reply.undocumented(), })
}

/// Where all failures share a body, that is the error: an enum would only wrap it, and the status is
/// the runtime's to tell. This is the rule of successes too, of which one alone needs no enum.
fn read_failure(
    scope: &FileScope<'_>,
    operation: &Operation,
    failures: &[&Response],
) -> TokenStream {
    let error = ident(&operation.names.error);
    let read = |response| match operation.shared_failure() {
        Some(_) => read_alone(scope, response),
        None => read_variant(&error, response),
    };
    let arms = failures.iter().map(|response| {
        let (pattern, read) = (pattern(response.status), read(response));
        quote!(#pattern => #read,)
    });
    let has_default = failures
        .iter()
        .any(|response| response.status == Status::Default);
    let rest = (!has_default).then(|| quote!(_ => reply.undocumented(),));
    match failures {
        [one] if has_default => read(one),
        _ => quote!(match reply.status() { #(#arms)* #rest }),
    }
}

fn read_alone(scope: &FileScope<'_>, response: &Response) -> TokenStream {
    // Not a closure: each is a body of its own to the compiler, and large documents have thousands.
    let identity = || scope.item(stdlib::IDENTITY);
    match Payload::of_response(response) {
        Payload::Empty => quote!(reply.empty(())),
        Payload::Json(..) => {
            let identity = identity();
            quote!(reply.json(#identity))
        }
        Payload::Text(_) => {
            let identity = identity();
            quote!(reply.text(#identity))
        }
        Payload::Events(events) => {
            let read = read_event(scope, events);
            quote!(reply.events(#read))
        }
        Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => {
            let identity = identity();
            quote!(reply.bytes(#identity))
        }
    }
}

/// Reads a variant; one that stands for several statuses keeps which it was.
fn read_variant(ty: &Ident, response: &Response) -> TokenStream {
    let variant = ident(&response.ident);
    let wrap = if carries_status(response) {
        quote!(|body| #ty::#variant(reply.status(), body))
    } else {
        quote!(#ty::#variant)
    };
    match Payload::of_response(response) {
        Payload::Empty if carries_status(response) => {
            quote!(reply.empty(#ty::#variant(reply.status())))
        }
        Payload::Empty => quote!(reply.empty(#ty::#variant)),
        Payload::Json(..) => quote!(reply.json(#wrap)),
        Payload::Text(_) | Payload::Events(_) => quote!(reply.text(#wrap)),
        Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => quote!(reply.bytes(#wrap)),
    }
}

/// An enum with a variant per response.
fn variants(
    scope: &FileScope<'_>,
    name: &Ident,
    about: &str,
    responses: &[&Response],
) -> TokenStream {
    let docs = Doc::own(about).attrs(0);
    let variants = responses.iter().map(|response| {
        let docs = response_docs(response).attrs(4);
        let name = ident(&response.ident);
        let status = carries_status(response).then(|| quote!(u16));
        let held: Vec<_> = status
            .into_iter()
            .chain(scope.payload(Payload::of_response(response)))
            .collect();
        let held = (!held.is_empty()).then(|| quote!((#(#held),*)));
        quote!(#docs #name #held,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}
