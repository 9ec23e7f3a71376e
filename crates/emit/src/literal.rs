//! Values of the document as Rust expressions. Always through literals, never through text.

use crate::ident::ident;
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{self as ir, Scalar, TypeKind, TypeRef};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// What a default is in Rust, and how a reader gets at it.
pub(crate) enum Default {
    /// A value that is copied: the type and the value.
    Copied(TokenStream, TokenStream),
    /// Text that is borrowed.
    Text(String),
    /// A value that is made anew: the type and the value.
    Made(TokenStream, TokenStream),
    /// A list that is borrowed, empty by default: the type of its items.
    EmptyList(TokenStream),
}

/// The Rust form of a default for a type; `None` where it has none that needs no decoding.
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
            let (name, variant) = (scope.named(*id), ident(variant));
            Some(Default::Made(name.clone(), quote!(#name::#variant)))
        }
        (TypeRef::List(items), ir::Literal::Json(json)) if json == "[]" => {
            Some(Default::EmptyList(scope.slot_type(items)))
        }
        _ => None,
    }
}

fn scalar_default(scalar: Scalar, literal: &ir::Literal) -> Option<Default> {
    let copied = |ty: TokenStream, value: TokenStream| Some(Default::Copied(ty, value));
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

/// Text that may be missing, as an `Option` of a literal.
pub(crate) fn option(text: Option<&String>) -> TokenStream {
    text.map_or_else(|| quote!(None), |text| quote!(Some(#text)))
}

/// A literal as JSON has it; text without its quotes.
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

/// An integer without a suffix, with its sign; `text` is one as Rust writes it.
pub(crate) fn integer(text: &str) -> Option<TokenStream> {
    let digits: Literal = text.trim_start_matches('-').parse().ok()?;
    Some(if text.starts_with('-') {
        quote!(-#digits)
    } else {
        quote!(#digits)
    })
}

/// A finite float without a suffix, with its sign, from JSON text.
pub(crate) fn float(text: &str) -> Option<TokenStream> {
    let value: f64 = text.parse().ok().filter(|value: &f64| value.is_finite())?;
    let digits = Literal::f64_unsuffixed(value.abs());
    Some(if value.is_sign_negative() {
        quote!(-#digits)
    } else {
        quote!(#digits)
    })
}
