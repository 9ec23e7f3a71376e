//! Values of the document as Rust expressions, which are built from literals and never from text.

use crate::ident::ident;
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{self as ir, Scalar, TypeKind, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The default of a field as a Rust value, by how it is returned.
pub(crate) enum Default {
    /// A value of a type that is `Copy`.
    Copied { ty: TokenStream, value: TokenStream },
    /// Borrowed text.
    Text(String),
    /// A value that is cloned.
    Cloned { ty: TokenStream, value: TokenStream },
    /// A borrowed list that is empty by default.
    EmptyList { item: TokenStream },
}

/// Returns the default of a type; `None` if it would have to be decoded.
pub(crate) fn default(
    scope: &FileScope<'_>,
    ty: &TypeRef,
    literal: &ir::Literal,
) -> Option<Default> {
    match (scope.resolve(ty), literal) {
        (TypeRef::Scalar(scalar), literal) => scalar_default(*scalar, literal),
        (TypeRef::Named(id), ir::Literal::Variant(variant))
            if matches!(scope.context.api.ty(*id).kind, TypeKind::Enum(_)) =>
        {
            let (ty, variant) = (scope.named(*id), ident(variant));
            let value = quote!(#ty::#variant);
            Some(Default::Cloned { ty, value })
        }
        (TypeRef::List(items), ir::Literal::Json(json)) if json == "[]" => {
            let item = scope.slot_type(items);
            Some(Default::EmptyList { item })
        }
        _ => None,
    }
}

fn scalar_default(scalar: Scalar, literal: &ir::Literal) -> Option<Default> {
    let copied = |ty: TokenStream, value: TokenStream| Some(Default::Copied { ty, value });
    match (scalar, literal) {
        (Scalar::Bool, ir::Literal::Bool(value)) => copied(quote!(bool), quote!(#value)),
        (Scalar::I32, ir::Literal::Number(text)) => copied(
            quote!(i32),
            integer(&text.parse::<i32>().ok()?.to_string())?,
        ),
        (Scalar::I64, ir::Literal::Number(text)) => copied(
            quote!(i64),
            integer(&text.parse::<i64>().ok()?.to_string())?,
        ),
        (Scalar::U64, ir::Literal::Number(text)) => copied(
            quote!(u64),
            integer(&text.parse::<u64>().ok()?.to_string())?,
        ),
        (Scalar::F32, ir::Literal::Number(text)) => copied(quote!(f32), float(text)?),
        (Scalar::F64, ir::Literal::Number(text)) => copied(quote!(f64), float(text)?),
        (scalar, ir::Literal::String(text)) if passing(scalar) == Passing::Text => {
            Some(Default::Text(text.clone()))
        }
        _ => None,
    }
}

/// Writes optional text as an `Option` of a literal.
pub(crate) fn optional_text(text: Option<&String>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}

/// Returns a literal as JSON writes it, but text without quotes.
pub(crate) fn json_text(literal: &ir::Literal) -> String {
    match literal {
        ir::Literal::Null => "null".to_owned(),
        ir::Literal::Bool(value) => value.to_string(),
        ir::Literal::String(text)
        | ir::Literal::Variant(text)
        | ir::Literal::Number(text)
        | ir::Literal::Json(text) => text.clone(),
    }
}

/// Writes an integer without a suffix, given its decimal digits with a sign.
pub(crate) fn integer(text: &str) -> Option<TokenStream> {
    let digits: Literal = text.trim_start_matches('-').parse().ok()?;
    Some(if text.starts_with('-') {
        quote!(-#digits)
    } else {
        quote!(#digits)
    })
}

/// Writes a finite float without a suffix, given a number of JSON.
pub(crate) fn float(text: &str) -> Option<TokenStream> {
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    let digits = Literal::f64_unsuffixed(value.abs());
    Some(if value.is_sign_negative() {
        quote!(-#digits)
    } else {
        quote!(#digits)
    })
}
