//! The methods of a struct: `new`, setters, and getters that replace absence by a default.

use super::members::{
    DefaultMethod, additional_name, default_method, empty_additional, nulls_name,
};
use crate::contract::wire;
use crate::docs::{Doc, code_span};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::limits::expect_many_arguments;
use crate::literal::{Default, json_text};
use crate::scope::FileScope;
use crate::types::{Passing, passing};
use graphwright_ir::{
    Enum, EnumValue, Field, Holder, Presence, Struct, TypeDef, TypeId, TypeKind, TypeRef,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The greatest number of fields whose methods are in one impl, since that is printed as a whole.
const LARGEST_IMPL: usize = 1000;

/// Returns the inherent impl, unless it would be empty; several of them for very many fields.
pub(super) fn write(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> Vec<TokenStream> {
    let new = (!body.all_optional()).then(|| new(scope, body));
    let default = new.as_ref().and_then(|_| default(scope, ty, body));
    let methods: Vec<TokenStream> = body
        .fields
        .iter()
        .map(|field| {
            scope.in_versions(&field.versions, |scope, gate| {
                let (setter, or_default) =
                    (setter(scope, field, gate), or_default(scope, field, gate));
                quote!(#setter #or_default)
            })
        })
        .collect();
    if new.is_none() && methods.iter().all(TokenStream::is_empty) {
        return Vec::new();
    }
    let name = ident(&ty.ident);
    let (first, more) = methods.split_at(methods.len().min(LARGEST_IMPL));
    let more = more.chunks(LARGEST_IMPL);
    let more = more.map(|methods| quote!(impl #name { #(#methods)* }));
    let first = quote!(impl #name { #new #(#first)* });
    let first = std::iter::once(first).chain(default);
    first.chain(more).collect()
}

/// `impl Default`, if `new` takes no arguments.
fn default(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> Option<TokenStream> {
    let name = ident(&ty.ident);
    required(scope, body).next().is_none().then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

/// The fields that `new` takes.
fn required<'a>(scope: &FileScope<'_>, body: &'a Struct) -> impl Iterator<Item = &'a Field> {
    let fields = body.fields.iter();
    fields.filter(|field| field.holder == Holder::Value && only_value(scope, field).is_none())
}

/// The only value that the document allows for a field, for example for a tag.
struct OnlyValue<'a> {
    /// The enum.
    ty: TypeId,
    value: &'a EnumValue,
}

/// Returns the only value of a field that has no other. `new` does not take it.
fn only_value<'a>(scope: &FileScope<'a>, field: &Field) -> Option<OnlyValue<'a>> {
    let TypeRef::Named(id) = *scope.resolve(&field.slot.ty) else {
        return None;
    };
    match &scope.context.api.ty(id).kind {
        TypeKind::Enum(Enum {
            values,
            allows_others: false,
            ..
        }) => match values.as_slice() {
            [one]
                if field.holder == Holder::Value
                    && scope.gate(&one.versions) == FeatureGate::OPEN =>
            {
                Some(OnlyValue { ty: id, value: one })
            }
            _ => None,
        },
        _ => None,
    }
}

fn new(scope: &FileScope<'_>, body: &Struct) -> TokenStream {
    let required: Vec<&Field> = required(scope, body).collect();
    let expect = expect_many_arguments(required.len());
    let arguments = required.iter().map(|field| {
        scope.in_versions(&field.versions, |scope, gate| {
            let (name, ty) = (ident(&field.ident), argument_type(scope, field));
            quote!(#gate #name: #ty)
        })
    });
    let values = body.fields.iter().map(|field| {
        scope.in_versions(&field.versions, |scope, gate| {
            let value = initial_value(scope, field);
            quote!(#gate #value,)
        })
    });
    let additional = additional_name(body).map(|name| {
        let (name, empty) = (ident(name), empty_additional(scope, body));
        quote!(#name: #empty,)
    });
    let nulls = nulls_name(body).map(|name| {
        let ty = scope.item(wire::ADDITIONAL);
        quote!(#name: #ty::new(),)
    });
    let docs = new_docs(scope, body).attrs(4);
    quote! {
        #docs
        #expect
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values)* #additional #nulls }
        }
    }
}

fn new_docs(scope: &FileScope<'_>, body: &Struct) -> Doc {
    let doc = Doc::own("Creates a value from its required properties.");
    let fixed = body.fields.iter().filter_map(|field| {
        let OnlyValue { value, .. } = only_value(scope, field)?;
        let (wire, value) = (code_span(&field.wire), code_span(&json_text(&value.wire)));
        Some(format!("{wire} is {value}"))
    });
    match fixed.collect::<Vec<_>>().as_slice() {
        [] => doc,
        [first @ .., last] if !first.is_empty() => {
            doc.also(&format!("{} and {last}.", first.join(", ")))
        }
        [first, ..] => doc.also(&format!("{first}.")),
    }
}

/// The value of a field in `new`.
fn initial_value(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    if let Some(OnlyValue { ty, value }) = only_value(scope, field) {
        let (ty, variant) = (scope.named(ty), ident(&value.ident));
        return quote!(#name: #ty::#variant);
    }
    match field.holder {
        Holder::Value if scope.is_plain(&field.slot.ty) => quote!(#name),
        Holder::Value => {
            let value = argument_value(scope, field);
            quote!(#name: #value)
        }
        Holder::Option => quote!(#name: None),
        Holder::Patch => {
            let patch = scope.item(wire::PATCH);
            quote!(#name: #patch::Keep)
        }
    }
}

/// The type inside the `Box` of a recursive type.
fn unboxed(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Boxed(inner) => inner,
        other => other,
    }
}

/// The type of the argument for a field: plain values themselves, lists of text as any iterator of text,
/// others as anything that is converted to them.
fn argument_type(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let inner = unboxed(&field.slot.ty);
    let ty = scope.ty(inner);
    if scope.is_plain(inner) {
        ty
    } else if is_text_list(scope, inner) {
        quote!(impl IntoIterator<Item = impl Into<String>>)
    } else {
        quote!(impl Into<#ty>)
    }
}

/// Returns whether a type is a list of text, which callers mostly have as literals.
fn is_text_list(scope: &FileScope<'_>, ty: &TypeRef) -> bool {
    match scope.resolve(ty) {
        TypeRef::List(items) if !items.nullable => match scope.resolve(&items.ty) {
            TypeRef::Scalar(item) => passing(*item) == Passing::Text,
            _ => false,
        },
        _ => false,
    }
}

/// The expression that converts an argument to the type of its field.
fn argument_value(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let name = ident(&field.ident);
    match &field.slot.ty {
        TypeRef::Boxed(inner) if scope.is_plain(inner) => quote!(Box::new(#name)),
        TypeRef::Boxed(_) => quote!(Box::new(#name.into())),
        ty if scope.is_plain(ty) => quote!(#name),
        ty if is_text_list(scope, ty) => quote!(#name.into_iter().map(Into::into).collect()),
        _ => quote!(#name.into()),
    }
}

/// The setter of a field that may be absent.
fn setter(scope: &FileScope<'_>, field: &Field, gate: FeatureGate<'_>) -> Option<TokenStream> {
    let (name, setter) = (ident(&field.ident), ident(&field.setter));
    let wire = code_span(&field.wire);
    let (docs, argument, value) = match field.holder {
        Holder::Value => return None,
        Holder::Option => {
            let value = argument_value(scope, field);
            (
                format!("Sets {wire}."),
                argument_type(scope, field),
                quote!(Some(#value)),
            )
        }
        Holder::Patch => {
            let (patch, ty) = (scope.item(wire::PATCH), scope.ty(&field.slot.ty));
            (
                format!("Sets or clears {wire}."),
                quote!(impl Into<#patch<#ty>>),
                quote!(#name.into()),
            )
        }
    };
    let docs = Doc::own(docs).behind(gate).attrs(4);
    let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
    Some(quote! {
        #docs
        #gate
        #deprecated
        pub fn #setter(mut self, #name: #argument) -> Self {
            self.#name = #value;
            self
        }
    })
}

/// The getter that replaces the absence of a field by its default.
fn or_default(scope: &FileScope<'_>, field: &Field, gate: FeatureGate<'_>) -> Option<TokenStream> {
    let Presence::Defaulted(literal) = &field.presence else {
        return None;
    };
    let DefaultMethod { name, default } = default_method(scope, field)?;
    let (method, name) = (ident(name), ident(&field.ident));
    let (ty, value) = match default {
        Default::Copied { ty, value } => (ty, quote!(self.#name.unwrap_or(#value))),
        Default::Text(text) => (quote!(&str), quote!(self.#name.as_deref().unwrap_or(#text))),
        Default::Cloned { ty, value } => (ty, quote!(self.#name.clone().unwrap_or(#value))),
        Default::EmptyList { item } => (
            quote!(&[#item]),
            quote!(self.#name.as_deref().unwrap_or_default()),
        ),
    };
    let (wire, shown) = (code_span(&field.wire), code_span(&json_text(literal)));
    let docs = Doc::own(format!(
        "Returns {wire}, or its default {shown} if it is absent."
    ));
    let docs = docs.behind(gate).attrs(4);
    Some(quote! {
        #docs
        #gate
        pub fn #method(&self) -> #ty {
            #value
        }
    })
}
