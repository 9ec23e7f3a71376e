//! Ids of the operations that tables describe, which have none of their own.

use super::described::Described;
use super::drafts::Drafts;
use super::route::Route;
use crate::entity::Subject;
use crate::merge::spelling::last_part;
use graphwright_ir::Method;
use graphwright_lower::front_end::names::{singular, words};

impl Drafts<'_, '_> {
    /// A name in words for what has no `operationId`: what is done, to what, of what.
    pub(super) fn make_id(&self, described: &Described<'_>, route: &Route<'_>) -> String {
        let own = words(last_part(described.type_name())).join("-");
        let kebab = |name: &str| words(name).join("-");
        let verb = verb_word(described);
        let name = &route.name;
        let suggestions = match &described.operation.subject {
            Subject::Itself => vec![format!("{verb}-{own}")],
            Subject::Action(_) => vec![kebab(name), format!("{own}-{}", kebab(name))],
            Subject::Navigation(_) if described.is_collection() && verb != "list" => vec![
                format!("{verb}-{own}-{}", kebab(&singular(name))),
                format!("{verb}-in-{own}-{}", kebab(name)),
            ],
            Subject::Navigation(_) => vec![format!("{verb}-{own}-{}", kebab(name))],
        };
        let free = self.find_free_id(&suggestions);
        free.unwrap_or_else(|| format!("{} {}", described.method, route.text))
    }

    /// Returns the first of some ids that no operation has.
    pub(super) fn find_free_id(&self, suggestions: &[String]) -> Option<String> {
        let is_free = |id: &&String| self.known.iter().all(|known| known.id != **id);
        suggestions.iter().find(is_free).cloned()
    }
}

/// The word for the effect of a request.
fn verb_word(described: &Described<'_>) -> &'static str {
    match described.method {
        Method::Get if described.is_collection() => "list",
        Method::Get => "get",
        Method::Put => "replace",
        Method::Patch => "update",
        Method::Delete => "delete",
        _ => "create",
    }
}
