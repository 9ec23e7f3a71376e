//! Tables: entity documents and policies, and the fixups about them.
//!
//! Tables are a front end of their own: they take part in lowering by passes ([`passes`]), each at a named place
//! among the others.

mod config;
pub mod entity;
pub mod fixup;
mod key_parameters;
mod merge;
mod policies;
pub mod policy;
mod scope_tables;
mod versions;

pub use config::Config;

use crate::entity::Document;
use crate::fixup::TableStep;
use crate::policy::Policy;
use graphwright_lower::front_end::Part::{
    Names, Operations, Policies, Schemes, Scopes, Security, Selection, TypeVersions, Types,
    Versions,
};
use graphwright_lower::front_end::{Insertion, Pass};

/// The tables that speak of an API, and what else there is to say of them.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// The entity documents, in the order in which they were read.
    pub entities: &'a [Document],
    /// The policies, in the order in which they were read.
    pub policies: &'a [Policy],
    /// The steps of fixups about tables.
    pub steps: &'a [TableStep],
    /// The configuration.
    pub config: &'a Config,
}

/// Lists the passes of tables, and the reason for the place of each.
#[rustfmt::skip]
pub fn passes(tables: Tables<'_>) -> Vec<Insertion<'_>> {
    vec![
        Insertion { after: "versions", pass: Pass::new("table versions", &[Versions], &[Versions],
            move |m| versions::add(tables, m.parts())) },
        // Behind the document's own types and operations, which tables refine.
        Insertion { after: "aliases", pass: Pass::new("tables",
            &[Selection, Types, Operations, Versions, Schemes, Security], &[Selection, Types, Operations, Schemes],
            move |m| merge::merge(tables, m.parts())) },
        // Behind everything that makes operations and newtypes, so that a parameter has one type in every path.
        Insertion { after: "tables", pass: Pass::new("key parameters", &[Selection, Types, Operations], &[Types, Operations],
            move |m| key_parameters::apply(tables.steps, m.parts())) },
        Insertion { after: "scopes", pass: Pass::new("scope tables", &[Scopes], &[Scopes],
            move |m| scope_tables::describe(m.parts().scopes, tables.entities)) },
        // Enumerations of policies have names beside those of the model's types: behind these.
        Insertion { after: "own scopes", pass: Pass::new("policies", &[Types, TypeVersions, Names], &[Policies],
            move |m| policies::lower(tables, m.parts())) },
    ]
}
