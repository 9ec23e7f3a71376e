//! Tables: entity documents and policies, and the fixups about them.
//!
//! Tables are a second front end. Nothing outside of this module knows of them: they take part in
//! lowering by passes of their own, each at a named place among the others.

mod key_parameters;
mod merge;
mod policies;
mod scope_tables;
mod versions;

use crate::Sources;
use crate::passes::Part::{
    Names, Operations, Policies, Schemes, Scopes, Security, Selection, TypeVersions, Types,
    Versions,
};
use crate::passes::{Insertion, Model, Pass};
use crate::schema::Schemas;
use merge::Tables;
use merge::operations::{Drafts, known};

/// The passes of tables, and the reason for the place of each.
#[rustfmt::skip]
pub(crate) fn passes(sources: Sources<'_>) -> Vec<Insertion<'_>> {
    let Sources { entities, fixups, policies, .. } = sources;
    vec![
        Insertion { after: "versions", pass: Pass::new("table versions", &[Versions], &[Versions],
            move |m| versions::add(&mut m.versions, &m.servers, entities, m.config)) },
        // Behind the document's own types and operations, which tables refine.
        Insertion { after: "aliases", pass: Pass::new("tables",
            &[Selection, Types, Operations, Versions, Schemes, Security], &[Selection, Types, Operations, Schemes],
            move |m| merge_tables(m, Tables { entities, fixups })) },
        // Behind everything that makes operations and newtypes, so that a parameter has one type in every path.
        Insertion { after: "tables", pass: Pass::new("key parameters", &[Selection, Types, Operations], &[Types, Operations],
            move |m| key_parameters::apply(fixups, &m.selection, &mut m.types, &mut m.operations, &m.reader, &mut m.report)) },
        Insertion { after: "scopes", pass: Pass::new("scope tables", &[Scopes], &[Scopes],
            move |m| scope_tables::describe(&mut m.scopes, entities)) },
        // Enumerations of policies have names beside those of the model's types: behind these.
        Insertion { after: "own scopes", pass: Pass::new("policies", &[Types, TypeVersions, Names], &[Policies],
            move |m| m.policies = policies::lower(policies, fixups, &m.names, policies::Context {
                reader: &m.reader,
                config: m.config,
                types: &m.types,
                type_versions: &m.type_versions,
            }, &mut m.report)) },
    ]
}

fn merge_tables<'a>(model: &mut Model<'a>, tables: Tables<'a>) {
    let schemas = Schemas::new(
        &model.reader,
        &mut model.types,
        &mut model.report,
        &mut model.defaults,
        &mut model.shared,
        model.part.as_ref(),
        model.config.unknown,
    );
    let drafts = Drafts {
        operations: &mut model.operations,
        tags: &mut model.tags,
        suppressed: &mut model.suppressed,
        schemes: &mut model.schemes,
        selection: &mut model.selection,
        known: known::of_document(&model.reader, &model.listed),
        security: &model.security,
    };
    merge::merge(tables, schemas, drafts, &model.versions, model.config);
}
