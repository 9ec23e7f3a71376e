//! Policies: the enumerations that relations speak of, each with its tables, and sets of a type's
//! properties.

use super::fields;
use super::name_enum::{self, Named};
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

/// A file of the model that policies make.
pub(super) struct Module<'a> {
    pub name: &'a str,
    /// The enumeration in it.
    pub ident: &'a str,
    pub gate: FeatureGate<'a>,
}

/// The files that policies make beside those of the types.
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

/// What writes those files.
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

/// The sets of a type's properties, as constants of the type.
pub(super) fn sets(scope: &FileScope<'_>, id: TypeId) -> TokenStream {
    let api = scope.context.api;
    let sets = api.policies.iter().filter_map(|policy| match policy {
        Policy::PropertySet(set) if set.ty == id => Some(self::set(scope, set)),
        _ => None,
    });
    let sets: Vec<_> = sets.collect();
    if sets.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&api.ty(id).ident);
    quote!(impl #name { #(#sets)* })
}

fn set(scope: &FileScope<'_>, set: &PropertySet) -> TokenStream {
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
    let members: Vec<Named<'_>> = names
        .members
        .iter()
        .map(|member| Named {
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
    let acts = relations.clone().filter(|relation| relation.subject == id);
    let tables: TokenStream = acts
        .map(|relation| self::relation(&scope, relation))
        .collect();
    let spoken_of = relations
        .filter(|relation| relation.subject == id || relation.object == id)
        .map(|relation| format!("`{}`", relation.ident));
    let docs = Doc::own(match spoken_of.collect::<Vec<_>>().as_slice() {
        [first @ .., last] if !first.is_empty() => {
            format!("Who the policies {} and {last} speak of.", first.join(", "))
        }
        only => format!("Who the policy {} speaks of.", only.concat()),
    });
    Source {
        header: context.header(),
        allow_deprecated: false,
        docs: Doc::own(format!(
            "{}: names that policies speak of.",
            code_span(&names.ident)
        )),
        items: name_enum::write(&scope, &docs, &names.ident, &members, &tables).into(),
        imports: &imports,
    }
    .print()
}

/// The function that asks a table, and the constant that holds it.
fn relation(scope: &FileScope<'_>, relation: &Relation) -> TokenStream {
    let table = scope.item(wire::RELATION);
    let permission = scope.item(wire::PERMISSION);
    let (name, constant) = (ident(&relation.ident), ident(&relation.constant));
    let object = object(scope, relation);
    let docs = docs(relation).attrs(4);
    let about = about(relation).attrs(4);
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

        #about
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
            "Where caller or target hold several, ask [`Self::{constant}`] for what it \
             [allows](graphwright_wire::policy::Relation::allows)."
        ))
        .prose_after("Source: ", &relation.source)
}

/// What stands above a table.
fn about(relation: &Relation) -> Doc {
    let lead = format!(
        "The table behind [`Self::{}`]: for each object who may.",
        relation.ident
    );
    let doc = Doc::own(lead).prose_after("Source: ", &relation.source);
    relation.changes.iter().fold(doc, |doc, change| {
        let (row, fixup) = (code_span(&change.row), code_span(&change.fixup));
        let lead = format!("The row {row} is that of the fixup {fixup}: ");
        doc.prose_after(&lead, &change.source)
    })
}

/// The type of who is acted on.
fn object(scope: &FileScope<'_>, relation: &Relation) -> TokenStream {
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

/// A member of one of a relation's enumerations, as the subjects' `impl` writes it.
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
        object(scope, relation)
    };
    Some(quote!(#ty::#variant))
}

fn names<'a>(scope: &FileScope<'a>, id: PolicyId) -> Option<&'a Enumeration> {
    match scope.context.api.policies.get(id.0) {
        Some(Policy::Enumeration(names)) => Some(names),
        _ => None,
    }
}
