//! Keys: texts of several kinds, which are distinguished by a substring.

#[cfg(test)]
mod tests;

use super::impls::{display_impl, serde_impls};
use crate::contract::serde;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::scope::FileScope;
use graphwright_ir::{Key, KeyVariant, TypeDef, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns the items of a key: its declaration, methods, conversions and serde impls.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    key: &Key,
) -> TokenStream {
    let name = ident(&ty.ident);
    let declaration = declaration(scope, &name, key);
    let text = text_methods(scope, &name, key);
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

/// Describes how the server distinguishes the variants of a key.
pub(super) fn distinction(key: &Key) -> String {
    format!(
        "Sent as its text. The server knows the kind of key by whether the text contains {}.",
        list_signs(key, ", or else ")
    )
}

/// Lists the substrings that distinguish the variants of a key.
fn list_signs(key: &Key, between: &str) -> String {
    let signs: Vec<String> = key
        .variants
        .iter()
        .filter_map(|variant| variant.sign.as_deref().map(code_span))
        .collect();
    signs.join(between)
}

fn declaration(scope: &FileScope<'_>, name: &Ident, key: &Key) -> TokenStream {
    let variants = key.variants.iter().map(|variant| {
        let distinction = match &variant.sign {
            Some(sign) => format!("A text that contains {}.", code_span(sign)),
            None => format!("A text without {}.", list_signs(key, " or ")),
        };
        let docs = Doc::default()
            .summary_and_description(&variant.docs)
            .and(distinction)
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

/// The methods and impls of a key as text.
fn text_methods(scope: &FileScope<'_>, name: &Ident, key: &Key) -> TokenStream {
    let arms = key.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        quote!(Self::#name(value) => value.as_str(),)
    });
    let display = display_impl(scope, name, &quote!(f.write_str(self.as_str())));
    quote! {
        impl #name {
            /// Creates a key from a text or the type of a variant.
            pub fn new(key: impl Into<Self>) -> Self {
                key.into()
            }

            /// Returns the text of the key, as it is sent.
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

/// The conversions to a key: from any text, from the types of its variants, and from a reference to
/// either or to a key.
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
    let from_variants = variants_by_type(key).map(|(variant, ty)| {
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

/// The expression for the key that `value` is: variants with a sign in their order, then the one without.
fn from_text(key: &Key) -> TokenStream {
    let construct = |variant: &KeyVariant| {
        let name = ident(&variant.ident);
        if matches!(variant.slot.ty, TypeRef::Named(_)) {
            quote!(Self::#name(value.into()))
        } else {
            quote!(Self::#name(value))
        }
    };
    let signed = key.variants.iter().filter_map(|variant| {
        let (sign, value) = (sign_pattern(variant.sign.as_ref()?), construct(variant));
        Some(quote!(if value.contains(#sign) { #value } else))
    });
    let rest = key.variants.iter().find(|variant| variant.sign.is_none());
    let rest = rest.map(construct);
    quote!(#(#signed)* { #rest })
}

/// The argument of `contains` for a sign, a `char` if the sign is one character.
fn sign_pattern(sign: &str) -> TokenStream {
    let mut chars = sign.chars();
    if let (Some(only), None) = (chars.next(), chars.next()) {
        quote!(#only)
    } else {
        quote!(#sign)
    }
}

/// The variants whose type no other variant has.
fn variants_by_type(key: &Key) -> impl Iterator<Item = (&KeyVariant, &TypeRef)> {
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
