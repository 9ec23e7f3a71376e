//! Which operations are generated, and what is left when the others are dropped.
//!
//! Tables say things about all operations and types, and fixups change them: so everything is read
//! and merged first, and what is not selected is dropped before forms and names are decided. These
//! follow from what is generated.

mod glob;
mod prune;

use crate::Config;
use crate::draft::{OperationDraft, TagDraft, Types};
use crate::reader::Reader;
use crate::report::Report;
use graphwright_ir::{SecurityNeed, SecurityScheme, Suppressed};
use graphwright_source::openapi::{Document, Listed, Part};
use graphwright_source::suggest;
use prune::prune;
use std::collections::HashSet;

/// Which operations are generated: those that any of these takes. Without any, all are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// Tags; an operation is taken for any of its tags.
    pub tags: Vec<String>,
    /// Patterns of path templates: `*` is any text within a segment, `**` any text, `?` one
    /// character; `/users/**` takes `/users` too.
    pub paths: Vec<String>,
    /// Operations by their `operationId` or as `METHOD /path`.
    pub operations: Vec<String>,
}

/// The kinds of things by which operations are selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectBy {
    /// [`Select::tags`].
    Tag,
    /// [`Select::paths`].
    Path,
    /// [`Select::operations`].
    Operation,
}

/// A selection that takes no operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missed {
    /// What kind of selection it is.
    pub by: SelectBy,
    /// Its place in its list.
    pub index: usize,
    /// What was probably meant.
    pub nearest: Option<String>,
}

/// An operation, as a selection sees it.
#[derive(Clone, Debug)]
struct Candidate<'a> {
    path: &'a str,
    /// In upper case.
    method: String,
    id: Option<&'a str>,
    tags: Vec<&'a str>,
}

impl Select {
    /// Whether everything is selected.
    pub fn is_all(&self) -> bool {
        self.tags.is_empty() && self.paths.is_empty() && self.operations.is_empty()
    }

    /// Path and method, in lower case, of the selected operations of a document.
    pub fn of_document<'d>(&self, document: &'d Document) -> HashSet<(&'d str, &'d str)> {
        let listed = document.operations().into_iter();
        listed
            .filter(|listed| self.takes(&Candidate::from(listed)))
            .map(|listed| (listed.path, listed.method))
            .collect()
    }

    /// The part of a document that is generated, where that is not all of it.
    pub fn part_of(&self, document: &Document) -> Option<Part> {
        let wanted = (!self.is_all()).then(|| self.of_document(document))?;
        Some(document.part(&wanted))
    }

    fn takes(&self, operation: &Candidate<'_>) -> bool {
        self.is_all()
            || self.tags.iter().any(|tag| operation.has_tag(tag))
            || self.paths.iter().any(|path| operation.is_at(path))
            || self.operations.iter().any(|name| operation.is(name))
    }

    /// The selections that take none of the operations.
    fn missed(&self, operations: &[Candidate<'_>]) -> Vec<Missed> {
        let tags = self.tags.iter().map(|tag| {
            let mut names = operations.iter().flat_map(|one| one.tags.iter().copied());
            let is_met = names.clone().any(|name| name == tag);
            (is_met, suggest::nearest(tag, &mut names))
        });
        let paths = self.paths.iter().map(|path| {
            let is_met = operations.iter().any(|one| one.is_at(path));
            (
                is_met,
                suggest::nearest(path, operations.iter().map(|one| one.path)),
            )
        });
        let names = self.operations.iter().map(|name| {
            let is_met = operations.iter().any(|one| one.is(name));
            (
                is_met,
                suggest::nearest(name, operations.iter().filter_map(|one| one.id)),
            )
        });
        let tags = missed(SelectBy::Tag, tags);
        let paths = missed(SelectBy::Path, paths);
        tags.chain(paths)
            .chain(missed(SelectBy::Operation, names))
            .collect()
    }
}

fn missed<'a>(
    by: SelectBy,
    found: impl Iterator<Item = (bool, Option<&'a str>)>,
) -> impl Iterator<Item = Missed> {
    let found = found.enumerate();
    found
        .filter(|(_, (is_met, _))| !is_met)
        .map(move |(index, (_, nearest))| Missed {
            by,
            index,
            nearest: nearest.map(str::to_owned),
        })
}

