//! Enums: a variant per listed value, and one that keeps what is not listed.

use super::impls::{display_impl, serde_impls};
use crate::contract::{Item, serde, stdlib, wire};
use crate::docs::{Doc, code_span};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::literal::{integer, json_text};
use crate::scope::FileScope;
use graphwright_ir::{Enum, EnumValue, Literal, Scalar, TypeDef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Everything that an enum is: declaration, its value on the wire, reading, writing.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Enum,
) -> TokenStream {
    let text = !matches!(body.scalar, Scalar::I32 | Scalar::I64 | Scalar::U64);
    let unlisted = if text {
        wire::UNLISTED
    } else {
        wire::UNLISTED_INTEGER
    };
    let declaration = variants(scope, ty, body, unlisted);
    let rest = if text {
        strings(scope, ty, body)
    } else {
        integers(scope, ty, body)
    };
    quote!(#head #declaration #rest)
}

fn variants(scope: &FileScope<'_>, ty: &TypeDef, body: &Enum, unlisted: Item) -> TokenStream {
    let name = ident(&ty.ident);
    let variants = body.values.iter().map(|value| {
        let mut doc = Doc::default().summary_and_description(&value.docs);
        if doc.is_empty() {
            doc = doc.and(format!("{}.", code_span(&json_text(&value.wire))));
        }
        let gate = scope.gate(&value.versions);
        let (docs, name) = (doc.behind(gate).attrs(4), ident(&value.ident));
        quote!(#docs #gate #name,)
    });
    let unknown = body.unknown.as_ref().map(|name| {
        let docs = Doc::own("A value that the document does not list, kept as it came.").attrs(4);
        let (name, unlisted) = (ident(name), scope.item(unlisted));
        quote!(#docs #name(#unlisted),)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
        }
    }
}

/// What an enum over strings has.
fn strings(scope: &FileScope<'_>, ty: &TypeDef, body: &Enum) -> TokenStream {
    let module = scope.item(wire::OPEN_ENUM_MODULE);
    let name = ident(&ty.ident);
    let wires: Vec<_> = body
        .values
        .iter()
        .filter_map(|value| match &value.wire {
            Literal::String(text) => Some((scope.gate(&value.versions), ident(&value.ident), text)),
            _ => None,
        })
        .collect();
    let shows = wires
        .iter()
        .map(|(gate, variant, text)| quote!(#gate Self::#variant => #text,));
    let unknown = body.unknown.as_deref().map(ident);
    let unknown_shows = unknown
        .as_ref()
        .map(|unknown| quote!(Self::#unknown(value) => value.as_str(),));
    let function = if unknown.is_some() {
        "deserialize"
    } else {
        "deserialize_closed"
    };
    let function = ident(function);
    let trait_ = string_trait(scope, &name, &wires, unknown.as_ref());
    let display = display_impl(scope, &name, &quote!(f.write_str(self.as_str())));
    let serde = serde_impls(
        scope,
        &name,
        &quote!(#module::#function(deserializer)),
        &quote!(serializer.serialize_str(self.as_str())),
    );
    quote! {
        impl #name {
            /// The value on the wire.
            pub fn as_str(&self) -> &str {
                match self { #(#shows)* #unknown_shows }
            }
        }

        #trait_
        #display
        #serde
    }
}

/// The trait through which an enum over strings is read: an open one keeps what is not listed, a
/// closed one says what is.
fn string_trait(
    scope: &FileScope<'_>,
    name: &Ident,
    wires: &[(FeatureGate<'_>, Ident, &String)],
    unknown: Option<&Ident>,
) -> TokenStream {
    let reads = wires
        .iter()
        .map(|(gate, variant, text)| quote!(#gate #text => Some(Self::#variant),));
    let listed = quote! {
        fn listed(value: &str) -> Option<Self> {
            match value { #(#reads)* _ => None, }
        }
    };
    let Some(unknown) = unknown else {
        let trait_ = scope.item(wire::CLOSED_ENUM);
        let texts = wires.iter().map(|(gate, _, text)| quote!(#gate #text));
        return quote! {
            impl #trait_ for #name {
                const VALUES: &'static [&'static str] = &[#(#texts),*];

                #listed
            }
        };
    };
    let trait_ = scope.item(wire::OPEN_ENUM);
    let unlisted = scope.item(wire::UNLISTED);
    quote! {
        impl #trait_ for #name {
            #listed

            fn unlisted(value: #unlisted) -> Self {
                Self::#unknown(value)
            }
        }
    }
}

/// What an enum over integers has.
fn integers(scope: &FileScope<'_>, ty: &TypeDef, body: &Enum) -> TokenStream {
    let name = ident(&ty.ident);
    let wires: Vec<_> = body
        .values
        .iter()
        .filter_map(|value| {
            Some((
                scope.gate(&value.versions),
                ident(&value.ident),
                number(value)?,
            ))
        })
        .collect();
    let shows = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate Self::#variant => #value,));
    let unknown = body.unknown.as_deref().map(ident);
    let unknown_shows = unknown
        .as_ref()
        .map(|unknown| quote!(Self::#unknown(value) => value.get(),));
    let (impl_, read) = match &unknown {
        Some(unknown) => open_integer(scope, &name, &wires, unknown),
        None => (TokenStream::new(), closed_integer(scope, &wires)),
    };
    let write = quote!(serializer.serialize_i64(self.value()));
    let fmt = scope.item(stdlib::FMT);
    let display = display_impl(scope, &name, &quote!(#fmt::Display::fmt(&self.value(), f)));
    let serde = serde_impls(scope, &name, &read, &write);
    quote! {
        impl #name {
            /// The value on the wire.
            pub fn value(&self) -> i64 {
                match self { #(#shows)* #unknown_shows }
            }
        }

        #impl_
        #display
        #serde
    }
}

/// The trait through which an open enum over integers is read, and the call that reads it.
fn open_integer(
    scope: &FileScope<'_>,
    name: &Ident,
    wires: &[(FeatureGate<'_>, Ident, TokenStream)],
    unknown: &Ident,
) -> (TokenStream, TokenStream) {
    let module = scope.item(wire::OPEN_ENUM_MODULE);
    let trait_ = scope.item(wire::OPEN_INTEGER_ENUM);
    let unlisted = scope.item(wire::UNLISTED_INTEGER);
    let reads = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate #value => Some(Self::#variant),));
    let impl_ = quote! {
        impl #trait_ for #name {
            fn listed(value: i64) -> Option<Self> {
                match value { #(#reads)* _ => None, }
            }

            fn unlisted(value: #unlisted) -> Self {
                Self::#unknown(value)
            }
        }
    };
    (impl_, quote!(#module::deserialize_integer(deserializer)))
}

/// Reads a closed enum over integers.
fn closed_integer(
    scope: &FileScope<'_>,
    wires: &[(FeatureGate<'_>, Ident, TokenStream)],
) -> TokenStream {
    let deserialize = scope.item(serde::DESERIALIZE);
    let error = scope.item(serde::ERROR);
    let reads = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate #value => Ok(Self::#variant),));
    quote! {
        match <i64 as #deserialize>::deserialize(deserializer)? {
            #(#reads)*
            _ => Err(#error::custom("a value that the document does not list")),
        }
    }
}

fn number(value: &EnumValue) -> Option<TokenStream> {
    match &value.wire {
        Literal::Number(text) => integer(&text.parse::<i64>().ok()?.to_string()),
        _ => None,
    }
}
