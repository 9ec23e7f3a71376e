//! Responses of the server: an enum of those that the document allows, and its conversion to a response
//! of the runtime.

use crate::contract::server;
use crate::docs::{Doc, code_span};
use crate::ident::{free_ident, ident};
use crate::operation::{carries_status, documented_responses, response_docs};
use crate::payload::{Payload, events_of};
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{
    Content, Header, Operation, Response, Scalar, Status, Tag, TypeKind, TypeRef,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Returns the enum and its conversion.
pub(super) fn write(scope: &FileScope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let names = &operation.names;
    let docs = Doc::own(format!(
        "The responses of [`{}::{}`].",
        tag.ident, names.method
    ))
    .attrs(0);
    let (name, answer) = (ident(&names.answer), scope.item(server::ANSWER));
    let answer_variants: Vec<_> = documented_responses(operation)
        .flat_map(answer_variants)
        .collect();
    let variants = answer_variants
        .iter()
        .map(|variant| declaration(scope, variant));
    let arms = answer_variants
        .iter()
        .map(|variant| arm(scope, &name, variant));
    // A stream can be read once, so it is neither cloned nor compared.
    let is_stream = |variant: &AnswerVariant<'_>| {
        matches!(variant.payload, Payload::Bytes(_) | Payload::Events(_))
    };
    let derived = if answer_variants.iter().any(is_stream) {
        quote!(Debug)
    } else {
        quote!(Clone, Debug, PartialEq)
    };
    quote! {
        #docs
        #[derive(#derived)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }

        impl From<#name> for #answer {
            fn from(answer: #name) -> Self {
                match answer { #(#arms)* }
            }
        }
    }
}

/// A variant of the enum: a response with one of its payloads.
struct AnswerVariant<'a> {
    response: &'a Response,
    name: Ident,
    payload: Payload<'a>,
}

/// Returns the variants of a response: one for its payload, and one for events if those are an
/// alternative.
fn answer_variants(response: &Response) -> impl Iterator<Item = AnswerVariant<'_>> {
    let payload = Payload::of_response(response);
    let whole = AnswerVariant {
        response,
        name: ident(&response.ident),
        payload,
    };
    let events = events_of(response).filter(|_| !matches!(payload, Payload::Events(_)));
    let events = events.map(|events| AnswerVariant {
        response,
        // No name of a status ends with the name of a media type.
        name: ident(&format!("{}{}", response.ident, events.ident)),
        payload: Payload::Events(events),
    });
    std::iter::once(whole).chain(events)
}

