//! Request bodies of the client: the argument, the call that sets it, the enum of alternatives.

#[cfg(test)]
mod tests;

use super::arguments::Argument;
use crate::contract::{client, stdlib};
use crate::docs::Doc;
use crate::ident::ident;
use crate::notation;
use crate::operation::alternative_docs;
use crate::payload::{Alternative, Payload, alternatives, is_known_by_type};
use crate::scope::FileScope;
use graphwright_ir::{Body, Content, Operation, Tag};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the enum of the alternatives of a body, where its media types hold different things.
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
        "The body of [`{}::{}`] in one of its media types.",
        tag.ident, operation.names.method
    ));
    let docs = docs.attrs(0);
    let name = ident(operation.names.body.as_deref()?);
    let request = scope.item(client::REQUEST);
    let choice = scope.item(client::CHOICE);
    let value = BodyValue {
        reference: quote!(&body),
        owned: quote!(body),
    };
    let variants = alternatives.iter().map(|alternative| {
        let docs = alternative_docs(alternative).attrs(4);
        let (variant, ty) = (ident(alternative.ident()), variant_type(scope, alternative));
        quote!(#docs #variant(#ty))
    });
    let arms = alternatives.iter().map(|alternative| {
        let variant = ident(alternative.ident());
        let call = set_call(scope, alternative.payload, &value);
        quote!(Self::#variant(body) => request #call)
    });
    let from_types = alternatives
        .iter()
        .filter(|alternative| is_known_by_type(scope.context.api, alternative, &alternatives))
        .map(|alternative| {
            let (variant, ty) = (ident(alternative.ident()), variant_type(scope, alternative));
            quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self {
                        Self::#variant(body)
                    }
                }
            }
        });
    Some(quote! {
        #docs
        #[derive(Debug)]
        #[allow(clippy::large_enum_variant, reason = "it is made once a call and moved once")]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }

        #(#from_types)*

        impl #choice for #name {
            fn set(self, request: #request) -> #request {
                match self {
                    #(#arms,)*
                }
            }
        }
    })
}

/// The type that a variant holds.
fn variant_type(scope: &FileScope<'_>, alternative: &Alternative<'_>) -> TokenStream {
    match (alternative.payload.slot(), alternative.payload) {
        (Some(slot), _) => scope.slot_type(slot),
        (None, Payload::Bytes(_)) => scope.item(client::BODY),
        (None, _) => quote!(String),
    }
}

/// Returns the argument of a body; `None` where there is nothing to give.
pub(super) fn argument(
    scope: &FileScope<'_>,
    operation: &Operation,
    body: &Body,
) -> Option<Argument> {
    let name = ident(&body.ident);
    let alternatives = alternatives(scope.context.api, body);
    let payload = match alternatives.as_slice() {
        [] => return None,
        [alternative] => alternative.payload,
        _ => {
            let ty = ident(operation.names.body.as_deref()?);
            return Some(Argument {
                ty: quote!(impl Into<#ty>),
                call: quote!(.choice::<#ty>(#name)),
            });
        }
    };
    let ty = match (payload.slot(), payload) {
        (Some(slot), _) => {
            let borrow = scope.item(stdlib::BORROW);
            let ty = scope.slot_type(slot);
            quote!(impl #borrow<#ty>)
        }
        (None, Payload::Empty) => return None,
        (None, Payload::Bytes(_)) => {
            let body = scope.item(client::BODY);
            quote!(impl Into<#body>)
        }
        (None, _) => quote!(impl Into<String>),
    };
    let value = BodyValue {
        reference: quote!(#name.borrow()),
        owned: quote!(#name),
    };
    let call = set_call(scope, payload, &value);
    Some(Argument { ty, call })
}

/// The expressions that give a body by reference and by value.
struct BodyValue {
    reference: TokenStream,
    owned: TokenStream,
}

/// Returns the call that sets a body.
fn set_call(scope: &FileScope<'_>, payload: Payload<'_>, value: &BodyValue) -> TokenStream {
    let BodyValue { reference, owned } = value;
    match payload {
        Payload::Json(_, "application/json") => quote!(.json(#reference)),
        Payload::Json(_, media_type) => quote!(.json_as(#media_type, #reference)),
        Payload::Form(content) => form_call(scope, content, reference),
        Payload::Multipart(content) => {
            let types = part_types(content);
            quote!(.multipart(#reference, &[#(#types),*]))
        }
        Payload::Text(media_type) => quote!(.text(#media_type, #owned)),
        Payload::Events(Content { media_type, .. }) => quote!(.text(#media_type, #owned)),
        Payload::Bytes(media_type) => quote!(.body(#media_type, #owned)),
        Payload::Empty => quote!(),
    }
}

/// Returns the call that sets an urlencoded form, with the styles of those members that do not have
/// the default one.
fn form_call(scope: &FileScope<'_>, content: &Content, value: &TokenStream) -> TokenStream {
    let notations: Vec<_> = content
        .parts
        .iter()
        .filter_map(|part| {
            let notation = notation::of_part(scope, client::NOTATION, part)?;
            let wire = &part.wire;
            Some(quote!((#wire, #notation)))
        })
        .collect();
    if notations.is_empty() {
        quote!(.form(#value))
    } else {
        quote!(.form_styled(#value, &[#(#notations),*]))
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
