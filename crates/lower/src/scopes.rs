//! What callers can be granted: every scope that a flow declares or an operation asks for.

use crate::Sources;
use crate::lowering::Lowering;
use crate::names::{CONSTANTS, Names};
use graphwright_ir::{
    Api, Consent, Docs, Flow, FlowKind, FlowScope, Origin, SchemeKind, Scope, SecurityNeed,
    SecurityScheme,
};
use graphwright_source::{Code, Diagnostic, entity, pointer, suggest};
use std::collections::HashMap;

/// Every scope, in order of first use: the flows, what the document asks, the operations.
pub(crate) fn catalogue(api: &Api, sources: &Sources<'_>) -> Vec<Scope> {
    let mut catalogue = Catalogue::new(api);
    for scheme in &api.security_schemes {
        if let SchemeKind::OAuth2 { flows } = &scheme.kind {
            for flow in flows {
                catalogue.flow(scheme, flow);
            }
        }
    }
    catalogue.asked(api, &api.security, &Origin::in_document(pointer::ROOT));
    for operation in &api.operations {
        catalogue.asked(api, &operation.security, &operation.origin);
    }
    let documented = sources
        .entities
        .iter()
        .flat_map(|document| &document.operations);
    for scope in documented.flat_map(|operation| &operation.scopes) {
        catalogue.table(scope);
    }
    catalogue.scopes
}

/// Marks the scopes that the configuration says reach only what is the user's own.
pub(crate) fn mark_own(lowering: &mut Lowering<'_>, scopes: &mut [Scope]) {
    for name in &lowering.config.own_scopes {
        if let Some(scope) = scopes.iter_mut().find(|scope| scope.wire == *name) {
            scope.own = true;
            continue;
        }
        let message = format!("`[scopes]` names `{name}`, which no operation asks for");
        let mut diagnostic = Diagnostic::new(Code::UNUSED_NAME, message);
        let known = scopes.iter().map(|scope| scope.wire.as_str());
        diagnostic.help = suggest::nearest(name, known).map(|near| format!("there is `{near}`"));
        lowering.report.add_diagnostic(diagnostic);
    }
}

struct Catalogue {
    scopes: Vec<Scope>,
    by_name: HashMap<String, usize>,
    idents: Names,
}

impl Catalogue {
    fn new(api: &Api) -> Self {
        let mut idents = Names::new(&CONSTANTS);
        // The statics beside them.
        for scheme in &api.security_schemes {
            idents.claim(&scheme.ident.to_ascii_uppercase());
        }
        for ident in ["DEFAULT", "SCOPES"] {
            idents.claim(ident);
        }
        Self {
            scopes: Vec::new(),
            by_name: HashMap::new(),
            idents,
        }
    }

    /// The scope of that name, which is new if nothing used it before.
    fn scope(&mut self, wire: &str, used: &Origin) -> &mut Scope {
        let index = self.by_name.get(wire).copied().unwrap_or_else(|| {
            self.by_name.insert(wire.to_owned(), self.scopes.len());
            self.scopes.push(Scope {
                wire: wire.to_owned(),
                ident: self.idents.take([wire]).ident,
                delegated: false,
                application: false,
                own: false,
                consent: None,
                scenarios: Vec::new(),
                docs: Docs::default(),
                origin: used.clone(),
            });
            self.scopes.len() - 1
        });
        &mut self.scopes[index]
    }

    fn flow(&mut self, scheme: &SecurityScheme, flow: &Flow) {
        let at = pointer::join("#/components/securitySchemes", &scheme.wire);
        for FlowScope { wire, description } in &flow.scopes {
            let scope = self.scope(wire, &Origin::in_document(&at));
            if flow.kind == FlowKind::ClientCredentials {
                scope.application = true;
            } else {
                scope.delegated = true;
            }
            if scope.docs.is_empty() && !description.is_empty() {
                scope.docs.description = Some(description.clone());
            }
        }
    }

    fn asked(&mut self, api: &Api, need: &SecurityNeed, by: &Origin) {
        for requirement in need.alternatives.iter().flatten() {
            let kind = api.security_schemes.get(requirement.scheme.0);
            let has_scopes = kind.is_some_and(|scheme| {
                let kind = &scheme.kind;
                matches!(
                    kind,
                    SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. }
                )
            });
            // What other schemes ask for are roles ("Security Requirement Object" of 3.1).
            for wire in requirement.scopes.iter().filter(|_| has_scopes) {
                self.scope(wire, by);
            }
        }
    }

    /// What a table says of a scope that is known.
    fn table(&mut self, scope: &entity::Scope) {
        let Some(index) = self.by_name.get(&scope.name.value) else {
            return;
        };
        let known = &mut self.scopes[*index];
        known.consent.get_or_insert(match scope.consent.value {
            entity::Consent::User => Consent::User,
            entity::Consent::Admin => Consent::Admin,
        });
        let scenario = scope.scenario.as_ref().map(|text| &text.value);
        if let Some(text) = scenario.filter(|text| !known.scenarios.contains(text)) {
            known.scenarios.push(text.clone());
        }
    }
}