/// The type of a payload; `None` if it is empty.
fn payload_type(scope: &FileScope<'_>, payload: Payload<'_>) -> Option<TokenStream> {
    match payload {
        Payload::Bytes(_) => Some(scope.item(server::BYTE_STREAM)),
        Payload::Events(content) => {
            let (events, ty) = (scope.item(server::EVENTS), scope.event_type(content));
            Some(quote!(#events<#ty>))
        }
        payload => scope.payload_type(payload),
    }
}

/// The declaration of a variant: a tuple, or named fields if the response has headers.
fn declaration(scope: &FileScope<'_>, variant: &AnswerVariant<'_>) -> TokenStream {
    let AnswerVariant {
        response,
        name,
        payload,
    } = variant;
    let docs = response_docs(response).attrs(4);
    let status = carries_status(response).then(|| quote!(u16));
    let body = payload_type(scope, *payload);
    if response.headers.is_empty() {
        let content: Vec<_> = status.into_iter().chain(body).collect();
        let content = (!content.is_empty()).then(|| quote!((#(#content),*)));
        return quote!(#docs #name #content,);
    }
    let Locals {
        status: status_name,
        body: body_name,
    } = Locals::new(response);
    let status = status.map(|ty| {
        let docs = Doc::own("The status.").attrs(8);
        quote!(#docs #status_name: #ty,)
    });
    let body = body.map(|ty| {
        let docs = Doc::own("The body.").attrs(8);
        quote!(#docs #body_name: #ty,)
    });
    let headers = response.headers.iter().map(|header| {
        let lead = format!("{}: ", code_span(&header.wire));
        let prose = header.docs.description.as_deref().unwrap_or_default();
        let docs = Doc::default().prose_after(&lead, prose).attrs(8);
        let (name, ty) = (ident(&header.ident), header_type(scope, header));
        let ty = if header.required {
            ty
        } else {
            quote!(Option<#ty>)
        };
        quote!(#docs #name: #ty,)
    });
    quote!(#docs #name { #status #body #(#headers)* },)
}

/// The names of the fields of a variant that are not headers.
struct Locals {
    status: Ident,
    body: Ident,
}

impl Locals {
    fn new(response: &Response) -> Self {
        let headers: Vec<_> = response
            .headers
            .iter()
            .map(|header| header.ident.as_str())
            .collect();
        Self {
            status: free_ident("status", &headers),
            body: free_ident("body", &headers),
        }
    }
}

/// The type of a header if it can be written as text, `String` otherwise.
fn header_type(scope: &FileScope<'_>, header: &Header) -> TokenStream {
    let ty = scope.resolve(&header.slot.ty);
    let is_shown = |scalar| passing(scalar) != Passing::Owned && scalar != Scalar::Null;
    let shown = match ty {
        TypeRef::Scalar(scalar) => is_shown(*scalar),
        TypeRef::Named(id) => match &scope.context.api.ty(*id).kind {
            TypeKind::Enum(_) | TypeKind::Key(_) => true,
            TypeKind::Newtype(body) => passing(body.scalar) == Passing::Text,
            _ => false,
        },
        _ => false,
    };
    if shown { scope.ty(ty) } else { quote!(String) }
}

/// The match arm that converts a variant.
fn arm(scope: &FileScope<'_>, name: &Ident, variant: &AnswerVariant<'_>) -> TokenStream {
    let AnswerVariant {
        response,
        name: variant_name,
        payload,
    } = variant;
    let Locals { status, body } = Locals::new(response);
    let status_part = carries_status(response).then(|| quote!(#status));
    let body_part = (!matches!(payload, Payload::Empty)).then(|| quote!(#body));
    let code = match response.status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(_) | Status::Default => quote!(#status),
    };
    let response_value = response_expression(scope, *payload, &code, &body);
    let parts: Vec<_> = status_part.into_iter().chain(body_part).collect();
    if response.headers.is_empty() {
        let parts = (!parts.is_empty()).then(|| quote!((#(#parts),*)));
        return quote!(#name::#variant_name #parts => #response_value,);
    }
    let idents = response.headers.iter().map(|header| ident(&header.ident));
    let headers = response.headers.iter().map(|header| {
        let (name, wire) = (ident(&header.ident), &header.wire);
        let call = if header.required {
            quote!(header)
        } else {
            quote!(optional_header)
        };
        quote!(.#call(#wire, #name))
    });
    quote!(#name::#variant_name { #(#parts,)* #(#idents),* } => #response_value #(#headers)*,)
}

/// The expression for a response of the runtime.
fn response_expression(
    scope: &FileScope<'_>,
    payload: Payload<'_>,
    code: &TokenStream,
    body: &Ident,
) -> TokenStream {
    match payload {
        Payload::Empty => quote!(Self::empty(#code)),
        Payload::Json(_, "application/json") => quote!(Self::json(#code, &#body)),
        Payload::Json(_, media_type) => {
            quote!(Self::json(#code, &#body).media_type(#media_type))
        }
        Payload::Text("text/plain") => quote!(Self::text(#code, #body)),
        Payload::Text(media_type) => {
            quote!(Self::text(#code, #body).media_type(#media_type))
        }
        Payload::Form(Content { media_type, .. })
        | Payload::Multipart(Content { media_type, .. }) => {
            quote!(Self::bytes(#code, #media_type, #body))
        }
        Payload::Bytes(media_type) => quote!(Self::bytes(#code, #media_type, #body)),
        Payload::Events(events) if scope.is_text_event(events) => {
            quote!(Self::text_events(#code, #body))
        }
        Payload::Events(_) => quote!(Self::events(#code, #body)),
    }
}
