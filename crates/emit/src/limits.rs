//! Limits of compilers, printers and lints that generated code respects.

use proc_macro2::TokenStream;
use quote::quote;

/// The most calls in one chain: each is a level of a tree that compilers and printers descend.
pub(crate) const LONGEST_CHAIN: usize = 500;

/// The attribute for functions with more arguments than clippy likes, `self` among them.
pub(crate) fn expect_many_arguments(count: usize) -> Option<TokenStream> {
    (count > 7).then(|| {
        quote! {
            #[expect(
                clippy::too_many_arguments,
                reason = "each is required by the document and none has a default"
            )]
        }
    })
}
