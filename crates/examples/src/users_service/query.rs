//! The query options of a request: which of them are supported, and the properties of an answer.

use super::errors::invalid;
use graph_users_server::model::{User, UserField};
use graph_users_server::runtime::Selection;
use graph_users_server::users::ListUsersParams;
use graph_users_server::{Call, Fault};

/// Refuses options that are none of `supported`: an answer that ignored a filter would be wrong.
///
/// Only names that begin with `$` are options of OData; others may be anybody's.
pub(super) fn check(call: &Call, supported: &[&str]) -> Result<(), Fault> {
    let is_fine = |name: &str| !name.starts_with('$') || supported.contains(&name);
    if call.query_pairs().all(|(name, _)| is_fine(&name)) {
        return Ok(());
    }
    let message = format!("Supported query options: [{}].", supported.join(", "));
    Err(Fault::bad_request([])
        .with_code("Request_UnsupportedQuery")
        .with_message(message))
}

/// Whether all users are to be counted. Without the header Graph ignores `$count`.
pub(super) fn counts(call: &Call, params: &ListUsersParams) -> bool {
    params.count == Some(true) && call.header("ConsistencyLevel") == Some("eventual")
}

/// The properties that `$select` names, or else the defaults.
pub(super) fn selection(select: Option<&str>) -> Result<Selection, Fault> {
    let is_known = |name: &str| name.parse::<UserField>().is_ok();
    select.map_or(Ok(defaults()), |names| {
        Selection::read("$select", names, is_known).map_err(invalid)
    })
}

/// The properties that an answer has unless somebody asks for others.
pub(super) fn defaults() -> Selection {
    Selection::of(User::DEFAULT_PROPERTIES)
}
