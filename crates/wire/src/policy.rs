//! Policies as data: which subjects may act on which objects, by name.
//!
//! Generated models have an enumeration of names, such as roles, and a [`Relation`] for each table
//! of a policy. This module defines what the tables mean; everything that no table allows is
//! denied.

/// The answer of a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// It is denied.
    Denied,
    /// It is allowed on a condition that a table cannot check, in the words of the policy.
    AllowedIf(&'static str),
    /// It is allowed unconditionally.
    Allowed,
}

impl Permission {
    /// Returns whether it is allowed unconditionally.
    ///
    /// Returns `false` for a permission [on a condition](Self::AllowedIf), so that code which
    /// ignores conditions denies too much rather than too little; see [`Self::is_allowed_if`].
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// Returns whether it is allowed, given a function that evaluates a condition.
    ///
    /// ```
    /// use graphwright_wire::policy::Permission;
    ///
    /// let night = true;
    /// assert!(Permission::AllowedIf("at night").is_allowed_if(|_| night));
    /// assert!(!Permission::Denied.is_allowed_if(|_| true));
    /// ```
    pub fn is_allowed_if(self, holds: impl FnOnce(&'static str) -> bool) -> bool {
        match self {
            Self::Denied => false,
            Self::AllowedIf(condition) => holds(condition),
            Self::Allowed => true,
        }
    }
}

/// A table of the subjects (`S`) that may act on objects (`O`).
#[derive(Clone, Copy, Debug)]
pub struct Relation<S: 'static, O: 'static> {
    /// For each object, the subjects that may act on it. On an object without a row, nobody may
    /// act.
    pub rows: &'static [(O, &'static [S])],
    /// Conditions, in prose, for a subject of a row to act on its object.
    pub conditions: &'static [(O, S, &'static str)],
}

impl<S: Copy + PartialEq, O: Copy + PartialEq> Relation<S, O> {
    /// Returns whether one subject may act on one object.
    pub fn permission(&self, subject: S, object: O) -> Permission {
        let row = self.rows.iter().find(|(of, _)| *of == object);
        if !row.is_some_and(|(_, subjects)| subjects.contains(&subject)) {
            return Permission::Denied;
        }
        let mut conditions = self.conditions.iter();
        match conditions.find(|(of, by, _)| *of == object && *by == subject) {
            Some((_, _, condition)) => Permission::AllowedIf(condition),
            None => Permission::Allowed,
        }
    }

    /// Returns whether a caller who has all of `subjects` may act on a target that has all of
    /// `objects`, given a function that evaluates a condition.
    ///
    /// One subject must be allowed to act on every object: if the target has several, the most
    /// restrictive applies. Subjects do not add up: two of them that may each act on one of two
    /// objects may not act on a target that has both.
    ///
    /// Without subjects or without objects it is denied: policies have a name for somebody without
    /// any.
    pub fn allows(
        &self,
        subjects: &[S],
        objects: &[O],
        holds: impl Fn(&'static str) -> bool,
    ) -> bool {
        let may = |subject: &S, object: &O| {
            let permission = self.permission(*subject, *object);
            permission.is_allowed_if(&holds)
        };
        let may_all = |subject: &S| objects.iter().all(|object| may(subject, object));
        !objects.is_empty() && subjects.iter().any(may_all)
    }
}

#[cfg(test)]
mod tests {
    use super::{Permission, Relation};

    /// A subject of the table of rooms that may be entered.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Role {
        Guest,
        Cook,
        Owner,
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Room {
        Hall,
        Kitchen,
        Study,
        Cellar,
    }

    static CAN_ENTER: Relation<Role, Room> = Relation {
        rows: &[
            (Room::Hall, &[Role::Guest, Role::Cook, Role::Owner]),
            (Room::Kitchen, &[Role::Cook, Role::Owner]),
            (Room::Study, &[Role::Owner]),
        ],
        conditions: &[(Room::Kitchen, Role::Owner, "while nobody cooks")],
    };

    #[test]
    fn one_subject_and_one_object() {
        for (role, room, expected) in [
            (Role::Guest, Room::Hall, Permission::Allowed),
            (Role::Guest, Room::Kitchen, Permission::Denied),
            (
                Role::Owner,
                Room::Kitchen,
                Permission::AllowedIf("while nobody cooks"),
            ),
            (Role::Owner, Room::Study, Permission::Allowed),
            (Role::Owner, Room::Cellar, Permission::Denied),
        ] {
            assert_eq!(
                CAN_ENTER.permission(role, room),
                expected,
                "{role:?} {room:?}"
            );
        }
    }

    #[test]
    fn several_subjects_and_objects() {
        let allows =
            |roles: &[Role], rooms: &[Room], holds| CAN_ENTER.allows(roles, rooms, |_| holds);
        // The most restrictive of the objects counts, and one of the subjects is enough.
        assert!(allows(
            &[Role::Guest, Role::Cook],
            &[Room::Hall, Room::Kitchen],
            false
        ));
        assert!(!allows(&[Role::Cook], &[Room::Hall, Room::Study], true));
        // The owner may enter the study and the cook the kitchen, but neither both.
        let rooms = [Room::Study, Room::Kitchen];
        assert!(!allows(&[Role::Owner, Role::Cook], &rooms, false));
        assert!(allows(&[Role::Owner, Role::Cook], &rooms, true));
        // Without subjects, or without objects.
        assert!(!allows(&[], &[Room::Hall], true));
        assert!(!allows(&[Role::Owner], &[], true));
        assert!(!allows(&[Role::Owner], &[Room::Hall, Room::Cellar], true));
    }

    #[test]
    fn conditions_are_evaluated_by_the_given_function() {
        let evaluated = std::cell::Cell::new("");
        let holds = |condition| {
            evaluated.set(condition);
            true
        };
        assert!(CAN_ENTER.allows(&[Role::Owner], &[Room::Kitchen], holds));
        assert_eq!(evaluated.get(), "while nobody cooks");
        assert!(!Permission::AllowedIf("x").is_allowed());
        assert!(Permission::Allowed.is_allowed());
    }
}
