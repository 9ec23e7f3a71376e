//! Enums: a variant for each listed value, and one that keeps other values.

#[cfg(test)]
mod tests;

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

/// Returns the items of an enum: its declaration, the getter of its wire value, and serde impls.
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
    let declaration = declaration(scope, ty, body, unlisted);
    let rest = if text {
        string_items(scope, ty, body)
    } else {
        integer_items(scope, ty, body)
    };
    quote!(#head #declaration #rest)
}

/// The declaration of an enum.
fn declaration(scope: &FileScope<'_>, ty: &TypeDef, body: &Enum, unlisted: Item) -> TokenStream {
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
        let docs = Doc::own("A value that the document does not list, kept unchanged.").attrs(4);
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

/// The methods and impls of an enum of strings.
fn string_items(scope: &FileScope<'_>, ty: &TypeDef, body: &Enum) -> TokenStream {
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
    let listed = wires
        .iter()
        .map(|(gate, variant, text)| quote!(#gate Self::#variant => #text,));
    let unknown = body.unknown.as_deref().map(ident);
    let unlisted = unknown
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
            /// Returns the value on the wire.
            pub fn as_str(&self) -> &str {
                match self { #(#listed)* #unlisted }
            }
        }

        #trait_
        #display
        #serde
    }
}

/// The trait by which an enum of strings is read: an open enum keeps other values, a closed one lists its
/// values for errors.
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

/// The methods and impls of an enum of integers.
fn integer_items(scope: &FileScope<'_>, ty: &TypeDef, body: &Enum) -> TokenStream {
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
    let listed = wires
        .iter()
        .map(|(gate, variant, value)| quote!(#gate Self::#variant => #value,));
    let unknown = body.unknown.as_deref().map(ident);
    let unlisted = unknown
        .as_ref()
        .map(|unknown| quote!(Self::#unknown(value) => value.get(),));
    let IntegerReader { impl_, read } = match &unknown {
        Some(unknown) => open_integer(scope, &name, &wires, unknown),
        None => IntegerReader {
            impl_: TokenStream::new(),
            read: closed_integer(scope, &wires),
        },
    };
    let write = quote!(serializer.serialize_i64(self.value()));
    let fmt = scope.item(stdlib::FMT);
    let display = display_impl(scope, &name, &quote!(#fmt::Display::fmt(&self.value(), f)));
    let serde = serde_impls(scope, &name, &read, &write);
    quote! {
        impl #name {
            /// Returns the value on the wire.
            pub fn value(&self) -> i64 {
                match self { #(#listed)* #unlisted }
            }
        }

        #impl_
        #display
        #serde
    }
}

/// The code that reads an enum of integers.
struct IntegerReader {
    /// The impl of a trait, if reading needs one.
    impl_: TokenStream,
    /// The body of `deserialize`.
    read: TokenStream,
}

/// Reads an open enum of integers.
fn open_integer(
    scope: &FileScope<'_>,
    name: &Ident,
    wires: &[(FeatureGate<'_>, Ident, TokenStream)],
    unknown: &Ident,
) -> IntegerReader {
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
    IntegerReader {
        impl_,
        read: quote!(#module::deserialize_integer(deserializer)),
    }
}

/// Reads a closed enum of integers.
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
