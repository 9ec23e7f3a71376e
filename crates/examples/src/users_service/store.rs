//! The users of a tenant, in memory: in the order of their age, found by id or by name.

use super::access::CALLERS;
use graph_users_server::model::wire::Timestamp;
use graph_users_server::model::{DirectoryRole, Membership, User, UserId, UserKey};
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

/// A user, and what the API shows elsewhere or not at all. Passwords are not kept: nobody signs in
/// here.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) user: User,
    /// Never empty: who has no administrator's role has [`DirectoryRole::NoAdminRole`].
    pub(super) roles: Vec<DirectoryRole>,
    pub(super) manager: Option<UserId>,
    pub(super) member_of: Vec<Membership>,
}

impl Record {
    /// A user without roles, a manager or groups.
    pub(super) fn ordinary(user: User) -> Self {
        Self {
            user,
            roles: vec![DirectoryRole::NoAdminRole],
            manager: None,
            member_of: Vec::new(),
        }
    }
}

/// All users, and those that were deleted.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// By the number that each got when it came: a page begins behind such a number, so that users
    /// who come and go between two pages are neither repeated nor skip others.
    records: BTreeMap<u64, Record>,
    /// Every id and every user principal name, in lower case.
    keys: HashMap<String, u64>,
    /// What was deleted. Its keys are free again.
    bin: Vec<Record>,
    last: u64,
}

/// Another user has the user principal name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taken;

impl Store {
    /// The users for whom the known callers act. The first of them manages the others, and all of
    /// them are members of one group.
    pub(super) fn seeded() -> Self {
        let mut store = Self::default();
        for known in &CALLERS {
            let Some((display_name, name)) = known.user else {
                continue;
            };
            let (alias, _) = name.split_once('@').unwrap_or((name, ""));
            let user = User::default()
                .id(known.id)
                .account_enabled(true)
                .business_phones([])
                .created_date_time(Timestamp::now())
                .display_name(display_name)
                .mail(name)
                .mail_nickname(alias)
                .user_principal_name(name);
            let is_first = store.len() == 0;
            let record = Record {
                user,
                roles: known.roles.to_vec(),
                manager: (!is_first).then(|| CALLERS[0].id.into()),
                member_of: vec![everybody()],
            };
            // The callers' names differ.
            let _: Result<(), Taken> = store.insert(record);
        }
        store
    }

    /// Finds a user by id or by user principal name, in which case does not count.
    pub(super) fn find(&self, key: &UserKey) -> Option<&Record> {
        self.records.get(self.keys.get(&folded(key.as_str()))?)
    }

    /// The users that came after a number, oldest first, with their numbers.
    pub(super) fn after(&self, number: u64) -> impl Iterator<Item = (u64, &Record)> {
        let range = (Bound::Excluded(number), Bound::Unbounded);
        let records = self.records.range(range);
        records.map(|(number, record)| (*number, record))
    }

    /// How many users there are.
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// How many users hold a role.
    pub(super) fn holders(&self, role: DirectoryRole) -> usize {
        let records = self.records.values();
        records
            .filter(|record| record.roles.contains(&role))
            .count()
    }

    /// Adds a user.
    pub(super) fn insert(&mut self, record: Record) -> Result<(), Taken> {
        let keys = keys_of(&record.user);
        if keys.iter().any(|key| self.keys.contains_key(key)) {
            return Err(Taken);
        }
        self.last += 1;
        self.keys
            .extend(keys.into_iter().map(|key| (key, self.last)));
        self.records.insert(self.last, record);
        Ok(())
    }

    /// Changes a user, as a whole or not at all. Nothing is done where nobody has the key.
    pub(super) fn update(
        &mut self,
        key: &UserKey,
        change: impl FnOnce(&mut User),
    ) -> Result<(), Taken> {
        let Some(&number) = self.keys.get(&folded(key.as_str())) else {
            return Ok(());
        };
        let Some(record) = self.records.get_mut(&number) else {
            return Ok(());
        };
        let mut user = record.user.clone();
        change(&mut user);
        let keys = keys_of(&user);
        let is_taken = |key| self.keys.get(key).is_some_and(|other| *other != number);
        if keys.iter().any(is_taken) {
            return Err(Taken);
        }
        for key in keys_of(&record.user) {
            self.keys.remove(&key);
        }
        self.keys.extend(keys.into_iter().map(|key| (key, number)));
        record.user = user;
        Ok(())
    }

    /// Moves a user to the recycle bin; whether there was one.
    pub(super) fn delete(&mut self, key: &UserKey) -> bool {
        let number = self.keys.get(&folded(key.as_str()));
        let Some(mut record) = number.and_then(|number| self.records.remove(number)) else {
            return false;
        };
        for key in keys_of(&record.user) {
            self.keys.remove(&key);
        }
        record.user.deleted_date_time = Some(Timestamp::now());
        self.bin.push(record);
        true
    }
}

/// The group that everybody is a member of.
fn everybody() -> Membership {
    Membership::default()
        .id("99999999-9999-4999-8999-999999999999")
        .display_name("All Company")
        .group_types(["Unified".to_owned()])
}

fn keys_of(user: &User) -> Vec<String> {
    let id = user.id.as_ref().map(UserId::as_str);
    let name = user.user_principal_name.as_deref();
    id.into_iter().chain(name).map(folded).collect()
}

fn folded(key: &str) -> String {
    key.to_lowercase()
}
