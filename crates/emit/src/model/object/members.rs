//! The fields of a struct that do not stand for one member, and the methods that replace absence.

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

/// The name of the field for nulls alone, where one is needed.
pub(super) fn nulls_name(body: &Struct) -> Option<Ident> {
    let name = body.nulls.as_deref()?;
    let is_needed = body.fields.iter().any(|field| keeps_null(body, field));
    is_needed.then(|| ident(name))
}

/// Whether a field's null is kept apart: the field is `None` for it and for absence, and both are
/// the document's to allow.
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

/// The method that gives a field's value or what its absence means, with its name.
pub(super) fn default_method<'a>(
    scope: &FileScope<'_>,
    field: &'a Field,
) -> Option<(&'a str, Default)> {
    let Presence::Defaulted(literal) = &field.presence else {
        return None;
    };
    let name = field
        .or_default
        .as_deref()
        .filter(|_| field.holder == Holder::Option)?;
    Some((name, literal::default(scope, &field.slot.ty, literal)?))
}
