//! Facts of tables about scopes: who may grant them, and what they are good for.

use crate::entity::{self, Document};
use graphwright_ir::{Consent, Scope};

/// Adds to the scopes of the model what tables say of them.
pub(crate) fn describe(scopes: &mut [Scope], entities: &[Document]) {
    let documented = entities.iter().flat_map(|document| &document.operations);
    for scope in documented.flat_map(|operation| &operation.scopes) {
        let name = &scope.name.value;
        if let Some(known) = scopes.iter_mut().find(|known| known.wire == *name) {
            describe_scope(known, scope);
        }
    }
}

fn describe_scope(known: &mut Scope, scope: &entity::Scope) {
    known.consent.get_or_insert(match scope.consent.value {
        entity::Consent::User => Consent::User,
        entity::Consent::Admin => Consent::Admin,
    });
    let scenario = scope.scenario.as_ref().map(|text| &text.value);
    if let Some(text) = scenario.filter(|text| !known.scenarios.contains(text)) {
        known.scenarios.push(text.clone());
    }
}
