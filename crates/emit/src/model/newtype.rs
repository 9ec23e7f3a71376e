//! Types with one thing in them: newtypes over a scalar, aliases, JSON that has no type.

use super::impls::{display_impl, serde_impls};
use crate::contract::serde;
use crate::docs::Doc;
use crate::ident::ident;
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{Newtype, Scalar, Slot, TypeDef, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// Another name for a type.
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

/// A scalar of its own type.
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
        held_methods(scope, ty, scalar)
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
    let often = often.and_then(|scalar| often_method(scope, scalar));
    let display = display_impl(scope, &name, &quote!(f.write_str(&self.0)));
    quote! {
        impl #name {
            /// Makes one of any text; whether it is well formed is the server's to say.
            pub fn new(value: impl Into<String>) -> Self {
                Self(value.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            #often
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

/// The method that gives the value which the text mostly is.
fn often_method(scope: &FileScope<'_>, scalar: Scalar) -> Option<TokenStream> {
    let (method, what) = match scalar {
        Scalar::Uuid => ("as_uuid", "UUID"),
        Scalar::DateTime => ("as_timestamp", "point in time"),
        Scalar::Date => ("as_date", "date"),
        _ => return None,
    };
    let docs = format!("The {what} that the text is; `None` for any other text.");
    let docs = Doc::own(docs).attrs(4);
    let (method, ty) = (ident(method), scope.ty(&TypeRef::Scalar(scalar)));
    Some(quote! {
        #docs
        pub fn #method(&self) -> Option<#ty> {
            self.0.parse().ok()
        }
    })
}

fn held_methods(scope: &FileScope<'_>, ty: &TypeDef, scalar: Scalar) -> TokenStream {
    let name = ident(&ty.ident);
    let held_ty = TypeRef::Scalar(scalar);
    let held = scope.ty(&held_ty);
    let (argument, value) = if scope.is_plain(&held_ty) {
        (held.clone(), quote!(value))
    } else {
        (quote!(impl Into<#held>), quote!(value.into()))
    };
    quote! {
        impl #name {
            /// Makes one of a value.
            pub fn new(value: #argument) -> Self {
                Self(#value)
            }

            /// The value.
            pub fn get(&self) -> &#held {
                &self.0
            }
        }

        impl From<#held> for #name {
            fn from(value: #held) -> Self {
                Self(value)
            }
        }
    }
}

/// JSON that has no faithful Rust form.
pub(super) fn untyped(scope: &FileScope<'_>, head: &TokenStream, ty: &TypeDef) -> TokenStream {
    let (name, value) = (ident(&ty.ident), scope.json());
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
