//! What an operation asks a token to allow, as a constant of its request.

use crate::docs::Doc;
use graphwright_ir::Operation;
use proc_macro2::TokenStream;
use quote::quote;

/// The constant; `None` for operations that ask for no scope.
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
    let one_is_enough = alternatives
        .iter()
        .all(|alternative| match alternative.as_slice() {
            [] => true,
            [need] => need.any_of || need.scopes.len() == 1,
            _ => false,
        });
    let docs = Doc::own(match (scopes.len(), alternatives.len()) {
        (1, _) => "The scope that it asks for.",
        _ if one_is_enough => "The scopes that it asks for, of which one is enough.",
        (_, 1) => "The scopes that it asks for, all of them.",
        _ => "The scopes that it asks for, not all of them at once.",
    });
    let docs = docs.attrs(4);
    Some(quote! {
        #docs
        pub const SCOPES: &'static [&'static str] = &[#(#scopes),*];
    })
}
