//! The users of a tenant, in memory: in the order of their age, found by id or by name.

use super::errors::bad_request;
use super::seed;
use graph_users_server::Fault;
use graph_users_server::model::wire::Timestamp;
use graph_users_server::model::{DirectoryRole, Membership, User, UserId, UserKey};
use serde::Deserialize;

/// A user, and what the API shows elsewhere. Passwords are not kept: nobody signs in here.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Record {
    pub(super) user: User,
    /// Never empty: who has no administrator's role has that of those who have none.
    pub(super) roles: Vec<String>,
    pub(super) manager: Option<UserId>,
    pub(super) member_of: Vec<Membership>,
}

impl Record {
    /// A user without roles, a manager or groups.
    pub(super) fn ordinary(user: User) -> Self {
        Self {
            user,
            roles: vec![DirectoryRole::NoAdminRole.to_string()],
            manager: None,
            member_of: Vec::new(),
        }
    }

    /// Whether a text is its id or its user principal name, in which case does not count.
    pub(super) fn answers_to(&self, key: &str) -> bool {
        let id = self.user.id.as_ref().map(UserId::as_str);
        let name = self.user.user_principal_name.as_deref();
        let mut keys = id.into_iter().chain(name);
        keys.any(|own| own.eq_ignore_ascii_case(key))
    }
}

/// All users that there ever were.
///
/// Who is deleted keeps its place and is found no more. So a page that begins at a place repeats
/// nobody and skips nobody, whoever comes and goes meanwhile.
#[derive(Debug)]
pub(super) struct Store(Vec<Record>);

impl Store {
    /// The users that are there from the beginning.
    pub(super) fn seeded() -> Self {
        Self(seed::users().to_vec())
    }

    /// The users from a place on, oldest first, with their places.
    pub(super) fn users(&self, begin: usize) -> impl Iterator<Item = (usize, &Record)> {
        let places = self.0.iter().enumerate().skip(begin);
        places.filter(|(_, record)| record.user.deleted_date_time.is_none())
    }

    /// Finds a user by looking at each, which is quick enough for thousands.
    pub(super) fn find(&self, key: &UserKey) -> Option<(usize, &Record)> {
        let mut users = self.users(0);
        users.find(|(_, record)| record.answers_to(key.as_str()))
    }

    /// Whether a user is a Global Admin, and nobody else is.
    pub(super) fn is_last_admin(&self, record: &Record) -> bool {
        let role = DirectoryRole::GlobalAdmin.as_str();
        let is_admin = |record: &Record| record.roles.iter().any(|own| own == role);
        let mut admins = self.users(0).filter(|(_, other)| is_admin(other));
        is_admin(record) && admins.all(|(_, admin)| admin.user.id == record.user.id)
    }

    /// Adds a user, unless another has the name.
    pub(super) fn insert(&mut self, record: Record) -> Result<(), Fault> {
        self.check_name(&record.user)?;
        self.0.push(record);
        Ok(())
    }

    /// Puts what became of a user in its place, unless another has the name.
    pub(super) fn replace(&mut self, place: usize, user: User) -> Result<(), Fault> {
        self.check_name(&user)?;
        if let Some(record) = self.0.get_mut(place) {
            record.user = user;
        }
        Ok(())
    }

    /// Moves a user to the recycle bin.
    pub(super) fn delete(&mut self, place: usize) {
        if let Some(record) = self.0.get_mut(place) {
            record.user.deleted_date_time = Some(Timestamp::now());
        }
    }

    fn check_name(&self, user: &User) -> Result<(), Fault> {
        let name = user.user_principal_name.as_deref().unwrap_or_default();
        let mut others = self.users(0).filter(|(_, other)| other.user.id != user.id);
        if others.any(|(_, other)| other.answers_to(name)) {
            let message =
                "Another object with the same value for property userPrincipalName already exists.";
            return Err(bad_request(message));
        }
        Ok(())
    }
}
