//! Steps of fixups about tables: found by table and property, and told when nothing asked for them.

use crate::fixup::{Action, Media, MergeStep, TableStep};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic, Origin};
use std::slice;

/// The kinds of change to a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Rename,
    RenameNavigation,
    Promote,
    /// `to` is the version.
    Gate,
    /// `to` is the schema that is written.
    Write,
    ReadOnly,
    Collection,
    Elsewhere,
    Newtype,
    /// `to` is the status.
    Status,
    Subtypes,
    DropSegment,
    /// `to` is the method; one step for each.
    Media,
}

/// A step of a fixup about one thing that a table has: a property, a navigation property, an action.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    /// Its index among all.
    index: usize,
    kind: Kind,
    table: &'a str,
    /// The name of that thing; for a rename, as the row has it.
    pub property: &'a str,
    /// The other word that a step has: the name that it gives, the version; empty for most kinds.
    pub to: &'a str,
    /// The requests of a step about bytes.
    pub media: Option<&'a Media>,
    /// The fixup.
    pub fixup: &'a str,
    /// The place of that name; for a request for bytes, of the method.
    pub origin: &'a Origin,
}

impl Step<'_> {
    /// Returns whether it speaks of a table.
    pub(super) fn is_about(&self, table: &str) -> bool {
        self.table == table
    }
}

/// The steps of all fixups.
pub(super) struct Steps<'a> {
    all: Vec<Step<'a>>,
    used: Vec<bool>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(steps: &'a [TableStep]) -> Self {
        let mut all: Vec<_> = steps.iter().flat_map(read_steps).collect();
        for (index, step) in all.iter_mut().enumerate() {
            step.index = index;
        }
        Self {
            used: vec![false; all.len()],
            all,
        }
    }

    /// Finds the step about something, which counts as used from now on.
    pub(super) fn take(&mut self, table: &str, kind: Kind, property: &str) -> Option<Step<'a>> {
        let step = self.find(table, kind, property)?;
        self.apply(&step);
        Some(step)
    }

    /// Finds the step about something, if there is one.
    pub(super) fn find(&self, table: &str, kind: Kind, property: &str) -> Option<Step<'a>> {
        self.of(table, kind).find(|step| step.property == property)
    }

    /// Counts a step as used.
    pub(super) fn apply(&mut self, step: &Step<'a>) {
        self.used[step.index] = true;
    }

    /// Everything of a kind that is said about a type, however its name is spelled.
    pub(super) fn like(&self, name: &str, kind: Kind) -> impl Iterator<Item = Step<'a>> {
        let like =
            move |step: &&Step<'a>| step.kind == kind && step.table.eq_ignore_ascii_case(name);
        self.all.iter().filter(like).copied()
    }

    /// Everything of a kind.
    pub(super) fn all(&self, kind: Kind) -> impl Iterator<Item = Step<'a>> {
        self.all
            .iter()
            .filter(move |step| step.kind == kind)
            .copied()
    }

    /// Everything of a kind that is said about a table.
    pub(super) fn of(&self, table: &str, kind: Kind) -> impl Iterator<Item = Step<'a>> {
        let of = move |step: &&Step<'a>| step.kind == kind && step.table == table;
        self.all.iter().filter(of).copied()
    }

    /// Reports the steps that applied to nothing.
    pub(super) fn list_unused(&self) -> Vec<Diagnostic> {
        let unused = self.all.iter().zip(&self.used).filter(|(_, used)| !**used);
        let told = unused.map(|(step, _)| {
            let (fixup, table, property) = (step.fixup, step.table, step.property);
            let message = format!(
                "the fixup `{fixup}` does not apply to `{property}` of `{table}`: {}",
                step.kind.describe_lack()
            );
            Diagnostic::new(Code::FIXUP_UNUSED, message)
                .at(step.origin.clone())
                .help("remove it if the inputs were mended, or adapt it to them")
        });
        told.collect()
    }
}

impl Kind {
    /// The reason why a step of the kind found nothing to do.
    fn describe_lack(self) -> &'static str {
        match self {
            Self::Rename => "no row has that name, or a property has it already",
            Self::RenameNavigation => "no navigation property has that name",
            Self::Promote => "no row speaks of it, or the document has it already",
            Self::Gate => {
                "no row speaks of it, the document has it already, or there is no such version"
            }
            Self::Write => "what is read has no such property, or the schema has it already",
            Self::ReadOnly => "no schema has such a property",
            Self::Collection => "no row says that it is one value",
            Self::Elsewhere => "no row speaks of it",
            Self::Newtype => "no schema has such a property of a scalar type",
            Self::Status => "no such action is generated, or the text has that status already",
            Self::Subtypes => "nothing has the table's name as its type, or it is no object",
            Self::DropSegment => "no documented path has that segment",
            Self::Media => {
                "its table has no request of that method for such a navigation property, or there is one for the bytes already"
            }
        }
    }
}

fn read_steps<'a>(step: &'a TableStep) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    let fixup = &step.fixup;
    let Action::Merge { table, step } = &step.step else {
        return steps;
    };
    let mut add = |kind, property: &'a Cell<String>, to: &'a str| {
        steps.push(Step {
            index: 0,
            kind,
            table,
            property: &property.value,
            to,
            media: None,
            fixup,
            origin: &property.origin,
        });
    };
    let (kind, properties, to): (_, &[Cell<String>], &str) = match step {
        MergeStep::Rename { from, to } => (Kind::Rename, slice::from_ref(from), to),
        MergeStep::RenameNavigation { from, to } => {
            (Kind::RenameNavigation, slice::from_ref(from), to)
        }
        MergeStep::Newtype { property, name } => (Kind::Newtype, slice::from_ref(property), name),
        MergeStep::DropSegment(segment) => (Kind::DropSegment, slice::from_ref(segment), ""),
        MergeStep::Gate {
            properties,
            version,
        } => (Kind::Gate, properties, version),
        MergeStep::Write { properties, schema } => (Kind::Write, properties, schema),
        MergeStep::Status { status, of } => (Kind::Status, of, status),
        MergeStep::Promote(properties) => (Kind::Promote, properties, ""),
        MergeStep::ReadOnly(properties) => (Kind::ReadOnly, properties, ""),
        MergeStep::Collection(properties) => (Kind::Collection, properties, ""),
        MergeStep::Elsewhere(properties) => (Kind::Elsewhere, properties, ""),
        MergeStep::Subtypes(types) => (Kind::Subtypes, types, ""),
        MergeStep::Media(media) => {
            steps.extend(split_methods(media, table, fixup));
            return steps;
        }
    };
    for property in properties {
        add(kind, property, to);
    }
    steps
}

/// A step for each method of each navigation property that leads to bytes.
fn split_methods<'a>(
    media: &'a Media,
    table: &'a str,
    fixup: &'a str,
) -> impl Iterator<Item = Step<'a>> {
    media.navigations.iter().flat_map(move |navigation| {
        media.methods.iter().map(move |method| Step {
            index: 0,
            kind: Kind::Media,
            table,
            property: &navigation.value,
            to: method.value.0.as_str(),
            media: Some(media),
            fixup,
            origin: &method.origin,
        })
    })
}
