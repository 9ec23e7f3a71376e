//! Decoding a struct: a loop over the members of an object.

use super::members::{additional_name, empty_additional, keeps_null, nulls_name};
use crate::contract::{serde, wire};
use crate::ident::{free_ident, ident};
use crate::scope::FileScope;
use graphwright_ir::{Additional, Holder, Struct, TypeDef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Returns `impl Object`, and `impl Deserialize` that uses it.
pub(super) fn write(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> TokenStream {
    let object = scope.item(wire::OBJECT_MODULE);
    let trait_ = scope.item(wire::OBJECT);
    let map_access = scope.item(wire::MAP_ACCESS);
    let fields_type = scope.item(wire::FIELDS);
    let deserialize = scope.item(serde::DESERIALIZE);
    let deserializer = scope.item(serde::DESERIALIZER);
    let name = ident(&ty.ident);
    let text = &ty.ident;
    let locals = Locals::new(ty, body);
    let fields = &locals.fields;
    let statements = if body.all_optional() {
        read_over_default(scope, body, &locals)
    } else {
        read_into_locals(scope, body, &locals)
    };
    quote! {
        impl<'de> #trait_<'de> for #name {
            const NAME: &'static str = #text;

            fn read<A: #map_access<'de>>(mut #fields: #fields_type<'de, A>) -> Result<Self, A::Error> {
                #statements
            }
        }

        impl<'de> #deserialize<'de> for #name {
            fn deserialize<D: #deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #object::deserialize(deserializer)
            }
        }
    }
}

/// Names of local variables in `read`, which no field has.
struct Locals {
    fields: Ident,
    key: Ident,
    /// The value that is read, named by the last word of its type: `page` for `USER_PAGE`.
    value: Ident,
}

impl Locals {
    fn new(ty: &TypeDef, body: &Struct) -> Self {
        let names = body.fields.iter().map(|field| field.ident.as_str());
        let names = names.chain(additional_name(body));
        let names: Vec<_> = names.chain(body.nulls.as_deref()).collect();
        let (fields, key) = (free_ident("fields", &names), free_ident("key", &names));
        let others = [fields.to_string(), key.to_string()];
        let others: Vec<_> = others.iter().map(String::as_str).collect();
        let last = ty.schema_ident.rsplit('_').next().unwrap_or_default();
        let value = match last.to_ascii_lowercase() {
            word if may_name_local(&word) => free_ident(&word, &others),
            _ => free_ident("value", &others),
        };
        Self { fields, key, value }
    }
}

/// Returns whether a word may name a local variable: it is short and an identifier.
fn may_name_local(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && (2..=16).contains(&word.len())
        && ident(word) == word
}

/// Reads into the fields of a default value.
fn read_over_default(scope: &FileScope<'_>, body: &Struct, locals: &Locals) -> TokenStream {
    let value = &locals.value;
    let loop_ = read_loop(scope, body, locals, &|field| quote!(#value.#field));
    let keeps_nothing = body.fields.is_empty() && additional_name(body).is_none();
    if keeps_nothing {
        return quote!(#loop_ Ok(Self::default()));
    }
    quote! {
        let mut #value = Self::default();
        #loop_
        Ok(#value)
    }
}

/// Reads into a local variable for each field and builds the value from them.
fn read_into_locals(scope: &FileScope<'_>, body: &Struct, locals: &Locals) -> TokenStream {
    let object = scope.item(wire::OBJECT_MODULE);
    let starts = body.fields.iter().map(|field| {
        scope.in_versions(&field.versions, |scope, gate| {
            let name = ident(&field.ident);
            match field.holder {
                Holder::Value | Holder::Option => quote!(#gate let mut #name = None;),
                Holder::Patch => {
                    let patch = scope.item(wire::PATCH);
                    quote!(#gate let mut #name = #patch::Keep;)
                }
            }
        })
    });
    let additional = additional_name(body).map(ident);
    let additional_start = additional.as_ref().map(|name| {
        let start = empty_additional(scope, body);
        quote!(let mut #name = #start;)
    });
    let nulls = nulls_name(body);
    let nulls_start = nulls.as_ref().map(|name| {
        let ty = scope.item(wire::ADDITIONAL);
        quote!(let mut #name = #ty::new();)
    });
    let loop_ = read_loop(scope, body, locals, &|field| quote!(#field));
    let ends = body.fields.iter().map(|field| {
        let (name, wire) = (ident(&field.ident), &field.wire);
        let gate = scope.gate(&field.versions);
        match field.holder {
            Holder::Value => quote!(#gate #name: #object::required(#name, #wire)?,),
            Holder::Option | Holder::Patch => quote!(#gate #name,),
        }
    });
    let kept = additional.iter().chain(&nulls);
    quote! {
        #(#starts)*
        #additional_start
        #nulls_start
        #loop_
        Ok(Self { #(#ends)* #(#kept),* })
    }
}

/// The loop over the members. `place` writes the place that a field is read into.
fn read_loop(
    scope: &FileScope<'_>,
    body: &Struct,
    locals: &Locals,
    place: &dyn Fn(&Ident) -> TokenStream,
) -> TokenStream {
    let Locals { fields, key, .. } = locals;
    let additional = additional_name(body).map(|name| place(&ident(name)));
    let nulls = nulls_name(body).map(|name| place(&name));
    let nulls = nulls.or_else(|| additional.clone());
    let other = match (&body.additional, &additional) {
        (Additional::Keep(_), Some(place)) => quote!(#fields.keep(#key, &mut #place)),
        (Additional::Typed(_, values), Some(place)) if scope.holds_integer(&values.ty) => {
            quote!(#fields.keep_integer(#key, &mut #place))
        }
        (Additional::Typed(..), Some(place)) => quote!(#fields.keep_typed(#key, &mut #place)),
        _ => quote!(#fields.skip()),
    };
    if body.fields.is_empty() {
        return if additional_name(body).is_some() {
            quote!(while let Some(#key) = #fields.next()? { #other?; })
        } else {
            quote!(while #fields.next()?.is_some() { #other?; })
        };
    }
    let arms = body.fields.iter().map(|field| {
        let (wire, place) = (&field.wire, place(&ident(&field.ident)));
        let is_integer = scope.holds_integer(&field.slot.ty);
        let read = match (keeps_null(body, field), is_integer) {
            (false, false) => quote!(#fields.read(&mut #place)),
            (false, true) => quote!(#fields.read_integer(&mut #place)),
            (true, false) => quote!(#fields.read_nullable(&mut #place, #key, &mut #nulls)),
            (true, true) => {
                quote!(#fields.read_nullable_integer(&mut #place, #key, &mut #nulls))
            }
        };
        let gate = scope.gate(&field.versions);
        quote!(#gate #wire => #read,)
    });
    quote! {
        while let Some(#key) = #fields.next()? {
            match #key.as_str() {
                #(#arms)*
                _ => #other,
            }?;
        }
    }
}
