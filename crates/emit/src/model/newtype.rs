//! Types that hold one value: newtypes over a scalar, aliases, and untyped JSON.

#[cfg(test)]
mod tests;

use super::impls::{display_impl, serde_impls};
use crate::contract::serde;
use crate::docs::Doc;
use crate::ident::ident;
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{Newtype, Scalar, Slot, TypeDef, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns an alias of a type.
pub(super) fn alias(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    slot: &Slot,
) -> TokenStream {
    let (name, target) = (ident(&ty.ident), scope.slot_type(slot));
    quote! {
        #head
        pub type #name = #target;
    }
}

/// Returns the items of a newtype over a scalar.
pub(super) fn newtype(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Newtype,
) -> TokenStream {
    let (name, scalar) = (ident(&ty.ident), body.scalar);
    let inner = scope.ty(&TypeRef::Scalar(scalar));
    let hash = ty.hashable.then(|| quote!(, Eq, Hash));
    let text = passing(scalar) == Passing::Text;
    let methods = if text {
        text_methods(scope, ty, body.often)
    } else {
        value_methods(scope, ty, scalar)
    };
    let deserialize = scope.item(serde::DESERIALIZE);
    let serialize = scope.item(serde::SERIALIZE);
    let serde = serde_impls(
        scope,
        &name,
        &quote!(#deserialize::deserialize(deserializer).map(Self)),
        &quote!(#serialize::serialize(&self.0, serializer)),
    );
    quote! {
        #head
        #[derive(Clone, Debug, PartialEq #hash)]
        pub struct #name(#inner);

        #methods
        #serde
    }
}

fn text_methods(scope: &FileScope<'_>, ty: &TypeDef, often: Option<Scalar>) -> TokenStream {
    let name = ident(&ty.ident);
    let parse = often.and_then(|scalar| parse_method(scope, scalar));
    let display = display_impl(scope, &name, &quote!(f.write_str(&self.0)));
    quote! {
        impl #name {
            /// Wraps any text. The server decides whether it is valid.
            pub fn new(value: impl Into<String>) -> Self {
                Self(value.into())
            }

            /// Returns the text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #parse
        }

        impl From<String> for #name {
            fn from(value: String) -> Self {
                Self(value)
            }
        }

        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        #display
    }
}

/// The method that parses a text as the scalar that it usually is.
fn parse_method(scope: &FileScope<'_>, scalar: Scalar) -> Option<TokenStream> {
    let (method, kind) = match scalar {
        Scalar::Uuid => ("as_uuid", "a UUID"),
        Scalar::DateTime => ("as_timestamp", "a point in time"),
        Scalar::Date => ("as_date", "a date"),
        _ => return None,
    };
    let docs = format!("Parses the text as {kind}; `None` if it is not one.");
    let docs = Doc::own(docs).attrs(4);
    let (method, ty) = (ident(method), scope.ty(&TypeRef::Scalar(scalar)));
    Some(quote! {
        #docs
        pub fn #method(&self) -> Option<#ty> {
            self.0.parse().ok()
        }
    })
}

fn value_methods(scope: &FileScope<'_>, ty: &TypeDef, scalar: Scalar) -> TokenStream {
    let name = ident(&ty.ident);
    let inner = TypeRef::Scalar(scalar);
    let inner_type = scope.ty(&inner);
    let (argument, value) = if scope.is_plain(&inner) {
        (inner_type.clone(), quote!(value))
    } else {
        (quote!(impl Into<#inner_type>), quote!(value.into()))
    };
    quote! {
        impl #name {
            /// Wraps a value.
            pub fn new(value: #argument) -> Self {
                Self(#value)
            }

            /// Returns the value.
            pub fn get(&self) -> &#inner_type {
                &self.0
            }
        }

        impl From<#inner_type> for #name {
            fn from(value: #inner_type) -> Self {
                Self(value)
            }
        }
    }
}

/// Returns the items of a type for JSON that has no faithful Rust type.
pub(super) fn untyped(scope: &FileScope<'_>, head: &TokenStream, ty: &TypeDef) -> TokenStream {
    let (name, value) = (ident(&ty.ident), scope.json_type());
    let deserialize = scope.item(serde::DESERIALIZE);
    let serialize = scope.item(serde::SERIALIZE);
    let serde = serde_impls(
        scope,
        &name,
        &quote!(#deserialize::deserialize(deserializer).map(Self)),
        &quote!(#serialize::serialize(&self.0, serializer)),
    );
    quote! {
        #head
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct #name(pub #value);

        impl From<#value> for #name {
            fn from(value: #value) -> Self {
                Self(value)
            }
        }

        #serde
    }
}
