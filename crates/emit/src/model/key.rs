//! Keys: a text that is one of several, told apart by a sign in it.

use super::impls::{display_impl, serde_impls};
use crate::contract::serde;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::scope::FileScope;
use graphwright_ir::{Key, KeyVariant, TypeDef, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Everything that a key is: its variants, its text, what turns into it, reading, writing.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    key: &Key,
) -> TokenStream {
    let name = ident(&ty.ident);
    let declaration = declaration(scope, &name, key);
    let text = text(scope, &name, key);
    let conversions = conversions(scope, &name, key);
    let deserialize = scope.item(serde::DESERIALIZE);
    let serde = serde_impls(
        scope,
        &name,
        &quote!(<String as #deserialize>::deserialize(deserializer).map(Self::from)),
        &quote!(serializer.serialize_str(self.as_str())),
    );
    quote!(#head #declaration #text #conversions #serde)
}

/// How the other side knows which key it got, in words.
pub(super) fn told_apart(key: &Key) -> String {
    format!(
        "Sent as its text, which tells the other side which key it is: whether it contains {}.",
        signs(key, ", or else ")
    )
}

/// The signs of a key in their order.
fn signs(key: &Key, between: &str) -> String {
    let signs: Vec<String> = key
        .variants
        .iter()
        .filter_map(|variant| variant.sign.as_deref().map(code_span))
        .collect();
    signs.join(between)
}

fn declaration(scope: &FileScope<'_>, name: &Ident, key: &Key) -> TokenStream {
    let variants = key.variants.iter().map(|variant| {
        let told = match &variant.sign {
            Some(sign) => format!("A text with {} in it.", code_span(sign)),
            None => format!("A text without {}.", signs(key, " or ")),
        };
        let docs = Doc::default()
            .summary_and_description(&variant.docs)
            .and(told)
            .attrs(4);
        let (name, ty) = (ident(&variant.ident), scope.ty(&variant.slot.ty));
        quote!(#docs #name(#ty),)
    });
    quote! {
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

/// The key as text.
fn text(scope: &FileScope<'_>, name: &Ident, key: &Key) -> TokenStream {
    let arms = key.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        quote!(Self::#name(value) => value.as_str(),)
    });
    let display = display_impl(scope, name, &quote!(f.write_str(self.as_str())));
    quote! {
        impl #name {
            /// The key that a text, or one of the things that a key may be, stands for.
            pub fn new(key: impl Into<Self>) -> Self {
                key.into()
            }

            /// The text of the key, which is how it is sent.
            pub fn as_str(&self) -> &str {
                match self { #(#arms)* }
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        #display
    }
}

/// What turns into a key: any text, the types of its variants, and a reference to either or to a
/// key, so that each can be given where a key is asked for.
fn conversions(scope: &FileScope<'_>, name: &Ident, key: &Key) -> TokenStream {
    let from_text = from_text(key);
    let from_borrowed = [quote!(&str), quote!(&String)].map(|ty| {
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::from(value.to_owned())
                }
            }
        }
    });
    let from_variants = own_types(key).map(|(variant, ty)| {
        let (variant, ty) = (ident(&variant.ident), scope.ty(ty));
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant(value)
                }
            }

            impl From<&#ty> for #name {
                fn from(value: &#ty) -> Self {
                    Self::#variant(value.clone())
                }
            }
        }
    });
    quote! {
        impl From<String> for #name {
            fn from(value: String) -> Self {
                #from_text
            }
        }

        #(#from_borrowed)*
        #(#from_variants)*

        impl From<&#name> for #name {
            fn from(value: &#name) -> Self {
                value.clone()
            }
        }
    }
}

/// The key that `value` is: the signs in their order, then the key without one.
fn from_text(key: &Key) -> TokenStream {
    let made = |variant: &KeyVariant| {
        let name = ident(&variant.ident);
        if matches!(variant.slot.ty, TypeRef::Named(_)) {
            quote!(Self::#name(value.into()))
        } else {
            quote!(Self::#name(value))
        }
    };
    let signed = key.variants.iter().filter_map(|variant| {
        let (sign, made) = (pattern(variant.sign.as_ref()?), made(variant));
        Some(quote!(if value.contains(#sign) { #made } else))
    });
    let rest = key.variants.iter().find(|variant| variant.sign.is_none());
    let rest = rest.map(made);
    quote!(#(#signed)* { #rest })
}

/// A sign as what `contains` takes: a single character as such.
fn pattern(sign: &str) -> TokenStream {
    let mut chars = sign.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        quote!(#only)
    } else {
        quote!(#sign)
    }
}

/// The variants that have a type which no other has.
fn own_types(key: &Key) -> impl Iterator<Item = (&KeyVariant, &TypeRef)> {
    let named = key.variants.iter().filter_map(|variant| {
        let ty = &variant.slot.ty;
        matches!(ty, TypeRef::Named(_)).then_some((variant, ty))
    });
    named.filter(|(_, ty)| {
        let same = key
            .variants
            .iter()
            .filter(|variant| variant.slot.ty == **ty);
        same.count() == 1
    })
}
