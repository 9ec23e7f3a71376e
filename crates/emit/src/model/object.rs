//! Structs: their fields, how they are read and how they are written.

use super::{declared, setters};
use crate::contract::{serde, stdlib, wire};
use crate::docs::{Doc, code_span};
use crate::gate::FeatureGate;
use crate::ident::{free, ident};
use crate::limits::LONGEST_CHAIN;
use crate::scope::FileScope;
use graphwright_ir::{Additional, Field, Holder, Literal, Presence, Struct, TypeDef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Everything that a struct is: declaration, constructor and setters, reading, writing. In pieces, since
/// each is held as a tree when it is printed.
pub(super) fn write(
    scope: &FileScope<'_>,
    head: &TokenStream,
    ty: &TypeDef,
    body: &Struct,
) -> Vec<TokenStream> {
    let declaration = declaration(scope, ty, body);
    let mut pieces = vec![quote!(#head #declaration)];
    pieces.extend(setters::write(scope, ty, body));
    pieces.push(read(scope, ty, body));
    pieces.push(writing(scope, ty, body));
    pieces
}

fn declaration(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> TokenStream {
    let default = body.all_optional().then(|| quote!(Default,));
    let hash = ty.hashable.then(|| quote!(, Eq, Hash));
    let name = ident(&ty.ident);
    let fields = body.fields.iter().map(|field| {
        scope.in_versions(&field.versions, |scope, gate| {
            let docs = behind(field_docs(scope, field), gate, body).attrs(4);
            let attributes = declared::deprecated(field.deprecated);
            let name = ident(&field.ident);
            let ty = held(scope, field);
            quote!(#docs #gate #attributes pub #name: #ty,)
        })
    });
    let additional = additional(scope, body);
    let nulls = nulls_name(body).map(|name| {
        let docs = Doc::own("The nulls of optional fields, kept as they came.").attrs(4);
        let ty = scope.item(wire::ADDITIONAL);
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #[derive(Clone, Debug, #default PartialEq #hash)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #additional
            #nulls
        }
    }
}

/// The field for members that the document does not name.
fn additional(scope: &FileScope<'_>, body: &Struct) -> Option<TokenStream> {
    let name = ident(additional_name(body)?);
    let (docs, ty) = match &body.additional {
        Additional::Typed(_, values) => {
            let map = scope.item(stdlib::BTREE_MAP);
            let value = scope.optional(&values.ty, values.nullable);
            (
                "Members that the document does not name.",
                quote!(#map<String, #value>),
            )
        }
        _ if body.fields.iter().any(|field| keeps_null(body, field)) => (
            "Members that the document does not name, and the nulls of optional fields, kept as they came.",
            scope.item(wire::ADDITIONAL),
        ),
        _ => (
            "Members that the document does not name, kept as they came.",
            scope.item(wire::ADDITIONAL),
        ),
    };
    let docs = Doc::own(docs).attrs(4);
    Some(quote!(#docs pub #name: #ty,))
}

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
fn keeps_null(body: &Struct, field: &Field) -> bool {
    (matches!(body.additional, Additional::Keep(_)) || body.nulls.is_some())
        && field.holder == Holder::Option
        && field.slot.nullable
        && field.presence != Presence::Required
}

/// A field's type with its absence and null.
fn held(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let ty = scope.ty(&field.slot.ty);
    match field.holder {
        Holder::Value => ty,
        Holder::Option => quote!(Option<#ty>),
        Holder::Patch => {
            let patch = scope.item(wire::PATCH);
            quote!(#patch<#ty>)
        }
    }
}

fn field_docs(scope: &FileScope<'_>, field: &Field) -> Doc {
    let wire = code_span(&field.wire);
    let mut doc = Doc::default().summary_and_description(&field.docs);
    if doc.is_empty() && field.wire != field.ident {
        doc = doc.and(format!("{wire}."));
    }
    if field.holder == Holder::Patch {
        doc = doc.also("[`Patch::Clear`] erases it.");
    }
    let Presence::Defaulted(literal) = &field.presence else {
        return doc;
    };
    let value = code_span(&shown(literal));
    match setters::default_method(scope, field) {
        Some((name, _)) => doc.and(format!(
            "Absent means {value}, see [`{name}`](Self::{name})."
        )),
        None => doc.and(format!("Absent means {value}.")),
    }
}

/// Says which feature a field needs, and what becomes of its member without it.
fn behind(doc: Doc, gate: FeatureGate<'_>, body: &Struct) -> Doc {
    let Some(sentence) = gate.sentence() else {
        return doc;
    };
    match &body.additional {
        Additional::Keep(name) => doc.and(format!(
            "{sentence}; without it, the member is kept in [`{name}`](Self::{name})."
        )),
        _ => doc.and(sentence + "."),
    }
}

/// A literal as JSON has it.
pub(super) fn shown(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::String(text)
        | Literal::Variant(text)
        | Literal::Number(text)
        | Literal::Json(text) => text.clone(),
    }
}

/// `impl Object`, and `Deserialize` over it.
fn read(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> TokenStream {
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

/// Names of locals in `read` that no field has.
struct Locals {
    fields: Ident,
    key: Ident,
    /// The value in the making, named after the last word of its type: `page` of `USER_PAGE`.
    value: Ident,
}

impl Locals {
    fn new(ty: &TypeDef, body: &Struct) -> Self {
        let names = body.fields.iter().map(|field| field.ident.as_str());
        let names = names.chain(additional_name(body));
        let names: Vec<_> = names.chain(body.nulls.as_deref()).collect();
        let (fields, key) = (free("fields", &names), free("key", &names));
        let others = [fields.to_string(), key.to_string()];
        let others: Vec<_> = others.iter().map(String::as_str).collect();
        let last = ty.schema_ident.rsplit('_').next().unwrap_or_default();
        let value = match last.to_ascii_lowercase() {
            word if is_word(&word) => free(&word, &others),
            _ => free("value", &others),
        };
        Self { fields, key, value }
    }
}

/// Whether a word may name a local: a short one that is an identifier and no keyword.
fn is_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && (2..=16).contains(&word.len())
        && ident(word) == word
}

/// Starts from the default and reads into its fields.
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

/// Reads into a local for each field and builds the value from them.
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
        let start = setters::nothing(scope, body);
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

/// The loop over the members, given how to write the place that a field is read into.
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

/// `impl Serialize`.
fn writing(scope: &FileScope<'_>, ty: &TypeDef, body: &Struct) -> TokenStream {
    let writer = scope.item(wire::WRITER);
    let serialize = scope.item(serde::SERIALIZE);
    let serializer = scope.item(serde::SERIALIZER);
    let name = ident(&ty.ident);
    let calls = body.fields.iter().map(|field| {
        let gate = scope.gate(&field.versions);
        let (wire, name) = (&field.wire, ident(&field.ident));
        let call = match (field.holder, &field.presence) {
            (Holder::Value, _) => quote!(required),
            (Holder::Option, Presence::Required) => quote!(nullable),
            (Holder::Option, _) => quote!(optional),
            (Holder::Patch, _) => quote!(patch),
        };
        (gate, quote!(.#call(#wire, &self.#name)))
    });
    let calls: Vec<(FeatureGate<'_>, TokenStream)> = calls.collect();
    let additional = additional_name(body).map(ident);
    let (kept, begin) = match (additional, nulls_name(body)) {
        (None, None) => (None, quote!(#writer::new(serializer))),
        (Some(kept), None) | (None, Some(kept)) => {
            (None, quote!(#writer::with(serializer, &self.#kept)))
        }
        (Some(additional), Some(nulls)) => (
            Some(quote!(let kept = (&self.#additional, &self.#nulls);)),
            quote!(#writer::with(serializer, &kept)),
        ),
    };
    let written = written(&begin, &calls);
    quote! {
        impl #serialize for #name {
            fn serialize<S: #serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #kept
                #written
            }
        }
    }
}

/// The calls of a writer: one chain, or a statement for each run of fields behind one gate.
fn written(begin: &TokenStream, calls: &[(FeatureGate<'_>, TokenStream)]) -> TokenStream {
    let open = calls
        .iter()
        .take_while(|(gate, _)| *gate == FeatureGate::OPEN);
    let (first, rest) = calls.split_at(open.count().min(LONGEST_CHAIN));
    let first = first.iter().map(|(_, call)| call);
    if rest.is_empty() {
        return quote!(#begin #(#first)* .end());
    }
    let runs = rest.chunk_by(|(one, _), (next, _)| one == next);
    let runs = runs.flat_map(|run| run.chunks(LONGEST_CHAIN));
    let statements = runs.map(|run| {
        let gate = run.first().map(|(gate, _)| gate);
        let calls = run.iter().map(|(_, call)| call);
        quote!(#gate let writer = writer #(#calls)*;)
    });
    quote! {
        let writer = #begin #(#first)*;
        #(#statements)*
        writer.end()
    }
}
