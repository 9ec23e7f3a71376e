//! The passes of tables, and their places among those of lowering.

use crate::{Tables, key_parameters, merge, policies, scope_tables, versions};
use graphwright_lower::front_end::Part::{
    Names, Operations, Policies, Schemes, Scopes, Security, Selection, TypeVersions, Types,
    Versions,
};
use graphwright_lower::front_end::{Insertion, Pass};

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
