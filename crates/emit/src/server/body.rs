//! Request bodies of the server: their description for the runtime, the type that a handler gets, and the
//! enum of alternatives.

use crate::contract::server;
use crate::docs::Doc;
use crate::ident::ident;
use crate::notation;
use crate::operation::alternative_docs;
use crate::payload::{Alternative, Payload, alternatives};
use crate::schema;
use crate::scope::FileScope;
use graphwright_ir::{Body, MediaKind, Operation, Tag};
use proc_macro2::TokenStream;
use quote::quote;

/// The description of a body: its media types with their schemas.
pub(super) fn description(scope: &FileScope<'_>, body: &Body) -> TokenStream {
    let ty = scope.item(server::BODY);
    let mut content = Vec::new();
    let mut streamed = Vec::new();
    for alternative in alternatives(scope.context.api, body) {
        let payload = alternative.payload;
        let schema = if let Some(slot) = payload.slot() {
            schema::of_slot(scope, slot)
        } else {
            let schema = scope.schema_type();
            quote!(#schema::any())
        };
        for form in &alternative.content {
            let media_type = form.media_type.as_str();
            content.push((media_type, schema.clone()));
            if matches!(payload, Payload::Bytes(_)) {
                streamed.push(media_type);
            }
        }
    }
    // The runtime uses the first that matches.
    content.sort_by_key(|(media_type, _)| media_type.contains('*'));
    let content: Vec<_> = content
        .into_iter()
        .map(|(media_type, schema)| quote!((#media_type, #schema)))
        .collect();
    let constructor = if body.required {
        quote!(required)
    } else {
        quote!(optional)
    };
    let streamed = match streamed.len() {
        0 => None,
        all if all == content.len() => Some(quote!(.streamed())),
        _ => Some(quote!(.streamed_as(&[#(#streamed),*]))),
    };
    let notations = notations(scope, body);
    quote!(Some(&#ty::#constructor(&[#(#content),*]) #streamed #notations))
}

/// The members of urlencoded forms that do not have the default notation.
fn notations(scope: &FileScope<'_>, body: &Body) -> Option<TokenStream> {
    let forms = body.content.iter();
    let parts = forms
        .filter(|content| content.kind == MediaKind::Form)
        .flat_map(|content| &content.parts);
    let notations: Vec<_> = parts
        .filter_map(|part| {
            let notation = notation::of_part(scope, server::NOTATION, part)?;
            let wire = &part.wire;
            Some(quote!((#wire, #notation)))
        })
        .collect();
    (!notations.is_empty()).then(|| quote!(.notations(&[#(#notations),*])))
}

/// A body as a handler gets it.
pub(super) struct HandlerBody<'a> {
    pub body: &'a Body,
    pub ty: TokenStream,
}

/// Returns the body that a handler gets; `None` if there is nothing to read.
pub(super) fn handler_body<'a>(
    scope: &FileScope<'_>,
    operation: &'a Operation,
) -> Option<HandlerBody<'a>> {
    let body = operation.body.as_ref()?;
    let alternatives = alternatives(scope.context.api, body);
    let (ty, may_be_empty) = match alternatives.as_slice() {
        [] => return None,
        [alternative] => (
            received_type(scope, alternative),
            alternative.payload.slot().is_none(),
        ),
        _ => {
            let name = ident(operation.names.body.as_deref()?);
            (quote!(#name), false)
        }
    };
    let ty = if body.required || may_be_empty {
        ty
    } else {
        quote!(Option<#ty>)
    };
    Some(HandlerBody { body, ty })
}

/// The type that an alternative is read as.
fn received_type(scope: &FileScope<'_>, alternative: &Alternative<'_>) -> TokenStream {
    match alternative.payload {
        Payload::Bytes(_) => scope.item(server::BYTE_STREAM),
        payload => payload
            .slot()
            .map_or_else(|| quote!(String), |slot| scope.slot_type(slot)),
    }
}

/// Returns the enum of the alternatives of a body, if its media types hold different things.
pub(super) fn declaration(
    scope: &FileScope<'_>,
    tag: &Tag,
    operation: &Operation,
) -> Option<TokenStream> {
    let alternatives = alternatives(scope.context.api, operation.body.as_ref()?);
    if alternatives.len() < 2 {
        return None;
    }
    let docs = Doc::own(format!(
        "The body of [`{}::{}`], by its media type.",
        tag.ident, operation.names.method
    ));
    let docs = docs.attrs(0);
    let name = ident(operation.names.body.as_deref()?);
    let variants = alternatives.iter().map(|alternative| {
        let docs = alternative_docs(alternative).attrs(4);
        let variant = ident(alternative.ident());
        let ty = received_type(scope, alternative);
        quote!(#docs #variant(#ty))
    });
    Some(quote! {
        #docs
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "it is made once a call and moved once")]
        pub enum #name {
            #(#variants,)*
        }
    })
}

/// The expression by which a handler reads the body.
pub(super) fn read_expression(
    scope: &FileScope<'_>,
    operation: &Operation,
    body: &Body,
) -> TokenStream {
    let alternatives = alternatives(scope.context.api, body);
    if let [alternative] = alternatives.as_slice() {
        let absence = if body.required {
            Absence::IsRefused
        } else {
            Absence::IsNone
        };
        return read_call(alternative, absence);
    }
    let Some(name) = operation.names.body.as_deref().map(ident) else {
        return TokenStream::new();
    };
    let last = alternatives.len().saturating_sub(1);
    let arms = alternatives.iter().enumerate().map(|(index, alternative)| {
        let variant = ident(alternative.ident());
        let media_types = alternative
            .content
            .iter()
            .map(|content| &content.media_type);
        let read = read_call(alternative, Absence::IsRefused);
        // The runtime refuses other media types.
        let pattern = if index == last && body.required {
            quote!(_)
        } else {
            quote!(Some(#(#media_types)|*))
        };
        let value = quote!(#name::#variant(#read));
        if body.required {
            quote!(#pattern => #value)
        } else {
            quote!(#pattern => Some(#value))
        }
    });
    let none = (!body.required).then(|| quote!(_ => None,));
    quote! {
        match request.media_type() {
            #(#arms,)*
            #none
        }
    }
}

/// The meaning of a request without a body.
#[derive(Clone, Copy, PartialEq)]
enum Absence {
    IsRefused,
    IsNone,
}

/// Returns the call that reads an alternative.
fn read_call(alternative: &Alternative<'_>, absence: Absence) -> TokenStream {
    match alternative.payload {
        Payload::Text(_) | Payload::Events(_) => return quote!(request.text()?),
        Payload::Empty | Payload::Bytes(_) => return quote!(request.bytes()),
        Payload::Form(_) | Payload::Multipart(_) if alternative.content.len() == 1 => {
            return match absence {
                Absence::IsRefused => quote!(request.form()?),
                Absence::IsNone => quote!(request.optional_form()?),
            };
        }
        // A form that may also have another media type is read as JSON is.
        Payload::Json(..) | Payload::Form(_) | Payload::Multipart(_) => {}
    }
    match absence {
        Absence::IsRefused => quote!(request.json()?),
        Absence::IsNone => quote!(request.optional_json()?),
    }
}
