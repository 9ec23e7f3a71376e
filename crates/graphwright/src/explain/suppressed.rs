//! Explanation of a request that prose describes and that is not generated.

use super::view::{At, View};
use graphwright_ir as ir;
use serde::Serialize;
use std::fmt;

/// A request that is not generated.
#[derive(Debug, Serialize)]
pub(crate) struct Suppressed {
    /// The name that it would have.
    name: String,
    method: &'static str,
    path: String,
    why: String,
    /// The place of its description.
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
        at: view.key_at(&one.origin),
        against: view.key_at(&one.against),
    }
}

/// The text for people.
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
