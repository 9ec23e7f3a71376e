//! A request that prose describes and that is not generated: what contradicts it.

use super::view::{At, View};
use graphwright_ir as ir;
use serde::Serialize;
use std::fmt;

/// A request that became nothing.
#[derive(Debug, Serialize)]
pub(crate) struct Suppressed {
    /// What it would be called.
    name: String,
    method: &'static str,
    path: String,
    why: String,
    /// Where prose describes it.
    #[serde(flatten)]
    at: At,
    /// The row that contradicts it.
    against: At,
}

/// Explains a request that is left out.
pub(super) fn explain(one: &ir::Suppressed, view: &View<'_>) -> Suppressed {
    Suppressed {
        name: one.id.clone(),
        method: one.method.as_str(),
        path: one.path.clone(),
        why: one.reason.clone(),
        at: view.at(&one.origin, true),
        against: view.at(&one.against, true),
    }
}

/// For people.
impl fmt::Display for Suppressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, method, path) = (&self.name, self.method, &self.path);
        writeln!(
            f,
            "{name}: `{method} {path}` is left out, since {}",
            self.why
        )?;
        write!(f, "  from {}\n  against {}", self.at, self.against)
    }
}
