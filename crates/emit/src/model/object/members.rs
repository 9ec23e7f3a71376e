//! Fields of a struct that do not hold a single member, and methods that replace absence by a default.

use crate::contract::{stdlib, wire};
use crate::ident::ident;
use crate::literal::{self, Default};
use crate::scope::FileScope;
use graphwright_ir::{Additional, Field, Holder, Presence, Struct};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The name of the field for members that the document does not name.
pub(super) fn additional_name(body: &Struct) -> Option<&str> {
    match &body.additional {
        Additional::Keep(name) | Additional::Typed(name, _) => Some(name),
        Additional::Drop | Additional::Deny => None,
    }
}

/// The name of the field that keeps nulls, if one is needed.
pub(super) fn nulls_name(body: &Struct) -> Option<Ident> {
    let name = body.nulls.as_deref()?;
    let is_needed = body.fields.iter().any(|field| keeps_null(body, field));
    is_needed.then(|| ident(name))
}

/// Returns whether a null of the field is kept elsewhere: the field is `None` both for null and for
/// absence, and the document allows both.
pub(super) fn keeps_null(body: &Struct, field: &Field) -> bool {
    (matches!(body.additional, Additional::Keep(_)) || body.nulls.is_some())
        && field.holder == Holder::Option
        && field.slot.nullable
        && field.presence != Presence::Required
}

/// An empty value for the members that the document does not name.
pub(super) fn empty_additional(scope: &FileScope<'_>, body: &Struct) -> TokenStream {
    let ty = match &body.additional {
        Additional::Typed(..) => scope.item(stdlib::BTREE_MAP),
        _ => scope.item(wire::ADDITIONAL),
    };
    quote!(#ty::new())
}

/// The method that returns a field or its default.
pub(super) struct DefaultMethod<'a> {
    pub name: &'a str,
    pub default: Default,
}

/// Returns the method for a field that has a default.
pub(super) fn default_method<'a>(
    scope: &FileScope<'_>,
    field: &'a Field,
) -> Option<DefaultMethod<'a>> {
    let Presence::Defaulted(literal) = &field.presence else {
        return None;
    };
    let name = field
        .or_default
        .as_deref()
        .filter(|_| field.holder == Holder::Option)?;
    let default = literal::default(scope, &field.slot.ty, literal)?;
    Some(DefaultMethod { name, default })
}
