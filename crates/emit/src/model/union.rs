//! Unions: one of several types, told apart by a table.

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

/// Everything that a union is: declaration, its table, reading, writing.
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
    let from = from_variants(scope, ty, body);
    quote!(#head #declaration #from #table #serde)
}

fn declaration(scope: &FileScope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&ty.ident);
    let variants = body.variants.iter().enumerate().map(|(index, variant)| {
        let docs = variant_docs(body, index, variant).attrs(4);
        let (name, held) = (ident(&variant.ident), held(scope, &variant.slot));
        quote!(#docs #name(#held),)
    });
    let fallback = body.fallback.as_ref().map(|name| {
        let docs = Doc::own("A value that the document does not describe, kept as it came.");
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

fn held(scope: &FileScope<'_>, slot: &Slot) -> TokenStream {
    scope.slot_type(slot)
}

/// The document's words for a variant, or what tells it from the others.
fn variant_docs(body: &Union, index: usize, variant: &Variant) -> Doc {
    let doc = Doc::default().summary_and_description(&variant.docs);
    if !doc.is_empty() {
        return doc;
    }
    let told = match &body.dispatch {
        Dispatch::Tag { wire, values } => {
            let tags = values.iter().filter(|tag| tag.variant.0 == index);
            one_of(wire, tags.map(|tag| code_span(&tag.value)).collect())
        }
        Dispatch::Shape(looks) => constants(looks, index),
        Dispatch::Ordered => None,
    };
    told.map_or_else(Doc::default, |told| Doc::own(format!("{told}.")))
}

/// The values of the one key by which a variant is known, as in "`type` is `ON_CLICK` or `ON_DRAG`".
fn constants(shapes: &[Shape], index: usize) -> Option<String> {
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

/// ``key` is `a`, `b` or `c` ``, without a full stop, given the values in code; `None` for none.
fn one_of(key: &str, mut values: Vec<String>) -> Option<String> {
    let last = values.pop()?;
    let values = match values.as_slice() {
        [] => last,
        before => format!("{} or {last}", before.join(", ")),
    };
    Some(format!("{} is {values}", code_span(key)))
}

/// `From` for each variant that no other could be meant by, so that a value may be given where the
/// union is asked for.
fn from_variants(scope: &FileScope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let name = ident(&ty.ident);
    let sources: Vec<Vec<Source>> = body
        .variants
        .iter()
        .map(|variant| sources(scope, ty, &variant.slot))
        .collect();
    let alone = |source: &Source| {
        let same = sources.iter().flatten();
        same.filter(|other| other.key == source.key).count() == 1
    };
    let impls = body
        .variants
        .iter()
        .zip(&sources)
        .map(|(variant, sources)| {
            let variant = ident(&variant.ident);
            let impls = sources.iter().filter(|source| alone(source));
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

/// Something that turns into a variant.
struct Source {
    /// Its type.
    ty: TokenStream,
    /// What the variant holds then, given it as `value`.
    value: TokenStream,
    /// What no two variants may have in common. Lists are told apart by nothing inside them, since
    /// that may be one type by two names; maps neither.
    key: String,
}

/// What turns into a variant of a union that holds this.
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
        // A union in itself is one already.
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

/// `impl Union`: how a value finds its variant.
fn table(scope: &FileScope<'_>, ty: &TypeDef, body: &Union) -> TokenStream {
    let union = scope.item(wire::UNION);
    let module = scope.item(wire::UNION_MODULE);
    let dispatch_ty = scope.item(wire::UNION_DISPATCH);
    let unlisted = scope.item(wire::UNION_UNLISTED);
    let (value, error) = (scope.json(), scope.item(wire::JSON_ERROR));
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

/// A value that tells a kind of object; `None` for one that no table can hold.
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
