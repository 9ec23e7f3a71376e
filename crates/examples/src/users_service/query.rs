//! The query options of a request: which of them are supported, and the properties of an answer.

use graph_users_server::model::wire::json::{self, Value};
use graph_users_server::model::{User, UserField};
use graph_users_server::runtime::{Detail, Place};
use graph_users_server::{Call, Fault};
use std::borrow::Cow;

/// The options of a request as they came: names without their `$` escaped, values not decoded.
pub(super) fn options(call: &Call) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    let pairs = call.query().unwrap_or_default().split('&');
    pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = match name.strip_prefix("%24") {
            Some(rest) => format!("${rest}").into(),
            None => name.into(),
        };
        (name, value)
    })
}

/// Refuses options that are none of `supported`: an answer that ignored a filter would be wrong.
///
/// Only names that begin with `$` are options of OData; others may be anybody's.
pub(super) fn check(call: &Call, supported: &[&str]) -> Result<(), Fault> {
    let mut names = options(call).map(|(name, _)| name);
    if names.all(|name| !name.starts_with('$') || supported.contains(&name.as_ref())) {
        return Ok(());
    }
    let message = match supported {
        [] => "This operation supports no query options.".to_owned(),
        _ => format!(
            "Of the query options only {} are supported.",
            supported.join(", ")
        ),
    };
    Err(Fault::bad_request([])
        .with_code("Request_UnsupportedQuery")
        .with_message(message))
}

/// The properties that an answer has.
#[derive(Debug)]
pub(super) struct Selection(Vec<&'static str>);

impl Selection {
    /// Those that a caller gets who asks for none in particular.
    pub(super) fn defaults() -> Self {
        Self(User::DEFAULT_PROPERTIES.to_vec())
    }

    /// Those that `$select` names, or else the defaults. An unknown name is a 400.
    pub(super) fn read(select: Option<&str>) -> Result<Self, Fault> {
        let Some(select) = select else {
            return Ok(Self::defaults());
        };
        let names = select.split(',').map(|name| name.trim().parse());
        let fields = names.collect::<Result<Vec<UserField>, _>>().map_err(|_| {
            let message = "names a property that a user does not have";
            Fault::bad_request([Detail::param(
                Place::Query,
                "$select",
                "unknown-property",
                message,
            )])
            .with_code("Request_BadRequest")
        })?;
        Ok(Self(fields.into_iter().map(UserField::as_str).collect()))
    }

    /// A user with these properties and no others.
    pub(super) fn of(&self, user: &User) -> Result<User, Fault> {
        let mut value = json::to_value(user)?;
        if let Value::Object(members) = &mut value {
            members.retain(|name, _| self.0.contains(&name.as_str()));
        }
        Ok(json::from_value(value)?)
    }
}
