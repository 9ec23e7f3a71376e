//! Policy files to policies of the model: types and properties are looked up, names are given, and
//! the enumerations that relations share become one.
//!
//! Nothing here knows what a policy is about. What is told apart by name in the tables is told apart
//! by variant in the model; the names of functions, constants and enumerations are the files' own.

mod changes;
mod fields;
mod kind;
mod names;
mod properties;
mod relations;

use crate::policy::{Body, Policy};
use crate::{Config, Tables};
use changes::Changes;
use graphwright_ir::{self as ir, Docs, VersionSet};
use graphwright_lower::front_end::{ModelParts, PerType, Reader, Report, Types};
use graphwright_source::Cell;
use names::PolicyNames;

/// The inputs of policies beside their files.
#[derive(Clone, Copy)]
struct Context<'p, 'a> {
    pub reader: &'p Reader<'a>,
    pub config: &'p Config,
    pub types: &'p Types<'a>,
    /// The versions that have each type.
    pub type_versions: &'p PerType<VersionSet>,
}

/// Lowers the policies: enumerations first, then the others in the order of the files.
pub(crate) fn lower(tables: Tables<'_>, parts: ModelParts<'_, '_>) {
    let ModelParts {
        schemas,
        type_versions,
        names,
        policies,
        ..
    } = parts;
    let mut lowering = Policies {
        context: Context {
            reader: schemas.reader,
            config: tables.config,
            types: schemas.types,
            type_versions,
        },
        report: schemas.report,
        names: PolicyNames::new(names),
        changes: Changes::new(tables.steps),
    };
    *policies = lowering.lower(tables.policies);
    for unused in lowering.changes.unused() {
        lowering.report.add_diagnostic(unused);
    }
}

/// The policies in the making.
struct Policies<'p, 'a, 'd, 's> {
    context: Context<'p, 'a>,
    report: &'p mut Report<'d>,
    names: PolicyNames,
    changes: Changes<'s>,
}

impl Policies<'_, '_, '_, '_> {
    fn lower(&mut self, policies: &[Policy]) -> Vec<ir::Policy> {
        let mut enumerations = self.lower_enumerations(policies);
        let mut lowered = Vec::with_capacity(policies.len());
        for policy in policies {
            lowered.extend(match &policy.body {
                Body::Relation(table) => self
                    .lower_relation(policy, table, &mut enumerations)
                    .map(ir::Policy::Relation),
                Body::PropertySet(set) => self
                    .lower_property_set(policy, set)
                    .map(ir::Policy::PropertySet),
                Body::Fields(table) => self.lower_fields(policy, table).map(ir::Policy::Fields),
            });
        }
        let enumerations = enumerations.into_iter();
        let enumerations = enumerations.map(|names| ir::Policy::Enumeration(names.body));
        enumerations.chain(lowered).collect()
    }

    /// The place of a policy, under the name that it has in the model.
    fn place(&self, policy: &Policy, name: &Cell<String>) -> ir::Origin {
        self.context.reader.origin(&policy.origin, &name.value)
    }
}

/// The title and the paragraphs before the table.
fn docs_of(policy: &Policy) -> Docs {
    let paragraphs: Vec<&str> = policy.docs.iter().map(|text| text.value.as_str()).collect();
    Docs {
        summary: Some(policy.title.value.clone()),
        description: (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")),
    }
}
