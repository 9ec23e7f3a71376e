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

use crate::Sources;
use crate::lowering::Lowering;
use changes::Changes;
use graphwright_ir::{self as ir, Api, Docs};
use graphwright_source::entity::Cell;
use graphwright_source::policy::{Body, Policy};
use names::PolicyNames;

/// The policies of the model: enumerations first, then the others in the order of the files.
pub(crate) fn lower(
    lowering: &mut Lowering<'_>,
    sources: &Sources<'_>,
    api: &Api,
) -> Vec<ir::Policy> {
    let names = PolicyNames::new(lowering, api);
    let changes = Changes::new(sources.fixups);
    let mut policies = Policies {
        lowering,
        names,
        changes,
    };
    let lowered = policies.lower(sources.policies);
    for unused in policies.changes.unused() {
        lowering.report.add_diagnostic(unused);
    }
    lowered
}

/// The work, and what it needs.
struct Policies<'l, 'a, 's> {
    lowering: &'l mut Lowering<'a>,
    names: PolicyNames,
    changes: Changes<'s>,
}

impl Policies<'_, '_, '_> {
    fn lower(&mut self, policies: &[Policy]) -> Vec<ir::Policy> {
        let mut enumerations = self.enumerations(policies);
        let mut lowered = Vec::with_capacity(policies.len());
        for policy in policies {
            lowered.extend(match &policy.body {
                Body::Relation(table) => self
                    .relation(policy, table, &mut enumerations)
                    .map(ir::Policy::Relation),
                Body::PropertySet(set) => {
                    self.property_set(policy, set).map(ir::Policy::PropertySet)
                }
                Body::Fields(table) => self.fields(policy, table).map(ir::Policy::Fields),
            });
        }
        let enumerations = enumerations.into_iter();
        let enumerations = enumerations.map(|names| ir::Policy::Enumeration(names.body));
        enumerations.chain(lowered).collect()
    }

    /// Where a policy stands, under the name that it has in the model.
    fn place(&self, policy: &Policy, name: &Cell<String>) -> ir::Origin {
        self.lowering.reader.origin(&policy.origin, &name.value)
    }
}

/// The title and the paragraphs before the table.
fn docs(policy: &Policy) -> Docs {
    let paragraphs: Vec<&str> = policy.docs.iter().map(|text| text.value.as_str()).collect();
    Docs {
        summary: Some(policy.title.value.clone()),
        description: (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n")),
    }
}
