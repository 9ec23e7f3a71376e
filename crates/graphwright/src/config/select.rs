//! `[select]`, and its flags: the operations to generate.

use super::request::{AskedBy, Located};
use super::section::Section;
use crate::message::Message;
use graphwright_lower::{self as lower, Missed, SelectBy};

/// The operations to generate: those that match any of these patterns, or all if there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    /// `tags`: the operations that have one of these tags.
    pub tags: Vec<Pattern>,
    /// `paths`: those whose path template matches one of these patterns (`*`, `**` and `?`).
    pub paths: Vec<Pattern>,
    /// `operations`: those with one of these ids, or `METHOD /path`.
    pub operations: Vec<Pattern>,
}

/// A pattern that selects operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// The tag, the pattern of a path, or the operation.
    pub text: String,
    /// Its source.
    pub by: AskedBy,
}

impl Select {
    /// Applies flags: a list of a kind replaces the configured one.
    pub(crate) fn override_with(
        &mut self,
        tags: &[String],
        paths: &[String],
        operations: &[String],
    ) {
        let flags = [
            (&mut self.tags, tags),
            (&mut self.paths, paths),
            (&mut self.operations, operations),
        ];
        for (list, flags) in flags.into_iter().filter(|(_, flags)| !flags.is_empty()) {
            let pattern = |flag: &String| Pattern {
                text: flag.clone(),
                by: AskedBy::Flag,
            };
            *list = flags.iter().map(pattern).collect();
        }
    }

    /// The patterns without their places.
    pub(crate) fn patterns(&self) -> lower::Select {
        let texts = |list: &[Pattern]| list.iter().map(|one| one.text.clone()).collect();
        lower::Select {
            tags: texts(&self.tags),
            paths: texts(&self.paths),
            operations: texts(&self.operations),
        }
    }

    /// The error about a pattern that matches no operation.
    pub(crate) fn refuse(&self, missed: &Missed) -> Option<Message> {
        let (list, lack) = match missed.by {
            SelectBy::Tag => (&self.tags, "no operation has the tag"),
            SelectBy::Path => (&self.paths, "no operation has a path that matches"),
            SelectBy::Operation => (&self.operations, "no operation has the id"),
        };
        let Pattern { text, by } = list.get(missed.index)?;
        let mut message = by.refuse(format!("{lack} `{}`", text.escape_debug()));
        let nearest = missed.nearest.as_ref();
        message.help = nearest.map(|near| format!("did you mean `{near}`?"));
        Some(message)
    }
}

/// Reads the table.
pub(super) fn read(mut section: Section<'_>) -> Select {
    let mut list = |key| {
        let patterns = section.strings(key).into_iter();
        patterns
            .map(|Located { text, origin }| Pattern {
                text,
                by: AskedBy::Key(origin),
            })
            .collect()
    };
    let select = Select {
        tags: list("tags"),
        paths: list("paths"),
        operations: list("operations"),
    };
    section.finish();
    select
}
