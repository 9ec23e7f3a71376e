//! The record of a user.

use graph_users_server::model::{DirectoryRole, Membership, User, UserId};
use serde::Deserialize;

/// A user, with the data of other operations. Passwords are not stored, since nobody signs in here.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    pub(super) user: User,
    /// Never empty: a user without administrator roles has the role for that.
    pub(super) roles: Vec<String>,
    pub(super) manager: Option<UserId>,
    pub(super) member_of: Vec<Membership>,
}

impl Record {
    /// A user without administrator roles, manager and groups.
    pub(super) fn without_roles(user: User) -> Self {
        Self {
            user,
            roles: vec![DirectoryRole::NoAdminRole.to_string()],
            manager: None,
            member_of: Vec::new(),
        }
    }

    /// Returns whether a text is the id or the user principal name, ignoring case.
    pub(super) fn has_key(&self, key: &str) -> bool {
        let id = self.user.id.as_ref().map(UserId::as_str);
        let name = self.user.user_principal_name.as_deref();
        let mut keys = id.into_iter().chain(name);
        keys.any(|own_key| own_key.eq_ignore_ascii_case(key))
    }
}

/// The position of a user among the Global Admins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum AdminRank {
    /// The only one.
    LastAdmin,
    /// Not one, or one of several.
    Replaceable,
}
