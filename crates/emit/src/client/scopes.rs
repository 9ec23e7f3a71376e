//! The scopes that an operation requires, as a constant of its request.

#[cfg(test)]
mod tests;

use crate::docs::Doc;
use graphwright_ir::Operation;
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the constant; `None` for an operation that requires no scope.
pub(super) fn constant(operation: &Operation) -> Option<TokenStream> {
    let alternatives = &operation.security.alternatives;
    let mut scopes: Vec<&str> = Vec::new();
    for scope in alternatives.iter().flatten().flat_map(|need| &need.scopes) {
        if !scopes.contains(&scope.as_str()) {
            scopes.push(scope);
        }
    }
    if scopes.is_empty() {
        return None;
    }
    let any_suffices = alternatives
        .iter()
        .all(|alternative| match alternative.as_slice() {
            [] => true,
            [need] => need.any_of || need.scopes.len() == 1,
            _ => false,
        });
    let docs = Doc::own(match (scopes.len(), alternatives.len()) {
        (1, _) => "The scope that it requires.",
        _ if any_suffices => "The scopes that it requires, any one of which suffices.",
        (_, 1) => "The scopes that it requires, all of them.",
        _ => "The scopes that it requires, in one of several combinations.",
    });
    let docs = docs.attrs(4);
    Some(quote! {
        #docs
        pub const SCOPES: &'static [&'static str] = &[#(#scopes),*];
    })
}
