//! Responses of the client: the impls that send a request and decode its response, and the enums of
//! successes and errors.

#[cfg(test)]
mod tests;

use super::paging;
use crate::contract::{client, stdlib};
use crate::docs::Doc;
use crate::ident::ident;
use crate::operation::{carries_status, response_docs, status_pattern};
use crate::payload::{Payload, events_of};
use crate::scope::FileScope;
use graphwright_ir::{Content, Operation, Response, Status, Tag};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the impls that send a request and decode its response, and the enums that they return.
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
    let streams = streams_impl(scope, operation, &successes);
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
        let about = format!("The successes of [`{}::{}`].", tag.ident, names.method);
        response_enum(scope, &ident(&names.success), &about, &successes)
    });
    let needs_enum = !failures.is_empty() && operation.shared_failure().is_none();
    let error_enum = needs_enum.then(|| {
        let about = format!(
            "The documented failures of [`{}::{}`].",
            tag.ident, names.method
        );
        response_enum(scope, &error_name, &about, &failures)
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

/// Returns the events of an operation whose only success is a stream of events.
fn only_events<'a>(successes: &[&'a Response]) -> Option<&'a Content> {
    match successes {
        [one] => match Payload::of_response(one) {
            Payload::Events(events) => Some(events),
            _ => None,
        },
        _ => None,
    }
}

/// Returns whether an operation can respond with events as an alternative to another payload.
pub(super) fn has_alternative_events(operation: &Operation) -> bool {
    let successes: Vec<&Response> = operation.successes().collect();
    only_events(&successes).is_none() && successes.iter().any(|one| events_of(one).is_some())
}

/// `impl Streams` of an operation that can respond with events as an alternative.
fn streams_impl(
    scope: &FileScope<'_>,
    operation: &Operation,
    successes: &[&Response],
) -> Option<TokenStream> {
    if !has_alternative_events(operation) {
        return None;
    }
    let events = successes.iter().find_map(|response| events_of(response))?;
    let name = ident(&operation.names.request);
    let (streams, error) = (
        scope.item(client::STREAMS),
        scope.item(client::DECODE_ERROR),
    );
    let (ty, read) = (scope.event_type(events), event_reader(scope, events));
    Some(quote! {
        impl #streams for #name {
            type Event = #ty;

            fn event(data: &str) -> Result<#ty, #error> {
                #read(data)
            }
        }
    })
}

/// Names the function that decodes the data of an event.
fn event_reader(scope: &FileScope<'_>, events: &Content) -> TokenStream {
    scope.item(if scope.is_text_event(events) {
        client::EVENT_TEXT
    } else {
        client::EVENT_JSON
    })
}

/// The type of a success: the only payload, or an enum of several.
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
            .payload_type(Payload::of_response(one))
            .unwrap_or(quote!(())),
        _ => {
            let name = ident(&operation.names.success);
            quote!(#name)
        }
    }
}

/// The body of the function that decodes a success.
fn read_success(
    scope: &FileScope<'_>,
    operation: &Operation,
    successes: &[&Response],
) -> TokenStream {
    let arms = successes.iter().map(|response| {
        // A `default` response that means success does not cover statuses that mean failure.
        let pattern = match response.status {
            Status::Default => status_pattern(Status::Range(2)),
            status => status_pattern(status),
        };
        let read = match successes {
            [_] => read_payload(scope, response),
            _ => read_variant(&ident(&operation.names.success), response),
        };
        quote!(#pattern => #read,)
    });
    if successes.is_empty() {
        return quote!(reply.undocumented());
    }
    quote!(match reply.status() { #(#arms)* _ => reply.undocumented(), })
}

/// The body of the function that decodes a failure. If all failures share a body, that is the error: an
/// enum would only wrap it, and the runtime reports the status. Likewise a single success has no enum.
fn read_failure(
    scope: &FileScope<'_>,
    operation: &Operation,
    failures: &[&Response],
) -> TokenStream {
    let error = ident(&operation.names.error);
    let read = |response| match operation.shared_failure() {
        Some(_) => read_payload(scope, response),
        None => read_variant(&error, response),
    };
    let arms = failures.iter().map(|response| {
        let (pattern, read) = (status_pattern(response.status), read(response));
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

/// Decodes the payload of a response itself.
fn read_payload(scope: &FileScope<'_>, response: &Response) -> TokenStream {
    // Not a closure: each has a body to compile, and large documents have thousands of responses.
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
            let read = event_reader(scope, events);
            quote!(reply.events(#read))
        }
        Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => {
            let identity = identity();
            quote!(reply.bytes(#identity))
        }
    }
}

/// Decodes the payload of a response into a variant, with the status if it stands for several.
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

/// An enum with a variant for each response.
fn response_enum(
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
        let content: Vec<_> = status
            .into_iter()
            .chain(scope.payload_type(Payload::of_response(response)))
            .collect();
        let content = (!content.is_empty()).then(|| quote!((#(#content),*)));
        quote!(#docs #name #content,)
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
