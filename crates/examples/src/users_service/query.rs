//! The supported query options, and the properties of a response.

use super::errors::with_graph_code;
use graph_users_server::model::{User, UserField};
use graph_users_server::runtime::Selection;
use graph_users_server::users::ListUsersParams;
use graph_users_server::{Call, Fault};

/// Refuses unsupported query options, since a response that ignores a filter would be wrong.
///
/// Only names that begin with `$` are options of OData; others are ignored.
pub(super) fn check_options(call: &Call, supported: &[&str]) -> Result<(), Fault> {
    let is_allowed = |name: &str| !name.starts_with('$') || supported.contains(&name);
    if call.query_pairs().all(|(name, _)| is_allowed(&name)) {
        return Ok(());
    }
    let message = format!("Supported query options: [{}].", supported.join(", "));
    Err(Fault::bad_request([])
        .with_code("Request_UnsupportedQuery")
        .with_message(message))
}

/// Returns whether the caller requests the number of all users. Without the header, Graph ignores
/// `$count`.
pub(super) fn is_counted(call: &Call, params: &ListUsersParams) -> bool {
    params.count == Some(true) && call.header("ConsistencyLevel") == Some("eventual")
}

/// Parses `$select`; without it, returns the default properties.
pub(super) fn parse_selection(select: Option<&str>) -> Result<Selection, Fault> {
    let is_known = |name: &str| name.parse::<UserField>().is_ok();
    select.map_or(Ok(default_selection()), |names| {
        Selection::read("$select", names, is_known).map_err(with_graph_code)
    })
}

/// The properties of a response without `$select`.
pub(super) fn default_selection() -> Selection {
    Selection::of(User::DEFAULT_PROPERTIES)
}