impl Candidate<'_> {
    fn has_tag(&self, tag: &str) -> bool {
        self.tags.contains(&tag)
    }

    fn is_at(&self, pattern: &str) -> bool {
        glob::matches(pattern, self.path)
    }

    fn is(&self, name: &str) -> bool {
        let is_spelt_out = || {
            let parts = name.split_once(' ');
            parts.is_some_and(|(method, path)| {
                method.eq_ignore_ascii_case(&self.method) && path.trim_start() == self.path
            })
        };
        self.id == Some(name) || is_spelt_out()
    }
}

impl<'a> From<&Listed<'a>> for Candidate<'a> {
    fn from(listed: &Listed<'a>) -> Self {
        Self {
            path: listed.path,
            method: listed.method.to_ascii_uppercase(),
            id: listed.id,
            tags: listed.tags.clone(),
        }
    }
}

/// It has no tag, since it has no operation.
impl<'a> From<&'a Suppressed> for Candidate<'a> {
    fn from(suppressed: &'a Suppressed) -> Self {
        Self {
            path: &suppressed.path,
            method: suppressed.method.as_str().to_owned(),
            id: Some(&suppressed.id),
            tags: Vec::new(),
        }
    }
}

impl<'a> Candidate<'a> {
    /// An operation that only tables describe.
    fn of_table(tags: &'a [TagDraft], operation: &'a OperationDraft) -> Self {
        Self {
            path: &operation.path.text,
            method: operation.method.as_str().to_owned(),
            id: Some(&operation.id),
            tags: vec![&tags[operation.tag.0].wire],
        }
    }
}

/// What a selection is applied to.
pub(crate) struct Pruned<'m, 'a> {
    pub reader: &'m Reader<'a>,
    pub config: &'m Config,
    pub types: &'m mut Types<'a>,
    pub operations: &'m mut Vec<OperationDraft>,
    pub tags: &'m mut Vec<TagDraft>,
    pub suppressed: &'m mut Vec<Suppressed>,
    pub schemes: &'m mut Vec<SecurityScheme>,
    pub security: &'m mut SecurityNeed,
    pub dropped: &'m mut HashSet<String>,
    pub report: &'m mut Report<'a>,
}

/// Drops what the configuration does not select, and gives the selections that take nothing.
pub(crate) fn apply(model: &mut Pruned<'_, '_>) -> Vec<Missed> {
    let select = &model.config.select;
    if select.is_all() {
        return Vec::new();
    }
    let selected = Selected::new(select, model);
    prune(model, &selected);
    selected.missed
}

/// What a selection says of the operations of a model.
struct Selected {
    /// Whether each operation is kept, by its index.
    operations: Vec<bool>,
    /// Whether each request that is left out for a table is still told, by its index.
    suppressed: Vec<bool>,
    /// The selections that take none.
    missed: Vec<Missed>,
}

impl Selected {
    /// The selected operations of a document and of what was merged into it.
    fn new(select: &Select, model: &Pruned<'_, '_>) -> Self {
        let document = model.reader.document;
        let listed = document.operations();
        let mut all: Vec<Candidate<'_>> = listed.iter().map(Candidate::from).collect();
        let chosen: HashSet<(&str, &str)> = select.of_document(document);
        let known: HashSet<(&str, &str)> =
            listed.iter().map(|one| (one.path, one.method)).collect();
        let mut operations = Vec::with_capacity(model.operations.len());
        for operation in model.operations.iter() {
            let method = operation.method.as_str().to_ascii_lowercase();
            let key = (operation.path.text.as_str(), method.as_str());
            operations.push(if known.contains(&key) {
                chosen.contains(&key)
            } else {
                let candidate = Candidate::of_table(model.tags, operation);
                let is_taken = select.takes(&candidate);
                all.push(candidate);
                is_taken
            });
        }
        let suppressed = model.suppressed.iter().map(Candidate::from);
        Self {
            operations,
            suppressed: suppressed.map(|one| select.takes(&one)).collect(),
            missed: select.missed(&all),
        }
    }
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
            assert_eq!(select.takes(&candidate()), expected, "{select:?}");
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
        let missed = |by, index, nearest: Option<&str>| Missed {
            by,
            index,
            nearest: nearest.map(str::to_owned),
        };
        assert_eq!(
            select.missed(&[candidate()]),
            [
                missed(SelectBy::Tag, 1, Some("users")),
                missed(SelectBy::Path, 0, Some("/users/{id}")),
                missed(SelectBy::Operation, 0, None),
            ]
        );
    }
}
