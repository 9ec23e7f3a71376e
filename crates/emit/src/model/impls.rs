//! Impls that several kinds of types have in common.

use crate::contract::{serde, stdlib};
use crate::scope::FileScope;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// `impl Display` with this body.
pub(super) fn display_impl(scope: &FileScope<'_>, name: &Ident, body: &TokenStream) -> TokenStream {
    let fmt = scope.item(stdlib::FMT);
    quote! {
        impl #fmt::Display for #name {
            fn fmt(&self, f: &mut #fmt::Formatter<'_>) -> #fmt::Result {
                #body
            }
        }
    }
}

/// `impl Deserialize` and `impl Serialize` with these bodies.
pub(super) fn serde_impls(
    scope: &FileScope<'_>,
    name: &Ident,
    read: &TokenStream,
    write: &TokenStream,
) -> TokenStream {
    let deserialize = scope.item(serde::DESERIALIZE);
    let deserializer = scope.item(serde::DESERIALIZER);
    let serialize = scope.item(serde::SERIALIZE);
    let serializer = scope.item(serde::SERIALIZER);
    quote! {
        impl<'de> #deserialize<'de> for #name {
            fn deserialize<D: #deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }

        impl #serialize for #name {
            fn serialize<S: #serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }
    }
}
