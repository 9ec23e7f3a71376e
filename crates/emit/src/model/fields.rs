//! The properties of a type as an enum, with the kind of their values and the filter operators that
//! they support.

use super::name_enum::{self, NameMember};
use crate::context::Context;
use crate::contract::wire;
use crate::docs::{Doc, code_span};
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Printed, Source};
use crate::scope::FileScope;
use graphwright_ir::{FieldProperty, Fields, OPERATORS, Support, ValueKind};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

pub(super) fn write(context: &Context<'_>, fields: &Fields) -> Printed {
    let imports = Imports::new(context.module_gate(&fields.module), [fields.ident.clone()]);
    let scope = FileScope::model(context, &fields.module, &imports);
    let members: Vec<NameMember<'_>> = fields
        .properties
        .iter()
        .map(|property| NameMember {
            ident: &property.ident,
            wire: &property.wire,
            docs: docs(property),
            gate: scope.gate(&property.versions),
        })
        .collect();
    let kinds = kinds(&scope, &members, fields);
    let filters = filters(&scope, &members, fields);
    let ty = &context.api.ty(fields.ty).ident;
    let head = Doc::own(format!("A property of a [`{ty}`](crate::{ty}), by name."));
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own(format!(
            "{}: the properties of a {} by name.",
            code_span(&fields.ident),
            code_span(ty)
        )),
        items: name_enum::write(
            &scope,
            &head,
            &fields.ident,
            &members,
            &quote!(#kinds #filters),
        )
        .into(),
        imports: &imports,
    }
    .print()
}

/// The documentation of a property: that of the document, or its name.
fn docs(property: &FieldProperty) -> Doc {
    let docs = Doc::default().summary_and_description(&property.docs);
    if docs.is_empty() {
        docs.and(format!("{}.", code_span(&property.wire)))
    } else {
        docs
    }
}

fn kinds(scope: &FileScope<'_>, members: &[NameMember<'_>], fields: &Fields) -> TokenStream {
    let kind = scope.item(wire::PROPERTY_KIND);
    let arms = members
        .iter()
        .zip(&fields.properties)
        .map(|(member, property)| {
            let (gate, variant) = (member.gate, ident(member.ident));
            let value = self::kind(&kind, &property.kind);
            quote!(#gate Self::#variant => #value,)
        });
    quote! {
        /// Returns the kind of its values.
        pub const fn kind(self) -> #kind {
            match self { #(#arms)* }
        }
    }
}

fn kind(ty: &TokenStream, kind: &ValueKind) -> TokenStream {
    match kind {
        ValueKind::Bool => quote!(#ty::Bool),
        ValueKind::Integer => quote!(#ty::Integer),
        ValueKind::Number => quote!(#ty::Number),
        ValueKind::String => quote!(#ty::String),
        ValueKind::Uuid => quote!(#ty::Uuid),
        ValueKind::DateTime => quote!(#ty::DateTime),
        ValueKind::Date => quote!(#ty::Date),
        ValueKind::Time => quote!(#ty::Time),
        ValueKind::Duration => quote!(#ty::Duration),
        ValueKind::Bytes => quote!(#ty::Bytes),
        ValueKind::Object => quote!(#ty::Object),
        ValueKind::Json => quote!(#ty::Json),
        ValueKind::List(items) => {
            let items = self::kind(ty, items);
            quote!(#ty::List(&#items))
        }
    }
}

/// The method that returns the filter operators of a property, as a table of letters; `None` if none are
/// known.
fn filters(
    scope: &FileScope<'_>,
    members: &[NameMember<'_>],
    fields: &Fields,
) -> Option<TokenStream> {
    let known = || {
        fields
            .properties
            .iter()
            .filter_map(|property| property.filter)
    };
    known().next()?;
    let support = scope.item(wire::PROPERTY_SUPPORT);
    let operators = scope.item(wire::PROPERTY_OPERATORS);
    let used = [Support::Default, Support::Advanced, Support::Unsupported];
    let used = used
        .into_iter()
        .filter(|support| known().any(|row| row.contains(support)));
    let letters = used.map(|used| {
        let Letter { letter, variant } = letter(used);
        quote!(const #letter: #support = #support::#variant;)
    });
    let arms = members
        .iter()
        .zip(&fields.properties)
        .map(|(member, property)| {
            let (gate, variant) = (member.gate, ident(member.ident));
            let row = property.filter.map_or_else(
                || quote!(return None),
                |filter| {
                    let row = filter.map(|support| letter(support).letter);
                    quote!([#(#row),*])
                },
            );
            quote!(#gate Self::#variant => #row,)
        });
    let columns = OPERATORS.map(code_span).join(", ");
    let mut docs = Doc::own(
        "Returns the operators that a filter can use with it; `None` if they are not known.",
    );
    if let Some(description) = &fields.docs.description {
        docs = docs.prose(description);
    }
    let docs = docs
        .and(format!("The columns of the table are {columns}. `D` is supported by default, `A` in advanced queries, `N` not at all."))
        .prose_after("Source: ", &fields.source)
        .attrs(4);
    Some(quote! {
        #docs
        pub const fn filter(self) -> Option<#operators> {
            #(#letters)*
            let support = match self { #(#arms)* };
            Some(#operators::new(support))
        }
    })
}

/// A letter of the table and the variant that it abbreviates.
struct Letter {
    letter: Ident,
    variant: Ident,
}

fn letter(support: Support) -> Letter {
    let (letter, variant) = match support {
        Support::Default => ("D", "Default"),
        Support::Advanced => ("A", "Advanced"),
        Support::Unsupported => ("N", "Unsupported"),
    };
    Letter {
        letter: ident(letter),
        variant: ident(variant),
    }
}
