//! Explanation of a scope: its grants, and the operations that it allows.

use super::view::{Head, View, write_list};
use graphwright_ir::{self as ir, Consent, Operation, VersionSet};
use serde::Serialize;
use std::fmt;

/// A scope.
#[derive(Debug, Serialize)]
pub(crate) struct Scope {
    #[serde(flatten)]
    head: Head,
    /// Its description in the document.
    docs: Option<String>,
    /// `true` if a program can have it on behalf of a user.
    delegated: bool,
    /// `true` if a program can have it by itself.
    application: bool,
    /// The consent that it requires: `user`, `admin`.
    consent: Option<&'static str>,
    /// Its uses in tables.
    scenarios: Vec<String>,
    /// The operations that it allows, alone or with other scopes.
    operations: Vec<String>,
}

/// Explains a scope.
pub(super) fn explain(scope: &ir::Scope, view: &View<'_>) -> Scope {
    let path = format!("security::{}", scope.ident);
    let head = Head {
        name: scope.wire.clone(),
        rust: scope.ident.clone(),
        items: view.item("model", &path, "security").into_iter().collect(),
        versions: view.versions(&VersionSet::All),
        feature: None,
        at: view.key_at(&scope.origin),
    };
    let operations = view.api.operations.iter();
    let operations = operations.filter(|operation| opens(&scope.wire, operation));
    Scope {
        head,
        docs: scope.docs.description.clone(),
        delegated: scope.delegated,
        application: scope.application,
        consent: scope.consent.map(|consent| match consent {
            Consent::User => "user",
            Consent::Admin => "admin",
        }),
        scenarios: scope.scenarios.clone(),
        operations: operations
            .map(|operation| format!("{} {}", operation.method, operation.path.text))
            .collect(),
    }
}

fn opens(scope: &str, operation: &Operation) -> bool {
    let mut requirements = operation.security.alternatives.iter().flatten();
    requirements.any(|one| one.scopes.iter().any(|name| name == scope))
}

/// The text for people.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Head { name, rust, .. } = &self.head;
        write!(f, "{name}: the scope `{rust}`{}", self.head)?;
        let grants = [
            self.delegated.then_some("an app on behalf of a user"),
            self.application.then_some("an app by itself"),
        ];
        write_list(
            f,
            "can be granted to",
            &grants.into_iter().flatten().collect::<Vec<_>>(),
        )?;
        write_list(f, "granted by", self.consent.as_slice())?;
        write_list(f, "described as", self.docs.as_slice())?;
        write_list(f, "good for", &self.scenarios)?;
        write_list(f, "opens", &self.operations)
    }
}
