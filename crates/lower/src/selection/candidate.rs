//! Operations as a selection sees them, and the patterns that take them.

use super::config::{Missed, Select, SelectBy};
use super::pattern;
use graphwright_source::openapi::Listed;
use graphwright_source::suggest;

/// An operation that may be selected.
#[derive(Clone, Debug)]
pub(super) struct Candidate<'a> {
    pub(super) path: &'a str,
    /// In upper case.
    pub(super) method: String,
    pub(super) id: Option<&'a str>,
    pub(super) tags: Vec<&'a str>,
}

impl<'a> Candidate<'a> {
    /// An operation of the document.
    pub(super) fn of_document(listed: &Listed<'a>) -> Self {
        Self {
            path: listed.path,
            method: listed.method.to_ascii_uppercase(),
            id: listed.id,
            tags: listed.tags.clone(),
        }
    }

    fn has_tag(&self, tag: &str) -> bool {
        self.tags.contains(&tag)
    }

    fn is_at(&self, pattern: &str) -> bool {
        pattern::matches(pattern, self.path)
    }

    fn is_called(&self, name: &str) -> bool {
        let is_spelt_out = || {
            let parts = name.split_once(' ');
            parts.is_some_and(|(method, path)| {
                method.eq_ignore_ascii_case(&self.method) && path.trim_start() == self.path
            })
        };
        self.id == Some(name) || is_spelt_out()
    }
}

/// Returns whether any of the patterns takes an operation.
pub(super) fn takes(select: &Select, operation: &Candidate<'_>) -> bool {
    select.is_all()
        || select.tags.iter().any(|tag| operation.has_tag(tag))
        || select.paths.iter().any(|path| operation.is_at(path))
        || select
            .operations
            .iter()
            .any(|name| operation.is_called(name))
}

/// The patterns that take none of the operations.
pub(super) fn missed(select: &Select, operations: &[Candidate<'_>]) -> Vec<Missed> {
    let tags = select.tags.iter().map(|tag| {
        let mut names = operations.iter().flat_map(|one| one.tags.iter().copied());
        let is_met = names.clone().any(|name| name == tag);
        (is_met, suggest::nearest(tag, &mut names))
    });
    let paths = select.paths.iter().map(|path| {
        let is_met = operations.iter().any(|one| one.is_at(path));
        let known = operations.iter().map(|one| one.path);
        (is_met, suggest::nearest(path, known))
    });
    let names = select.operations.iter().map(|name| {
        let is_met = operations.iter().any(|one| one.is_called(name));
        let known = operations.iter().filter_map(|one| one.id);
        (is_met, suggest::nearest(name, known))
    });
    let tags = missed_in(SelectBy::Tag, tags);
    let paths = missed_in(SelectBy::Path, paths);
    let names = missed_in(SelectBy::Operation, names);
    tags.chain(paths).chain(names).collect()
}

/// The patterns of a list that take nothing, given for each whether it does and the nearest name.
fn missed_in<'a>(
    by: SelectBy,
    patterns: impl Iterator<Item = (bool, Option<&'a str>)>,
) -> impl Iterator<Item = Missed> {
    let missed = patterns.enumerate().filter(|(_, (is_met, _))| !is_met);
    missed.map(move |(index, (_, nearest))| Missed {
        by,
        index,
        nearest: nearest.map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate() -> Candidate<'static> {
        Candidate {
            path: "/users/{id}",
            method: "GET".to_owned(),
            id: Some("get-user"),
            tags: vec!["users", "people"],
        }
    }

    #[test]
    fn an_operation_is_taken_for_any_reason() {
        let check = |tag: &str, path: &str, operation: &str, expected: bool| {
            let list = |text: &str| Vec::from_iter((!text.is_empty()).then(|| text.to_owned()));
            let select = Select {
                tags: list(tag),
                paths: list(path),
                operations: list(operation),
            };
            assert_eq!(takes(&select, &candidate()), expected, "{select:?}");
        };
        check("", "", "", true);
        check("people", "", "", true);
        check("People", "", "", false);
        check("", "/users/*", "", true);
        check("other", "/groups", "get-user", true);
        check("", "", "get /users/{id}", true);
        check("", "", "POST /users/{id}", false);
        check("other", "/groups", "get-users", false);
    }

    #[test]
    fn what_takes_nothing_is_told_with_what_was_meant() {
        let select = Select {
            tags: vec!["users".to_owned(), "userz".to_owned()],
            paths: vec!["/usrs/{id}".to_owned()],
            operations: vec!["nothing-like-it".to_owned()],
        };
        let expected = |by, index, nearest: Option<&str>| Missed {
            by,
            index,
            nearest: nearest.map(str::to_owned),
        };
        assert_eq!(
            missed(&select, &[candidate()]),
            [
                expected(SelectBy::Tag, 1, Some("users")),
                expected(SelectBy::Path, 0, Some("/users/{id}")),
                expected(SelectBy::Operation, 0, None),
            ]
        );
    }
}
