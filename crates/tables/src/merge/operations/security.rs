//! Scopes: what tables ask of the callers of an operation, any one of which is enough.

use super::described::Described;
use super::drafts::Drafts;
use crate::merge::facts::add_fact;
use crate::merge::state::Merge;
use graphwright_ir::{Facet, Fact, Layer, OperationId, Requirement, SecurityNeed};

impl<'a> Merge<'_, 'a> {
    /// Gives an operation of the document the scopes that its table names, unless a fixup has said
    /// what the operation itself asks.
    pub(super) fn add_scopes(
        &mut self,
        drafts: &mut Drafts<'_, 'a>,
        id: OperationId,
        described: &Described<'a>,
    ) {
        let Some(fact) = self.make_scopes_fact(described) else {
            return;
        };
        let operation = &drafts.operations[id.0];
        // What another table asks of the same operation was merged before.
        let is_merged = |fact: &Fact| fact.facet == Facet::Security && fact.layer == Layer::Table;
        if operation.provenance.iter().any(is_merged) {
            return;
        }
        let is_fixed = operation.provenance.iter().any(|fact| {
            fact.facet == Facet::Security
                && fact.layer == Layer::Fixup
                && fact.origin.at.starts_with(&operation.origin.at)
        });
        if !is_fixed {
            let need = drafts.security_of(described);
            drafts.operations[id.0].security = need;
        }
        let operation = &mut drafts.operations[id.0];
        let fact = Fact {
            decides: !is_fixed,
            ..fact
        };
        add_fact(&mut operation.provenance, fact);
        operation.provenance.sort_by_key(|fact| {
            let place = Facet::OF_OPERATION
                .iter()
                .position(|facet| *facet == fact.facet);
            (place, fact.layer)
        });
    }
}

impl Drafts<'_, '_> {
    /// Returns the requirements of a request: one of its scopes, or those of the document where it names
    /// none.
    pub(super) fn security_of(&mut self, described: &Described<'_>) -> SecurityNeed {
        let scopes = described.operation.scopes.iter();
        let scopes: Vec<String> = scopes.map(|scope| scope.name.value.clone()).collect();
        let scheme = if scopes.is_empty() {
            None
        } else {
            self.schemes.first_with_scopes()
        };
        scheme.map_or_else(
            || self.security.clone(),
            |scheme| SecurityNeed {
                alternatives: vec![vec![Requirement {
                    scheme,
                    scopes,
                    any_of: true,
                }]],
            },
        )
    }
}
