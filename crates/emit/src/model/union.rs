//! Unions: one of several types, told apart by a table.

use super::enumeration::serde;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::literal::integer;
use crate::scope::Scope;
use graphwright_ir::{
    Dispatch, JsonKind, Literal as Fixed, Slot, TypeDef, TypeRef, Union, Variant,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Everything that a union is: declaration, its table, reading, writing.
pub(super) fn write(
    scope: &Scope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Union,
) -> TokenStream {
    let declaration = declaration(scope, ty, body);
    let table = table(scope, ty, body);
    let name = ident(&ty.ident);
    let module = scope.wire("union::self");
    let variants = body
        .variants
        .iter()
        .map(|variant| &variant.ident)
        .chain(&body.fallback);
    let arms = variants.map(|variant| {
        let variant = ident(variant);
        quote!(Self::#variant(value) => value.serialize(serializer),)
    });
    let write = quote!(match self { #(#arms)* });
    let serde = serde(
        scope,
        &name,
        &quote!(#module::deserialize(deserializer)),
        &write,
    );
    let from = from_variants(scope, ty, body);
    quote!(#head #declaration #from #table #serde)
}

fn declaration(scope: &Scope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&ty.ident);
    let variants = body.variants.iter().enumerate().map(|(index, variant)| {
        let docs = variant_docs(body, index, variant).attrs(4);
        let (name, held) = (ident(&variant.ident), held(scope, &variant.slot));
        quote!(#docs #name(#held),)
    });
    let fallback = body.fallback.as_ref().map(|name| {
        let docs = Doc::own("A value that the document does not describe, kept as it came.");
        let (docs, name) = (docs.attrs(4), ident(name));
        let unlisted = scope.wire("union::Unlisted");
        quote!(#docs #name(#unlisted),)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #fallback }
    }
}

fn held(scope: &Scope<'_>, slot: &Slot) -> TokenStream {
    scope.optional(&slot.ty, slot.nullable)
}

/// The document's words for a variant, or what tells it from the others.
fn variant_docs(body: &Union, index: usize, variant: &Variant) -> Doc {
    let doc = Doc::default().summary_and_description(&variant.docs);
    if !doc.is_empty() {
        return doc;
    }
    let told = match &body.dispatch {
        Dispatch::Tag { map, .. } => map
            .iter()
            .find(|(_, at)| *at == index)
            .map(|(tag, _)| code_span(tag)),
        Dispatch::Shape(looks) => constants(looks, index),
        Dispatch::Ordered => None,
    };
    Doc::own(format!(
        "{}.",
        told.unwrap_or_else(|| code_span(&variant.ident))
    ))
}

/// The values of the one key by which a variant is known, as in "`type` is `ON_CLICK` or `ON_DRAG`".
fn constants(looks: &[(JsonKind, usize)], index: usize) -> Option<String> {
    let mut known_by = None;
    let mut values = Vec::new();
    for (look, _) in looks.iter().filter(|(_, at)| *at == index) {
        let JsonKind::ObjectWith(keys) = look else {
            return None;
        };
        let [(key, Some(value))] = keys.as_slice() else {
            return None;
        };
        if *known_by.get_or_insert(key) != key {
            return None;
        }
        values.push(match value {
            Fixed::String(text) => code_span(text),
            Fixed::Bool(flag) => code_span(&flag.to_string()),
            Fixed::Number(digits) => code_span(digits),
            _ => return None,
        });
    }
    let last = values.pop()?;
    let values = match values.as_slice() {
        [] => last,
        before => format!("{} or {last}", before.join(", ")),
    };
    Some(format!("{} is {values}", code_span(known_by?)))
}

/// `From` for each variant whose type no other variant has.
fn from_variants(scope: &Scope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&ty.ident);
    let resolved = |variant: &Variant| scope.resolve(&variant.slot.ty).clone();
    let alone = |variant: &&Variant| {
        let others = body
            .variants
            .iter()
            .filter(|other| resolved(other) == resolved(variant));
        let named = matches!(resolved(variant), TypeRef::Named(_));
        named && !variant.slot.nullable && others.count() == 1
    };
    let impls = body.variants.iter().filter(alone).map(|variant| {
        let (held, variant) = (held(scope, &variant.slot), ident(&variant.ident));
        quote! {
            impl From<#held> for #name {
                fn from(value: #held) -> Self {
                    Self::#variant(value)
                }
            }
        }
    });
    impls.collect()
}

/// `impl Union`: how a value finds its variant.
fn table(scope: &Scope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let union = scope.wire("union::Union");
    let module = scope.wire("union::self");
    let dispatch_ty = scope.wire("union::Dispatch");
    let unlisted = scope.wire("union::Unlisted");
    let (value, error) = (scope.json(), scope.wire("json::Error"));
    let (name, text) = (ident(&ty.ident), &ty.ident);
    let variants = body.variants.iter().map(|variant| &variant.ident);
    let dispatch = dispatch(scope, &dispatch_ty, &body.dispatch);
    let last = body.variants.len().saturating_sub(1);
    let arms = body.variants.iter().enumerate().map(|(index, variant)| {
        let variant = ident(&variant.ident);
        let pattern = if index == last {
            quote!(_)
        } else {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index)
        };
        quote!(#pattern => #module::decode(value).map(Self::#variant),)
    });
    let (index, read) = if let [only] = body.variants.as_slice() {
        let only = ident(&only.ident);
        (quote!(_), quote!(#module::decode(value).map(Self::#only)))
    } else {
        (quote!(index), quote!(match index { #(#arms)* }))
    };
    let (kept, keeps) = match &body.fallback {
        Some(fallback) => {
            let fallback = ident(fallback);
            (quote!(value), quote!(Some(Self::#fallback(value))))
        }
        None => (quote!(_), quote!(None)),
    };
    quote! {
        impl #union for #name {
            const NAME: &'static str = #text;
            const VARIANTS: &'static [&'static str] = &[#(#variants),*];
            const DISPATCH: #dispatch_ty = #dispatch;

            fn variant(#index: usize, value: #value) -> Result<Self, #error> {
                #read
            }

            fn unlisted(#kept: #unlisted) -> Option<Self> {
                #keeps
            }
        }
    }
}

fn dispatch(scope: &Scope<'_>, ty: &TokenStream, dispatch: &Dispatch) -> TokenStream {
    match dispatch {
        Dispatch::Tag { wire, map } => {
            let rows = map.iter().map(|(value, index)| {
                let index = Literal::usize_unsuffixed(*index);
                quote!((#value, #index))
            });
            quote!(#ty::Tag(#wire, &[#(#rows),*]))
        }
        Dispatch::Shape(rows) => {
            let shape = scope.wire("union::Shape");
            let rows = rows.iter().map(|(kind, index)| {
                let (kind, index) = (
                    shape_of(scope, &shape, kind),
                    Literal::usize_unsuffixed(*index),
                );
                quote!((#kind, #index))
            });
            quote!(#ty::Shape(&[#(#rows),*]))
        }
        Dispatch::Ordered => quote!(#ty::Ordered),
    }
}

fn shape_of(scope: &Scope<'_>, ty: &TokenStream, kind: &JsonKind) -> TokenStream {
    match kind {
        JsonKind::Null => quote!(#ty::Null),
        JsonKind::Bool => quote!(#ty::Bool),
        JsonKind::Integer => quote!(#ty::Integer),
        JsonKind::Number => quote!(#ty::Number),
        JsonKind::String => quote!(#ty::String),
        JsonKind::Array => quote!(#ty::Array),
        JsonKind::Object => quote!(#ty::Object),
        JsonKind::ObjectWith(keys) => {
            let keys = keys.iter().map(|(key, fixed)| {
                let fixed = fixed.as_ref().and_then(|value| constant(scope, value));
                let fixed = fixed.map_or_else(|| quote!(None), |fixed| quote!(Some(#fixed)));
                quote!((#key, #fixed))
            });
            quote!(#ty::ObjectWith(&[#(#keys),*]))
        }
    }
}

/// A value that tells a kind of object; `None` for one that no table can hold.
fn constant(scope: &Scope<'_>, value: &Fixed) -> Option<TokenStream> {
    let ty = scope.wire("union::Constant");
    Some(match value {
        Fixed::String(text) => quote!(#ty::Text(#text)),
        Fixed::Number(text) => {
            let number = integer(text)?;
            quote!(#ty::Integer(#number))
        }
        Fixed::Bool(flag) => quote!(#ty::Bool(#flag)),
        _ => return None,
    })
}
