//! Answers of the server: an enum of what the document allows, and its way to the wire.

use crate::contract::server;
use crate::docs::{Doc, code_span};
use crate::ident::{free, ident};
use crate::operation::{carries_status, documented, response_docs};
use crate::payload::{Payload, events_of};
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{
    Content, Header, Operation, Response, Scalar, Status, Tag, TypeKind, TypeRef,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The enum and its `From`.
pub(super) fn write(scope: &FileScope<'_>, tag: &Tag, operation: &Operation) -> TokenStream {
    let names = &operation.names;
    let docs = Doc::own(format!(
        "What [`{}::{}`] may answer.",
        tag.ident, names.method
    ))
    .attrs(0);
    let (name, answer) = (ident(&names.answer), scope.item(server::ANSWER));
    let forms: Vec<_> = documented(operation).flat_map(forms).collect();
    let variants = forms.iter().map(|form| variant(scope, form));
    let arms = forms.iter().map(|form| arm(scope, &name, form));
    // What comes as a stream is there once.
    let is_stream =
        |form: &Form<'_>| matches!(form.payload, Payload::Bytes(_) | Payload::Events(_));
    let derived = if forms.iter().any(is_stream) {
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

/// A variant of the answer: a response in one of the forms that it has.
struct Form<'a> {
    response: &'a Response,
    name: Ident,
    payload: Payload<'a>,
}

/// The forms of a response: what it carries, and events where it may be those too.
fn forms(response: &Response) -> impl Iterator<Item = Form<'_>> {
    let payload = Payload::of_response(response);
    let whole = Form {
        response,
        name: ident(&response.ident),
        payload,
    };
    let events = events_of(response).filter(|_| !matches!(payload, Payload::Events(_)));
    let events = events.map(|events| Form {
        response,
        // Names of statuses do not end in that of a media type.
        name: ident(&format!("{}{}", response.ident, events.ident)),
        payload: Payload::Events(events),
    });
    std::iter::once(whole).chain(events)
}

/// The type of what a variant carries; `None` for nothing.
fn held(scope: &FileScope<'_>, payload: Payload<'_>) -> Option<TokenStream> {
    match payload {
        Payload::Bytes(_) => Some(scope.item(server::BYTE_STREAM)),
        Payload::Events(content) => {
            let (events, ty) = (scope.item(server::EVENTS), scope.event_type(content));
            Some(quote!(#events<#ty>))
        }
        payload => scope.payload(payload),
    }
}

/// A variant: a tuple of what it carries, or named fields where it has headers.
fn variant(scope: &FileScope<'_>, form: &Form<'_>) -> TokenStream {
    let Form {
        response,
        name,
        payload,
    } = form;
    let docs = response_docs(response).attrs(4);
    let status = carries_status(response).then(|| quote!(u16));
    let body = held(scope, *payload);
    if response.headers.is_empty() {
        let held: Vec<_> = status.into_iter().chain(body).collect();
        let held = (!held.is_empty()).then(|| quote!((#(#held),*)));
        return quote!(#docs #name #held,);
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

/// The names of what a variant carries beside its headers.
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
            status: free("status", &headers),
            body: free("body", &headers),
        }
    }
}

/// A header's type, where it can be written as text; text itself for any other.
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

/// How a variant is sent.
fn arm(scope: &FileScope<'_>, name: &Ident, form: &Form<'_>) -> TokenStream {
    let Form {
        response,
        name: variant,
        payload,
    } = form;
    let Locals { status, body } = Locals::new(response);
    let carried = carries_status(response).then(|| quote!(#status));
    let held = (!matches!(payload, Payload::Empty)).then(|| quote!(#body));
    let code = match response.status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(_) | Status::Default => quote!(#status),
    };
    let sent = sent(scope, *payload, &code, &body);
    let parts: Vec<_> = carried.into_iter().chain(held).collect();
    if response.headers.is_empty() {
        let parts = (!parts.is_empty()).then(|| quote!((#(#parts),*)));
        return quote!(#name::#variant #parts => #sent,);
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
    quote!(#name::#variant { #(#parts,)* #(#idents),* } => #sent #(#headers)*,)
}

fn sent(
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
        Payload::Events(events) if scope.says_text(events) => {
            quote!(Self::text_events(#code, #body))
        }
        Payload::Events(_) => quote!(Self::events(#code, #body)),
    }
}
