//! Bodies of the client: how one is given and set, and what it may be where that is several things.

use super::params::{Argument, query_style};
use crate::choice::{self, Form};
use crate::docs::Doc;
use crate::ident::ident;
use crate::scope::Scope;
use crate::shape::Payload;
use graphwright_ir::{Body, Content, Operation, Tag};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The enum of what a body may be, where its media types hold different things.
pub(super) fn declaration(
    scope: &Scope<'_>,
    tag: &Tag,
    operation: &Operation,
) -> Option<TokenStream> {
    let forms = choice::forms(scope.context.api, operation.body.as_ref()?);
    if forms.len() < 2 {
        return None;
    }
    let docs = Doc::own(format!(
        "The body of [`{}::{}`] in one of its media types.",
        tag.ident, operation.names.method
    ));
    let docs = docs.attrs(0);
    let (name, request) = (ident(&operation.names.body), scope.runtime("Request"));
    let choice = scope.runtime("Choice");
    let variants = forms.iter().map(|form| {
        let docs = choice::variant_docs(form).attrs(4);
        let (variant, ty) = (ident(form.ident()), held(scope, form));
        quote!(#docs #variant(#ty))
    });
    let arms = forms.iter().map(|form| {
        let (variant, call) = (ident(form.ident()), call(scope, form));
        quote!(Self::#variant(body) => request #call)
    });
    let from = forms
        .iter()
        .filter(|form| choice::is_told_by_type(scope.context.api, form, &forms));
    let from = from.map(|form| {
        let (variant, ty) = (ident(form.ident()), held(scope, form));
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

        #(#from)*

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
fn held(scope: &Scope<'_>, form: &Form<'_>) -> TokenStream {
    match form.payload {
        Payload::Json(slot, _)
        | Payload::Form(Content { slot, .. })
        | Payload::Multipart(Content { slot, .. }) => scope.optional(&slot.ty, slot.nullable),
        Payload::Text(_) | Payload::Events(_) | Payload::Empty => quote!(String),
        Payload::Bytes(_) => scope.runtime("Body"),
    }
}

/// The call that sets what a variant holds.
fn call(scope: &Scope<'_>, form: &Form<'_>) -> TokenStream {
    match form.payload {
        Payload::Json(_, "application/json") => quote!(.json(&body)),
        Payload::Json(_, media_type) => quote!(.json_as(#media_type, &body)),
        Payload::Form(content) => form_call(scope, content, &quote!(&body)),
        Payload::Multipart(content) => {
            let types = part_types(content);
            quote!(.multipart(&body, &[#(#types),*]))
        }
        Payload::Text(media_type) => quote!(.text(#media_type, body)),
        Payload::Events(content) => {
            let media_type = &content.media_type;
            quote!(.text(#media_type, body))
        }
        Payload::Bytes(media_type) => quote!(.body(#media_type, body)),
        Payload::Empty => quote!(),
    }
}

/// How a body is given and set; `None` where there is nothing to give.
pub(super) fn argument(scope: &Scope<'_>, operation: &Operation, body: &Body) -> Option<Argument> {
    let name = ident(&body.ident);
    let borrow = || scope.imports.path("std::borrow::Borrow");
    let forms = choice::forms(scope.context.api, body);
    let payload = match forms.as_slice() {
        [] => return None,
        [form] => form.payload,
        _ => {
            let ty = ident(&operation.names.body);
            return Some(Argument {
                ty: quote!(impl Into<#ty>),
                call: quote!(.choice::<#ty>(#name)),
            });
        }
    };
    Some(match payload {
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
