//! Unions: enums of several types, which a table distinguishes.

#[cfg(test)]
mod tests;

use super::impls::serde_impls;
use crate::contract::wire;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::literal::integer;
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{
    Dispatch, JsonKind, KnownKey, Literal as Fixed, Scalar, Shape, Slot, TypeDef, TypeRef, Union,
    Variant,
};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Returns the items of a union: its declaration, conversions, table and serde impls.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Union,
) -> TokenStream {
    let declaration = declaration(scope, ty, body);
    let table = table(scope, ty, body);
    let name = ident(&ty.ident);
    let module = scope.item(wire::UNION_MODULE);
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
    let serde = serde_impls(
        scope,
        &name,
        &quote!(#module::deserialize(deserializer)),
        &write,
    );
    let from = conversions(scope, ty, body);
    quote!(#head #declaration #from #table #serde)
}

fn declaration(scope: &FileScope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&ty.ident);
    let variants = body.variants.iter().enumerate().map(|(index, variant)| {
        let docs = variant_docs(body, index, variant).attrs(4);
        let (name, held) = (ident(&variant.ident), scope.slot_type(&variant.slot));
        quote!(#docs #name(#held),)
    });
    let fallback = body.fallback.as_ref().map(|name| {
        let docs = Doc::own("A value that the document does not describe, kept unchanged.");
        let (docs, name) = (docs.attrs(4), ident(name));
        let unlisted = scope.item(wire::UNION_UNLISTED);
        quote!(#docs #name(#unlisted),)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #fallback }
    }
}

/// The documentation of a variant: that of the document, or the value that distinguishes it.
fn variant_docs(body: &Union, index: usize, variant: &Variant) -> Doc {
    let doc = Doc::default().summary_and_description(&variant.docs);
    if !doc.is_empty() {
        return doc;
    }
    let distinction = match &body.dispatch {
        Dispatch::Tag { wire, values } => {
            let tags = values.iter().filter(|tag| tag.variant.0 == index);
            one_of(wire, tags.map(|tag| code_span(&tag.value)).collect())
        }
        Dispatch::Shape(looks) => key_values(looks, index),
        Dispatch::Ordered => None,
    };
    distinction.map_or_else(Doc::default, |text| Doc::own(format!("{text}.")))
}

/// Describes the values of the only key that distinguishes a variant, as in "`type` is `ON_CLICK` or
/// `ON_DRAG`".
fn key_values(shapes: &[Shape], index: usize) -> Option<String> {
    let mut known_by = None;
    let mut values = Vec::new();
    for shape in shapes.iter().filter(|shape| shape.variant.0 == index) {
        let JsonKind::ObjectWith(keys) = &shape.kind else {
            return None;
        };
        let [
            KnownKey {
                wire,
                value: Some(value),
            },
        ] = keys.as_slice()
        else {
            return None;
        };
        if *known_by.get_or_insert(wire) != wire {
            return None;
        }
        values.push(match value {
            Fixed::String(text) => code_span(text),
            Fixed::Bool(flag) => code_span(&flag.to_string()),
            Fixed::Number(digits) => code_span(digits),
            _ => return None,
        });
    }
    one_of(known_by?, values)
}

/// ``key` is `a`, `b` or `c` ``, without a full stop, given code spans of the values; `None` without any.
fn one_of(key: &str, mut values: Vec<String>) -> Option<String> {
    let last = values.pop()?;
    let values = match values.as_slice() {
        [] => last,
        before => format!("{} or {last}", before.join(", ")),
    };
    Some(format!("{} is {values}", code_span(key)))
}

/// `impl From` for each type that can only mean one variant.
fn conversions(scope: &FileScope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&ty.ident);
    let sources: Vec<Vec<Source>> = body
        .variants
        .iter()
        .map(|variant| sources(scope, ty, &variant.slot))
        .collect();
    let is_unique = |source: &Source| {
        let all = sources.iter().flatten();
        all.filter(|other| other.key == source.key).count() == 1
    };
    let impls = body
        .variants
        .iter()
        .zip(&sources)
        .map(|(variant, sources)| {
            let variant = ident(&variant.ident);
            let impls = sources.iter().filter(|source| is_unique(source));
            let impls = impls.map(|Source { ty, value, .. }| {
                quote! {
                    impl From<#ty> for #name {
                        fn from(value: #ty) -> Self {
                            Self::#variant(#value)
                        }
                    }
                }
            });
            quote!(#(#impls)*)
        });
    impls.collect()
}

/// A type that is converted to a variant.
struct Source {
    /// Its type.
    ty: TokenStream,
    /// The expression for the content of the variant, given `value`.
    value: TokenStream,
    /// The key by which sources of two variants are compared. All lists have the same, since their items
    /// may be one type under two names; so have all maps.
    key: String,
}

/// Returns the types that are converted to a variant with this slot.
fn sources(scope: &FileScope<'_>, union: &TypeDef, slot: &Slot) -> Vec<Source> {
    if slot.nullable {
        return Vec::new();
    }
    let resolved = scope.resolve(&slot.ty);
    let ty = scope.ty(resolved);
    let source = |ty: TokenStream, value: TokenStream| {
        let key = ty.to_string();
        Source { ty, value, key }
    };
    match resolved {
        // A union that contains itself needs no conversion from itself.
        TypeRef::Boxed(inner) => match scope.resolve(inner) {
            TypeRef::Named(id) if scope.context.api.ty(*id).ident != union.ident => {
                vec![source(scope.named(*id), quote!(Box::new(value)))]
            }
            _ => Vec::new(),
        },
        TypeRef::Scalar(Scalar::Null) | TypeRef::Json | TypeRef::Stream => Vec::new(),
        TypeRef::Scalar(scalar) if passing(*scalar) == Passing::Text => vec![
            source(ty, quote!(value)),
            source(quote!(&str), quote!(value.to_owned())),
        ],
        TypeRef::Named(_) | TypeRef::Scalar(_) => vec![source(ty, quote!(value))],
        TypeRef::List(_) | TypeRef::Map(_) => {
            let kind = if matches!(resolved, TypeRef::List(_)) {
                "[]"
            } else {
                "{}"
            };
            let key = kind.to_owned();
            vec![Source {
                key,
                ..source(ty, quote!(value))
            }]
        }
    }
}

/// `impl Union`: the table that maps a value to its variant.
fn table(scope: &FileScope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let union = scope.item(wire::UNION);
    let module = scope.item(wire::UNION_MODULE);
    let dispatch_ty = scope.item(wire::UNION_DISPATCH);
    let unlisted = scope.item(wire::UNION_UNLISTED);
    let (value, error) = (scope.json_type(), scope.item(wire::JSON_ERROR));
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
    let (unlisted_value, fallback) = match &body.fallback {
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

            fn unlisted(#unlisted_value: #unlisted) -> Option<Self> {
                #fallback
            }
        }
    }
}

fn dispatch(scope: &FileScope<'_>, ty: &TokenStream, dispatch: &Dispatch) -> TokenStream {
    match dispatch {
        Dispatch::Tag { wire, values } => {
            let rows = values.iter().map(|tag| {
                let (value, index) = (&tag.value, Literal::usize_unsuffixed(tag.variant.0));
                quote!((#value, #index))
            });
            quote!(#ty::Tag(#wire, &[#(#rows),*]))
        }
        Dispatch::Shape(shapes) => {
            let shape_type = scope.item(wire::UNION_SHAPE);
            let rows = shapes.iter().map(|shape| {
                let (kind, index) = (
                    shape_of(scope, &shape_type, &shape.kind),
                    Literal::usize_unsuffixed(shape.variant.0),
                );
                quote!((#kind, #index))
            });
            quote!(#ty::Shape(&[#(#rows),*]))
        }
        Dispatch::Ordered => quote!(#ty::Ordered),
    }
}

fn shape_of(scope: &FileScope<'_>, ty: &TokenStream, kind: &JsonKind) -> TokenStream {
    match kind {
        JsonKind::Null => quote!(#ty::Null),
        JsonKind::Bool => quote!(#ty::Bool),
        JsonKind::Integer => quote!(#ty::Integer),
        JsonKind::Number => quote!(#ty::Number),
        JsonKind::String => quote!(#ty::String),
        JsonKind::Array => quote!(#ty::Array),
        JsonKind::Object => quote!(#ty::Object),
        JsonKind::ObjectWith(keys) => {
            let keys = keys.iter().map(|KnownKey { wire, value }| {
                let fixed = value.as_ref().and_then(|value| constant(scope, value));
                let fixed = fixed.map_or_else(|| quote!(None), |fixed| quote!(Some(#fixed)));
                quote!((#wire, #fixed))
            });
            quote!(#ty::ObjectWith(&[#(#keys),*]))
        }
    }
}

/// A value that distinguishes a kind of object; `None` for one that no table can hold.
fn constant(scope: &FileScope<'_>, value: &Fixed) -> Option<TokenStream> {
    let ty = scope.item(wire::UNION_CONSTANT);
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
