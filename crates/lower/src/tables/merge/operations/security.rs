//! Scopes: what tables ask of the callers of an operation, any one of which is enough.

use super::super::facts::add;
use super::{Described, Drafts, Merge};
use graphwright_ir::{Facet, Fact, Layer, Requirement, SchemeId, SchemeKind, SecurityNeed};

impl<'a> Merge<'_, 'a> {
    /// Gives an operation of the document the scopes that its table names, unless a fixup has said
    /// what the operation itself asks.
    pub(super) fn ask(&mut self, drafts: &mut Drafts<'_>, index: usize, described: &Described<'a>) {
        let need = need(drafts, described);
        let Some(fact) = self.scopes_fact(described) else {
            return;
        };
        let operation = &mut drafts.operations[index];
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
            operation.security = need;
        }
        let fact = Fact {
            decides: !is_fixed,
            ..fact
        };
        add(&mut operation.provenance, fact);
        operation.provenance.sort_by_key(|fact| {
            let place = Facet::OF_OPERATION
                .iter()
                .position(|facet| *facet == fact.facet);
            (place, fact.layer)
        });
    }
}

/// What a request asks: one of its scopes, or what the document asks where it names none.
pub(super) fn need(drafts: &Drafts<'_>, described: &Described<'_>) -> SecurityNeed {
    let scheme = drafts.schemes.iter().position(|scheme| {
        let kind = &scheme.kind;
        matches!(
            kind,
            SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. }
        )
    });
    let scopes: Vec<String> = described
        .operation
        .scopes
        .iter()
        .map(|scope| scope.name.value.clone())
        .collect();
    match scheme {
        Some(scheme) if !scopes.is_empty() => SecurityNeed {
            alternatives: vec![vec![Requirement {
                scheme: SchemeId(scheme),
                scopes,
                any_of: true,
            }]],
        },
        _ => drafts.security.clone(),
    }
}
