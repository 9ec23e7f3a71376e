//! Policies as data: who may do what to whom, by name.
//!
//! Generated models have an enumeration of names, such as roles, and a [`Relation`] for each table
//! that says which of them may act on which. What the tables mean is decided here, and whatever no
//! table allows is denied.

/// Whether someone may do something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Not at all.
    Denied,
    /// On a condition that a table cannot check, in the words of the policy.
    AllowedIf(&'static str),
    /// On any condition.
    Allowed,
}

impl Permission {
    /// Whether it is allowed on any condition.
    ///
    /// What is allowed [on a condition](Self::AllowedIf) is not, so that a caller who forgets the
    /// condition refuses too much rather than too little; see [`Self::is_allowed_if`].
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }

    /// Whether it is allowed, given a function that says whether a condition holds.
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

/// A table of who (`S`, the subject) may act on whom (`O`, the object).
#[derive(Clone, Copy, Debug)]
pub struct Relation<S: 'static, O: 'static> {
    /// For each object the subjects that may act on it. An object without a row may be acted on by
    /// no one.
    pub rows: &'static [(O, &'static [S])],
    /// What else must hold, in prose, where a subject of a row may act on its object.
    pub conditions: &'static [(O, S, &'static str)],
}

impl<S: Copy + PartialEq, O: Copy + PartialEq> Relation<S, O> {
    /// Whether one subject may act on one object.
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

    /// Whether someone who holds all of `subjects` may act on someone who holds all of `objects`,
    /// given a function that says whether a condition holds.
    ///
    /// A subject may where it may act on every one of the objects: who holds several is bound by the
    /// strictest. One such subject is enough. Subjects do not add up: two of which each may act on
    /// one of two objects may not.
    ///
    /// No object at all is nobody that the table speaks of, and denied: policies have a name for who
    /// holds none. So is no subject.
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

    /// Who may enter which room.
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
    fn one_and_one() {
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
    fn several() {
        let allows =
            |roles: &[Role], rooms: &[Room], holds| CAN_ENTER.allows(roles, rooms, |_| holds);
        // The strictest of the objects counts, and one of the subjects is enough.
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
        // Nobody, and nowhere.
        assert!(!allows(&[], &[Room::Hall], true));
        assert!(!allows(&[Role::Owner], &[], true));
        assert!(!allows(&[Role::Owner], &[Room::Hall, Room::Cellar], true));
    }

    #[test]
    fn a_condition_is_told_to_who_must_check_it() {
        let told = std::cell::Cell::new("");
        let holds = |condition| {
            told.set(condition);
            true
        };
        assert!(CAN_ENTER.allows(&[Role::Owner], &[Room::Kitchen], holds));
        assert_eq!(told.get(), "while nobody cooks");
        assert!(!Permission::AllowedIf("x").is_allowed());
        assert!(Permission::Allowed.is_allowed());
    }
}
