//! Static schemas: the constraints of a type as the `const` calls that build its schema.

#[cfg(test)]
mod tests;

use crate::docs::Doc;
use crate::ident::ident;
use crate::literal::{float, integer};
use crate::refs::type_link;
use crate::scope::FileScope;
use graphwright_ir::{
    Access, Additional, Bound, Constraints, Dispatch, Enum, EnumValue, Field, Literal, Presence,
    Scalar, Slot, Struct, TypeDef, TypeKind, TypeRef, Union,
};
use proc_macro2::TokenStream;
use quote::quote;

/// The static schema of a type, behind the feature `schema`.
pub(crate) fn of_type(scope: &FileScope<'_>, ty: &TypeDef) -> TokenStream {
    let schema = scope.schema_type();
    let docs = Doc::own(format!("The schema of {}.", type_link(ty)));
    let docs = docs.attrs(0);
    let name = ident(&ty.schema_ident);
    let value = definition(scope, ty);
    quote! {
        #docs
        #[cfg(feature = "schema")]
        pub static #name: #schema = #value;
    }
}

fn definition(scope: &FileScope<'_>, ty: &TypeDef) -> TokenStream {
    let schema = scope.schema_type();
    match &ty.kind {
        TypeKind::Struct(body) => object(scope, body),
        TypeKind::Enum(body) => enumeration(scope, body),
        TypeKind::Union(body) => union(scope, body),
        TypeKind::Alias(slot) => of_slot(scope, slot),
        TypeKind::Newtype(body) => {
            let base = of_scalar(scope, body.scalar);
            let bounds = bounds(&TypeRef::Scalar(body.scalar), &body.constraints);
            quote!(#base #bounds)
        }
        TypeKind::Key(_) => of_scalar(scope, Scalar::String),
        TypeKind::Untyped { .. } => quote!(#schema::any()),
    }
}

/// The schema of a slot.
pub(crate) fn of_slot(scope: &FileScope<'_>, slot: &Slot) -> TokenStream {
    // A reference has no bounds of its own, and a key allows any text.
    let is_bounded_key = !slot.constraints.is_empty() && is_key(scope, &slot.ty);
    let text = TypeRef::Scalar(Scalar::String);
    let ty = if is_bounded_key { &text } else { &slot.ty };
    let base = of_type_ref(scope, ty);
    let bounds = bounds(ty, &slot.constraints);
    let nullable = slot.nullable.then(|| quote!(.nullable()));
    quote!(#base #bounds #nullable)
}

/// Returns whether a type is a key.
pub(crate) fn is_key(scope: &FileScope<'_>, ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Named(id) if matches!(scope.context.api.ty(*id).kind, TypeKind::Key(_)))
}

fn of_type_ref(scope: &FileScope<'_>, ty: &TypeRef) -> TokenStream {
    let schema = scope.schema_type();
    match ty {
        TypeRef::Scalar(scalar) => of_scalar(scope, *scalar),
        TypeRef::Named(id) => {
            let name = scope.schema_static(*id);
            quote!(#schema::reference(&#name))
        }
        TypeRef::List(items) => {
            let items = of_slot(scope, items);
            quote!(#schema::array(&#items))
        }
        TypeRef::Map(values) => {
            let values = of_slot(scope, values);
            quote!(#schema::map(&#values))
        }
        TypeRef::Boxed(inner) => of_type_ref(scope, inner),
        TypeRef::Json => quote!(#schema::any()),
        TypeRef::Stream => quote!(#schema::string()),
    }
}

/// The schema of a scalar.
fn of_scalar(scope: &FileScope<'_>, scalar: Scalar) -> TokenStream {
    let schema = scope.schema_type();
    match scalar {
        Scalar::Bool => quote!(#schema::boolean()),
        Scalar::I32 => quote!(#schema::integer().format("int32")),
        Scalar::I64 => quote!(#schema::integer()),
        Scalar::U64 => quote!(#schema::integer().minimum(0)),
        Scalar::F32 | Scalar::F64 | Scalar::Number => quote!(#schema::number()),
        Scalar::String | Scalar::Time | Scalar::Duration | Scalar::Bytes => {
            quote!(#schema::string())
        }
        Scalar::File => quote!(#schema::string().format("binary")),
        Scalar::Secret => quote!(#schema::string().secret()),
        Scalar::Uuid => quote!(#schema::string().format("uuid")),
        Scalar::DateTime => quote!(#schema::string().format("date-time")),
        Scalar::Date => quote!(#schema::string().format("date")),
        Scalar::Base64 => quote!(#schema::string().format("byte")),
        Scalar::Uri => quote!(#schema::string().format("uri")),
        Scalar::Null => quote!(#schema::null()),
    }
}

fn object(scope: &FileScope<'_>, body: &Struct) -> TokenStream {
    let schema = scope.schema_type();
    let properties = body.fields.iter().map(|field| property(scope, field));
    let properties = (!body.fields.is_empty()).then(|| quote!(.properties(&[#(#properties),*])));
    let required: Vec<_> = body
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
        .map(|field| {
            let wire = &field.wire;
            let gate = scope.gate(&field.versions);
            quote!(#gate #wire)
        })
        .collect();
    let required = (!required.is_empty()).then(|| quote!(.required(&[#(#required),*])));
    let additional = match &body.additional {
        Additional::Deny => quote!(.additional(false)),
        Additional::Typed(_, values) => {
            let values = of_slot(scope, values);
            quote!(.additional_typed(&#values))
        }
        Additional::Keep(_) | Additional::Drop => quote!(),
    };
    let least = body
        .min_properties
        .and_then(count)
        .map(|n| quote!(.min_properties(#n)));
    let most = body
        .max_properties
        .and_then(count)
        .map(|n| quote!(.max_properties(#n)));
    quote!(#schema::object() #properties #required #additional #least #most)
}

/// The row of a field among the properties of its struct.
fn property(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    scope.in_versions(&field.versions, |scope, gate| {
        let row = property_row(scope, field);
        quote!(#gate #row)
    })
}

fn property_row(scope: &FileScope<'_>, field: &Field) -> TokenStream {
    let wire = &field.wire;
    let value = of_slot(scope, &field.slot);
    let is_secret = matches!(field.slot.ty, TypeRef::Scalar(Scalar::Secret));
    let secret = (field.secret && !is_secret).then(|| quote!(.secret()));
    let access = match field.access {
        Access::Both => quote!(),
        Access::Read => quote!(.read_only()),
        Access::Write => quote!(.write_only()),
    };
    quote!((#wire, #value #secret #access))
}

fn enumeration(scope: &FileScope<'_>, body: &Enum) -> TokenStream {
    let schema = scope.schema_type();
    let gated = |value: &EnumValue, wire| {
        let gate = scope.gate(&value.versions);
        quote!(#gate #wire)
    };
    let texts = body.values.iter().filter_map(|value| match &value.wire {
        Literal::String(text) => Some(gated(value, quote!(#text))),
        _ => None,
    });
    let numbers = body.values.iter().filter_map(|value| match &value.wire {
        Literal::Number(text) => Some(gated(value, integer(text)?)),
        _ => None,
    });
    match body.scalar {
        scalar if body.allows_others => of_scalar(scope, scalar),
        Scalar::Bool => quote!(#schema::boolean()),
        Scalar::I32 | Scalar::I64 | Scalar::U64 => {
            quote!(#schema::integer().one_of_integers(&[#(#numbers),*]))
        }
        _ => quote!(#schema::string().one_of(&[#(#texts),*])),
    }
}

fn union(scope: &FileScope<'_>, body: &Union) -> TokenStream {
    let schema = scope.schema_type();
    let variants: Vec<_> = body
        .variants
        .iter()
        .map(|variant| of_slot(scope, &variant.slot))
        .collect();
    match &body.dispatch {
        Dispatch::Tag { wire, values } => {
            let rows = values.iter().filter_map(|tag| {
                let (value, variant) = (&tag.value, variants.get(tag.variant.0)?);
                Some(quote!((#value, #variant)))
            });
            quote!(#schema::tagged(#wire, &[#(#rows),*]))
        }
        Dispatch::Shape(_) | Dispatch::Ordered => quote!(#schema::any_of(&[#(#variants),*])),
    }
}

/// The calls that set constraints. A format that the scalar implies is left out.
fn bounds(ty: &TypeRef, constraints: &Constraints) -> TokenStream {
    let is_text = *ty == TypeRef::Scalar(Scalar::String);
    let format = constraints.format.as_ref().filter(|_| is_text);
    let format = format.map(|name| quote!(.format(#name)));
    let minimum = bound(constraints.minimum.as_ref(), "minimum");
    let maximum = bound(constraints.maximum.as_ref(), "maximum");
    let step = constraints.multiple_of.as_deref().and_then(float);
    let step = step.map(|step| quote!(.multiple_of(#step)));
    let pattern = constraints
        .pattern
        .as_ref()
        .map(|pattern| quote!(.pattern(#pattern)));
    let unique = constraints.unique_items.then(|| quote!(.unique_items()));
    let counts = [
        ("min_length", constraints.min_length),
        ("max_length", constraints.max_length),
        ("min_items", constraints.min_items),
        ("max_items", constraints.max_items),
        ("min_properties", constraints.min_properties),
        ("max_properties", constraints.max_properties),
    ];
    let counts = counts.into_iter().filter_map(|(name, value)| {
        let (name, value) = (ident(name), value.and_then(count)?);
        Some(quote!(.#name(#value)))
    });
    quote!(#format #minimum #maximum #step #pattern #(#counts)* #unique)
}

/// The call that sets a limit: exact if the limit is an `i64`.
fn bound(bound: Option<&Bound>, name: &str) -> Option<TokenStream> {
    let Bound { value, exclusive } = bound?;
    let prefix = if *exclusive { "exclusive_" } else { "" };
    if let Ok(value) = value.parse::<i64>() {
        let (name, value) = (
            ident(&format!("{prefix}{name}")),
            integer(&value.to_string())?,
        );
        return Some(quote!(.#name(#value)));
    }
    let (name, value) = (ident(&format!("{prefix}{name}_f64")), float(value)?);
    Some(quote!(.#name(#value)))
}

fn count(count: u64) -> Option<TokenStream> {
    integer(&count.to_string())
}
