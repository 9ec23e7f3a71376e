//! Limits on the size of generated code, which compilers, printers and lints set.

#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;

/// The greatest number of calls in one chain. Each call is a level of a syntax tree, and a chain of
/// 100,000 of them overflows the stack.
pub(crate) const LONGEST_CHAIN: usize = 500;

/// Returns the attribute for a function with so many arguments, `self` included, if clippy accepts
/// fewer.
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
