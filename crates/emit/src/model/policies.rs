//! Policies: enums of names with the tables of their relations, and sets of properties of a type.

#[cfg(test)]
mod tests;

use super::fields;
use super::name_enum::{self, NameMember};
use crate::context::Context;
use crate::contract::wire;
use crate::docs::{Doc, code_span};
use crate::gate::FeatureGate;
use crate::ident::ident;
use crate::imports::Imports;
use crate::print::{Printed, Source};
use crate::scope::FileScope;
use crate::unit::Unit;
use graphwright_ir::{
    Enumeration, MemberIndex, Policy, PolicyId, PropertySet, Relation, RelationRow, SetMember,
    TypeId,
};
use proc_macro2::TokenStream;
use quote::quote;

/// A file of the model for a policy.
pub(super) struct Module<'a> {
    pub name: &'a str,
    /// The enum in it.
    pub ident: &'a str,
    pub gate: FeatureGate<'a>,
}

/// Returns the modules of policies.
pub(super) fn modules<'a>(context: &Context<'a>) -> Vec<Module<'a>> {
    let modules = context
        .api
        .policies
        .iter()
        .filter_map(|policy| match policy {
            Policy::Enumeration(names) => Some(Module {
                name: &names.module,
                ident: &names.ident,
                gate: FeatureGate::OPEN,
            }),
            Policy::Fields(fields) => Some(Module {
                name: &fields.module,
                ident: &fields.ident,
                gate: FeatureGate::of_versions(context.api, &context.api.ty(fields.ty).versions),
            }),
            Policy::Relation(_) | Policy::PropertySet(_) => None,
        });
    modules.collect()
}

/// Returns the files of policies.
pub(super) fn units<'a>(context: &'a Context<'a>) -> Vec<Unit<'a>> {
    let policies = context.api.policies.iter().enumerate();
    let units = policies.filter_map(|(index, policy)| match policy {
        Policy::Enumeration(names) => Some(Unit::new(format!("{}.rs", names.module), move || {
            enumeration(context, PolicyId(index), names)
        })),
        Policy::Fields(fields) => Some(Unit::new(format!("{}.rs", fields.module), move || {
            fields::write(context, fields)
        })),
        Policy::Relation(_) | Policy::PropertySet(_) => None,
    });
    units.collect()
}

/// Returns the impl with the property sets of a type as constants.
pub(super) fn property_sets(scope: &FileScope<'_>, id: TypeId) -> TokenStream {
    let api = scope.context.api;
    let sets = api.policies.iter().filter_map(|policy| match policy {
        Policy::PropertySet(set) if set.ty == id => Some(property_set(scope, set)),
        _ => None,
    });
    let sets: Vec<_> = sets.collect();
    if sets.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&api.ty(id).ident);
    quote!(impl #name { #(#sets)* })
}

fn property_set(scope: &FileScope<'_>, set: &PropertySet) -> TokenStream {
    let docs = Doc::default()
        .summary_and_description(&set.docs)
        .prose_after("Source: ", &set.source)
        .attrs(4);
    let name = ident(&set.ident);
    let properties = set.properties.iter().map(|SetMember { wire, versions }| {
        let gate = scope.gate(versions);
        quote!(#gate #wire)
    });
    quote! {
        #docs
        pub const #name: &'static [&'static str] = &[#(#properties),*];
    }
}

fn enumeration(context: &Context<'_>, id: PolicyId, names: &Enumeration) -> Printed {
    let imports = Imports::new(context.module_gate(&names.module), [names.ident.clone()]);
    let scope = FileScope::model(context, &names.module, &imports);
    let members: Vec<NameMember<'_>> = names
        .members
        .iter()
        .map(|member| NameMember {
            ident: &member.ident,
            wire: &member.wire,
            docs: Doc::own(format!("{}.", code_span(&member.wire))),
            gate: FeatureGate::OPEN,
        })
        .collect();
    let relations = context
        .api
        .policies
        .iter()
        .filter_map(|policy| match policy {
            Policy::Relation(relation) => Some(relation),
            _ => None,
        });
    let by_subject = relations.clone().filter(|relation| relation.subject == id);
    let tables: TokenStream = by_subject
        .map(|relation| self::relation(&scope, relation))
        .collect();
    let mentioned_by = relations
        .filter(|relation| relation.subject == id || relation.object == id)
        .map(|relation| format!("`{}`", relation.ident));
    let docs = Doc::own(match mentioned_by.collect::<Vec<_>>().as_slice() {
        [first @ .., last] if !first.is_empty() => {
            format!(
                "Names that the policies {} and {last} refer to.",
                first.join(", ")
            )
        }
        only => format!("Names that the policy {} refers to.", only.concat()),
    });
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own(format!(
            "{}: names that policies refer to.",
            code_span(&names.ident)
        )),
        items: name_enum::write(&scope, &docs, &names.ident, &members, &tables).into(),
        imports: &imports,
    }
    .print()
}

