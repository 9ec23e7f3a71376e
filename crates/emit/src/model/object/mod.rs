//! Structs: their declaration, their methods, how they are decoded and encoded.

mod declaration;
mod decoder;
mod encoder;
mod members;
mod setters;

#[cfg(test)]
mod tests;

use crate::scope::FileScope;
use graphwright_ir::{Struct, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns the items of a struct, in pieces, since each piece is held as a tree when it is printed.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Struct,
) -> Vec<TokenStream> {
    let declaration = declaration::write(scope, ty, body);
    let mut pieces = vec![quote!(#head #declaration)];
    pieces.extend(setters::write(scope, ty, body));
    pieces.push(decoder::write(scope, ty, body));
    pieces.push(encoder::write(scope, ty, body));
    pieces
}
