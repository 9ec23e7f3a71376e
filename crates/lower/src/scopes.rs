//! Scopes: everything that a flow declares or an operation requires.

use crate::Config;
use crate::draft::OperationDraft;
use crate::names::{CONSTANTS, Names};
use crate::report::Report;
use crate::security::has_scopes;
use graphwright_ir::{
    Docs, Flow, FlowKind, FlowScope, Origin, SchemeKind, Scope, SecurityNeed, SecurityScheme,
};
use graphwright_source::{Code, Diagnostic, pointer, suggest};
use std::collections::HashMap;

/// Lists every scope, in order of first use: those of the flows, of the document, of the operations.
pub(crate) fn list(
    schemes: &[SecurityScheme],
    default: &SecurityNeed,
    operations: &[OperationDraft],
) -> Vec<Scope> {
    let mut catalogue = Catalogue::new(schemes);
    for scheme in schemes {
        if let SchemeKind::OAuth2 { flows } = &scheme.kind {
            for flow in flows {
                catalogue.flow(scheme, flow);
            }
        }
    }
    catalogue.required(default, &Origin::in_document(pointer::ROOT));
    for operation in operations {
        catalogue.required(&operation.security, &operation.origin);
    }
    catalogue.scopes
}

/// Marks the scopes that the configuration says reach only the user's own things.
pub(crate) fn mark_own(scopes: &mut [Scope], config: &Config, report: &mut Report<'_>) {
    for name in &config.own_scopes {
        if let Some(scope) = scopes.iter_mut().find(|scope| scope.wire == *name) {
            scope.own = true;
            continue;
        }
        let message = format!("`[scopes]` names `{name}`, which no operation asks for");
        let mut diagnostic = Diagnostic::new(Code::UNUSED_NAME, message);
        let known = scopes.iter().map(|scope| scope.wire.as_str());
        diagnostic.help = suggest::nearest(name, known).map(|near| format!("there is `{near}`"));
        report.add_diagnostic(diagnostic);
    }
}

struct Catalogue<'s> {
    schemes: &'s [SecurityScheme],
    scopes: Vec<Scope>,
    by_name: HashMap<String, usize>,
    idents: Names,
}

impl<'s> Catalogue<'s> {
    fn new(schemes: &'s [SecurityScheme]) -> Self {
        let mut idents = Names::new(&CONSTANTS);
        // The statics beside them.
        for scheme in schemes {
            idents.claim(&scheme.ident.to_ascii_uppercase());
        }
        for ident in ["DEFAULT", "SCOPES"] {
            idents.claim(ident);
        }
        Self {
            schemes,
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

    fn required(&mut self, need: &SecurityNeed, by: &Origin) {
        for requirement in need.alternatives.iter().flatten() {
            let scheme = self.schemes.get(requirement.scheme.0);
            let has_scopes = scheme.is_some_and(|scheme| has_scopes(&scheme.kind));
            for wire in requirement.scopes.iter().filter(|_| has_scopes) {
                self.scope(wire, by);
            }
        }
    }
}