/// The method that looks up a relation, and the constant that holds its table.
fn relation(scope: &FileScope<'_>, relation: &Relation) -> TokenStream {
    let table = scope.item(wire::RELATION);
    let permission = scope.item(wire::PERMISSION);
    let (name, constant) = (ident(&relation.ident), ident(&relation.constant));
    let object = object_type(scope, relation);
    let docs = docs(relation).attrs(4);
    let table_docs = table_docs(relation).attrs(4);
    let rows = relation
        .rows
        .iter()
        .filter_map(|row| self::row(scope, relation, row));
    let conditions = relation
        .rows
        .iter()
        .flat_map(|row| conditions(scope, relation, row));
    quote! {
        #docs
        pub fn #name(self, object: #object) -> #permission {
            Self::#constant.permission(self, object)
        }

        #table_docs
        pub const #constant: #table<Self, #object> = #table {
            rows: &[#(#rows),*],
            conditions: &[#(#conditions),*],
        };
    }
}

fn docs(relation: &Relation) -> Doc {
    let constant = &relation.constant;
    Doc::default()
        .summary_and_description(&relation.docs)
        .and(format!(
            "For a caller or target with several of these, use \
             [`allows`](graphwright_wire::policy::Relation::allows) of [`Self::{constant}`]."
        ))
        .prose_after("Source: ", &relation.source)
}

/// The documentation of the table of a relation.
fn table_docs(relation: &Relation) -> Doc {
    let lead = format!(
        "The table of [`Self::{}`]: for each object, the subjects that are permitted.",
        relation.ident
    );
    let doc = Doc::own(lead).prose_after("Source: ", &relation.source);
    relation.changes.iter().fold(doc, |doc, change| {
        let (row, fixup) = (code_span(&change.row), code_span(&change.fixup));
        let lead = format!("The row {row} was set by the fixup {fixup}: ");
        doc.prose_after(&lead, &change.source)
    })
}

/// The type of the objects of a relation.
fn object_type(scope: &FileScope<'_>, relation: &Relation) -> TokenStream {
    if relation.subject == relation.object {
        return quote!(Self);
    }
    names(scope, relation.object)
        .map_or_else(TokenStream::new, |names| scope.local(&[], &names.ident))
}

fn row(scope: &FileScope<'_>, relation: &Relation, row: &RelationRow) -> Option<TokenStream> {
    let object = member(scope, relation, relation.object, row.object)?;
    let subjects = row.allowed.iter();
    let subjects =
        subjects.filter_map(|allowed| member(scope, relation, relation.subject, allowed.subject));
    Some(quote!((#object, &[#(#subjects),*])))
}

fn conditions(scope: &FileScope<'_>, relation: &Relation, row: &RelationRow) -> Vec<TokenStream> {
    let conditions = row.allowed.iter().filter_map(|allowed| {
        let condition = allowed.condition.as_ref()?;
        let object = member(scope, relation, relation.object, row.object)?;
        let subject = member(scope, relation, relation.subject, allowed.subject)?;
        Some(quote!((#object, #subject, #condition)))
    });
    conditions.collect()
}

/// A member of an enum of a relation, as the impl of the subjects writes it.
fn member(
    scope: &FileScope<'_>,
    relation: &Relation,
    of: PolicyId,
    index: MemberIndex,
) -> Option<TokenStream> {
    let variant = ident(&names(scope, of)?.members.get(index.0)?.ident);
    let ty = if of == relation.subject {
        quote!(Self)
    } else {
        object_type(scope, relation)
    };
    Some(quote!(#ty::#variant))
}

fn names<'a>(scope: &FileScope<'a>, id: PolicyId) -> Option<&'a Enumeration> {
    match scope.context.api.policies.get(id.0) {
        Some(Policy::Enumeration(names)) => Some(names),
        _ => None,
    }
}
