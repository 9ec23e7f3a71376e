//! Selections: responses with only the members that a caller requests.

use crate::fault::Detail;
use crate::{Fault, Place};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::borrow::Cow;

/// The selected members of an object, by wire name: `$select=id,displayName`, `fields=id`.
///
/// ```
/// # use graphwright_server::{Fault, Selection};
/// # use serde_json::{Value, json};
/// # fn list(fields: Option<&str>) -> Result<(), Fault> {
/// let is_known = |name: &str| ["id", "name", "size"].contains(&name);
/// let selection = match fields {
///     Some(names) => Selection::read("fields", names, is_known)?,
///     None => Selection::of(&["id", "name"]),
/// };
/// let pet: Value = selection.project(&json!({"id": 1, "name": "Rex", "size": 3}))?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Vec<Cow<'static, str>>);

impl Selection {
    /// A selection of these members.
    pub fn of(names: &[&'static str]) -> Self {
        Self(names.iter().copied().map(Cow::Borrowed).collect())
    }

    /// Parses the value of a query parameter: names separated by commas, with optional spaces.
    ///
    /// Fails with 400 for an unknown name, and without any name.
    pub fn read(param: &str, names: &str, is_known: impl Fn(&str) -> bool) -> Result<Self, Fault> {
        let names: Vec<_> = names.split(',').map(str::trim).collect();
        if names.iter().all(|name| is_known(name)) {
            let names = names.into_iter().map(|name| name.to_owned().into());
            return Ok(Self(names.collect()));
        }
        let message = "names an unknown property";
        let detail = Detail::param(Place::Query, param, "unknown-property", message);
        Err(Fault::bad_request([detail]))
    }

    /// Copies an object with its selected members only.
    ///
    /// Members that the type requires must be selected: without one, this is an internal fault.
    /// Nested members are not filtered.
    pub fn project<T: Serialize + DeserializeOwned>(&self, whole: &T) -> Result<T, Fault> {
        let mut value = serde_json::to_value(whole)?;
        if let Value::Object(members) = &mut value {
            members.retain(|name, _| self.0.iter().any(|selected| selected == name));
        }
        Ok(serde_json::from_value(value)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use serde_json::{Value, json};

    #[derive(Debug, serde::Deserialize, serde::Serialize)]
    struct Pet {
        id: u32,
    }

    fn read(names: &str) -> Option<Selection> {
        let is_known = |name: &str| ["id", "displayName"].contains(&name);
        match Selection::read("$select", names, is_known) {
            Ok(selection) => Some(selection),
            Err(fault) => {
                assert_eq!(fault.status(), 400);
                assert_eq!(fault.details()[0].target, "query/$select");
                assert!(!format!("{fault:?}").contains("shoeSize"), "{fault:?}");
                None
            }
        }
    }

    #[test]
    fn names_are_read() {
        let both = Selection::of(&["id", "displayName"]);
        for names in ["id,displayName", " id , displayName "] {
            assert_eq!(read(names), Some(both.clone()), "{names}");
        }
        for names in ["", " ", "id,", "ID", "id,shoeSize", "id displayName", "*"] {
            assert_eq!(read(names), None, "{names}");
        }
    }

    #[test]
    fn an_object_keeps_its_selected_members() {
        let whole =
            json!({"id": 1, "displayName": "Rex", "owner": {"id": 2, "displayName": "Ada"}});
        let project =
            |names: &[&'static str]| -> Value { Selection::of(names).project(&whole).unwrap() };
        assert_eq!(project(&["displayName"]), json!({"displayName": "Rex"}));
        assert_eq!(
            project(&["owner", "size"]),
            json!({"owner": whole["owner"]})
        );
        assert_eq!(project(&[]), json!({}));

        let fault = Selection::of(&[]).project(&Pet { id: 1 }).unwrap_err();
        assert_eq!(fault.status(), 500);
    }
}
