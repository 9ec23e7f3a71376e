//! Answers of the client: how a request reads them, and the types that they become.

use crate::docs::Doc;
use crate::ident::ident;
use crate::scope::Scope;
use crate::shape::{Payload, carries_status, pattern, response_docs};
use graphwright_ir::{Operation, Response, Status, Tag};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The impls that send the request and read its answer, and the enums that they give.
pub(super) fn write(scope: &Scope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let successes: Vec<&Response> = operation.successes().collect();
    let failures: Vec<&Response> = operation.failures().collect();
    let names = &operation.names;
    let (request_name, error_name) = (ident(&names.request), ident(&names.error));
    let call = scope.runtime("Call");
    let request = scope.runtime("Request");
    let reply = scope.runtime("Reply");
    let decoded = scope.runtime("Decoded");
    let sending = scope.runtime("Sending");
    let error_ty = scope.runtime("Error");
    let success = success_type(scope, operation, &successes);
    let read_success = read_success(operation, &successes);
    let error = if failures.is_empty() {
        scope.runtime("Undocumented")
    } else {
        quote!(#error_name)
    };
    let failure = (!failures.is_empty()).then(|| {
        let read_failure = read_failure(&error_name, &failures);
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
    let error_enum = (!failures.is_empty()).then(|| {
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

        #success_enum
        #error_enum
    }
}

/// What the request gives: the one body there is, or an enum of several.
fn success_type(scope: &Scope<'_>, operation: &Operation, successes: &[&Response]) -> TokenStream {
    match successes {
        [] => quote!(()),
        [one] => Payload::of_response(one).ty(scope).unwrap_or(quote!(())),
        _ => {
            let name = ident(&operation.names.success);
            quote!(#name)
        }
    }
}

fn read_success(operation: &Operation, successes: &[&Response]) -> TokenStream {
    let arms = successes.iter().map(|response| {
        // A default that means success says nothing of statuses that mean failure.
        let pattern = match response.status {
            Status::Default => pattern(Status::Range(2)),
            status => pattern(status),
        };
        let read = match successes {
            [_] => read_alone(response),
            _ => read_variant(&ident(&operation.names.success), response),
        };
        quote!(#pattern => #read,)
    });
    if successes.is_empty() {
        return quote!(reply.undocumented());
    }
    quote!(match reply.status() { #(#arms)* _ => reply.undocumented(), })
}

fn read_failure(error: &Ident, failures: &[&Response]) -> TokenStream {
    let arms = failures.iter().map(|response| {
        let (pattern, read) = (pattern(response.status), read_variant(error, response));
        quote!(#pattern => #read,)
    });
    let has_default = failures
        .iter()
        .any(|response| response.status == Status::Default);
    let rest = (!has_default).then(|| quote!(_ => reply.undocumented(),));
    match failures {
        [one] if has_default => read_variant(error, one),
        _ => quote!(match reply.status() { #(#arms)* #rest }),
    }
}

fn read_alone(response: &Response) -> TokenStream {
    match Payload::of_response(response) {
        Payload::Empty => quote!(reply.empty(())),
        Payload::Json(..) => {
            quote!(reply.json(|body| body))
        }
        Payload::Text(_) => quote!(reply.text(|body| body)),
        Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => {
            quote!(reply.bytes(|body| body))
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
        Payload::Text(_) => quote!(reply.text(#wrap)),
        Payload::Form(_) | Payload::Multipart(_) | Payload::Bytes(_) => quote!(reply.bytes(#wrap)),
    }
}

/// An enum with a variant per response.
fn variants(scope: &Scope<'_>, name: &Ident, about: &str, responses: &[&Response]) -> TokenStream {
    let docs = Doc::own(about).attrs(0);
    let variants = responses.iter().map(|response| {
        let docs = response_docs(response).attrs(4);
        let name = ident(&response.ident);
        let status = carries_status(response).then(|| quote!(u16));
        let held: Vec<_> = status
            .into_iter()
            .chain(Payload::of_response(response).ty(scope))
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
