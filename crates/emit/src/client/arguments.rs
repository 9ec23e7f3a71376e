//! Parameters of the client: the argument that a method takes, and the call that sets it.

use crate::contract::{client, stdlib};
use crate::ident::ident;
use crate::notation;
use crate::schema::is_key;
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{MediaKind, Param, Place, Scalar, TypeKind, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// An argument of a function that begins or changes a request.
pub(super) struct Argument {
    pub ty: TokenStream,
    /// The call that puts it into the request.
    pub call: TokenStream,
}

/// Returns the argument for a parameter.
pub(super) fn argument(scope: &FileScope<'_>, param: &Param) -> Argument {
    let Accepted { ty, value } = accepted(scope, param);
    let wire = &param.wire;
    if param.content == Some(MediaKind::Json) {
        let method = ident(match param.place {
            Place::Path => "path_json",
            Place::Query => "query_json",
            Place::Header => "header_json",
            Place::Cookie => "cookie_json",
        });
        let call = quote!(.#method(#wire, #value));
        return Argument { ty, call };
    }
    let call = match (
        param.place,
        notation::of_param(scope, client::NOTATION, param),
    ) {
        (Place::Path, None) => quote!(.path(#wire, #value)),
        (Place::Path, Some(notation)) => quote!(.path_styled(#wire, #value, #notation)),
        (Place::Query, None) => quote!(.query(#wire, #value)),
        (Place::Query, Some(notation)) => quote!(.query_styled(#wire, #value, #notation)),
        (Place::Header, None) => quote!(.header(#wire, #value)),
        (Place::Header, Some(notation)) => quote!(.header_styled(#wire, #value, #notation)),
        (Place::Cookie, _) => quote!(.cookie(#wire, #value)),
    };
    Argument { ty, call }
}

/// The type that a function accepts for a parameter, and the reference that is sent.
struct Accepted {
    ty: TokenStream,
    value: TokenStream,
}

fn accepted(scope: &FileScope<'_>, param: &Param) -> Accepted {
    let name = ident(&param.ident);
    let ty = scope.resolve(&param.slot.ty);
    if is_text(scope, ty) {
        return Accepted {
            ty: quote!(impl AsRef<str>),
            value: quote!(#name.as_ref()),
        };
    }
    let (ty, value) = match ty {
        TypeRef::Scalar(scalar) if passing(*scalar) != Passing::Owned => {
            (scope.ty(ty), quote!(&#name))
        }
        TypeRef::List(items) if !items.nullable && is_text(scope, scope.resolve(&items.ty)) => (
            quote!(impl IntoIterator<Item = impl Into<String>>),
            quote!(&#name.into_iter().map(Into::into).collect::<Vec<String>>()),
        ),
        TypeRef::List(items) => {
            let item = scope.slot_type(items);
            (quote!(impl AsRef<[#item]>), quote!(#name.as_ref()))
        }
        ty if is_key(scope, ty) => {
            let ty = scope.ty(ty);
            (quote!(impl Into<#ty>), quote!(&#ty::new(#name)))
        }
        ty => {
            let (borrow, ty) = (scope.item(stdlib::BORROW), scope.ty(ty));
            (quote!(impl #borrow<#ty>), quote!(#name.borrow()))
        }
    };
    Accepted { ty, value }
}

/// Returns whether a value is text, so that functions accept any text for it.
fn is_text(scope: &FileScope<'_>, ty: &TypeRef) -> bool {
    let text = |scalar| passing(scalar) == Passing::Text || scalar == Scalar::Secret;
    match ty {
        TypeRef::Scalar(scalar) => text(*scalar),
        TypeRef::Named(id) => {
            let kind = &scope.context.api.ty(*id).kind;
            matches!(kind, TypeKind::Newtype(body) if passing(body.scalar) == Passing::Text)
        }
        _ => false,
    }
}
