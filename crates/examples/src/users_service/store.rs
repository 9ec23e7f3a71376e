//! The users of a tenant, in memory, in the order of their creation.

use super::errors::bad_request;
use super::record::{AdminRank, Record};
use super::seed;
use graph_users_server::Fault;
use graph_users_server::model::wire::Timestamp;
use graph_users_server::model::{DirectoryRole, User, UserKey};

/// All users, including deleted ones.
///
/// A deleted user keeps its position, but is not found any more. So a page that begins at a
/// position neither repeats nor skips users, whichever are created and deleted between two pages.
#[derive(Debug)]
pub(super) struct Store(Vec<Record>);

impl Store {
    /// A store with the initial users.
    pub(super) fn seeded() -> Self {
        Self(seed::users().to_vec())
    }

    /// The users from a position on, oldest first, with their positions.
    pub(super) fn users(&self, begin: usize) -> impl Iterator<Item = (usize, &Record)> {
        let records = self.0.iter().enumerate().skip(begin);
        records.filter(|(_, record)| record.user.deleted_date_time.is_none())
    }

    /// Finds a user, in linear time.
    pub(super) fn find(&self, key: &UserKey) -> Option<(usize, &Record)> {
        let mut users = self.users(0);
        users.find(|(_, record)| record.has_key(key.as_str()))
    }

    /// Returns whether a user is the only Global Admin.
    pub(super) fn admin_rank(&self, record: &Record) -> AdminRank {
        let role = DirectoryRole::GlobalAdmin.as_str();
        let is_admin = |record: &Record| record.roles.iter().any(|assigned| assigned == role);
        let mut admins = self.users(0).filter(|(_, other)| is_admin(other));
        if is_admin(record) && admins.all(|(_, admin)| admin.user.id == record.user.id) {
            AdminRank::LastAdmin
        } else {
            AdminRank::Replaceable
        }
    }

    /// Adds a user. Fails if another one has its name.
    pub(super) fn insert(&mut self, record: Record) -> Result<(), Fault> {
        self.check_unique_name(&record.user)?;
        self.0.push(record);
        Ok(())
    }

    /// Replaces the user at a position. Fails if another one has its name.
    pub(super) fn replace(&mut self, position: usize, user: User) -> Result<(), Fault> {
        self.check_unique_name(&user)?;
        if let Some(record) = self.0.get_mut(position) {
            record.user = user;
        }
        Ok(())
    }

    /// Moves a user to the recycle bin.
    pub(super) fn delete(&mut self, position: usize) {
        if let Some(record) = self.0.get_mut(position) {
            record.user.deleted_date_time = Some(Timestamp::now());
        }
    }

    fn check_unique_name(&self, user: &User) -> Result<(), Fault> {
        let name = user.user_principal_name.as_deref().unwrap_or_default();
        let mut others = self.users(0).filter(|(_, other)| other.user.id != user.id);
        if others.any(|(_, other)| other.has_key(name)) {
            let message =
                "Another object with the same value for property userPrincipalName already exists.";
            return Err(bad_request(message));
        }
        Ok(())
    }
}
