//! Enums of names: each member has a variant, a text and a place in a list.

use super::impls::display_impl;
use crate::contract::{stdlib, wire};
use crate::docs::Doc;
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::scope::FileScope;
use proc_macro2::TokenStream;
use quote::quote;

/// A member of an enum of names.
pub(super) struct NameMember<'a> {
    /// The ident of its variant.
    pub ident: &'a str,
    /// Its name in the API.
    pub wire: &'a str,
    /// Its documentation.
    pub docs: Doc,
    /// Its feature gate inside the enum.
    pub gate: FeatureGate<'a>,
}

/// Returns an enum with `ALL`, `as_str`, `Display` and `FromStr`. Its inherent impl also has the items
/// `more`.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &Doc,
    name: &str,
    members: &[NameMember<'_>],
    more: &TokenStream,
) -> TokenStream {
    let head = head.attrs(0);
    let variants = members.iter().map(|member| {
        let (docs, gate) = (
            member.docs.clone().behind(member.gate).attrs(4),
            member.gate,
        );
        let variant = ident(member.ident);
        quote!(#docs #gate #variant,)
    });
    let all = members.iter().map(|member| {
        let (gate, variant) = (member.gate, ident(member.ident));
        quote!(#gate Self::#variant)
    });
    let texts = members.iter().map(|member| {
        let (gate, variant, wire) = (member.gate, ident(member.ident), member.wire);
        quote!(#gate Self::#variant => #wire,)
    });
    let enumeration = ident(name);
    let display = display_impl(scope, &enumeration, &quote!(f.write_str(self.as_str())));
    let from_str = from_str(scope, name);
    quote! {
        #head
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #enumeration { #(#variants)* }

        impl #enumeration {
            /// All members, in the order of the documents.
            pub const ALL: &'static [Self] = &[#(#all),*];

            /// Returns the name in the API.
            pub const fn as_str(self) -> &'static str {
                match self { #(#texts)* }
            }

            #more
        }

        #display
        #from_str
    }
}

fn from_str(scope: &FileScope<'_>, name: &str) -> TokenStream {
    let names = scope.item(wire::NAMES);
    let unknown = scope.item(wire::UNKNOWN_NAME);
    let from_str = scope.item(stdlib::FROM_STR);
    let enumeration = ident(name);
    quote! {
        impl #from_str for #enumeration {
            type Err = #unknown;

            fn from_str(name: &str) -> Result<Self, #unknown> {
                #names::parse(#name, Self::ALL, Self::as_str, name)
            }
        }
    }
}
