//! What fixups say about tables: found by table and property, and told when nothing asked for it.

use graphwright_source::entity::Cell;
use graphwright_source::fixup::{Action, Fixup, MergeStep};
use graphwright_source::{Code, Diagnostic, Origin};

/// The kinds of change to a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Rename,
    Promote,
    ReadOnly,
    Collection,
    Elsewhere,
    Newtype,
}

/// What a fixup says about one property of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'a> {
    kind: Kind,
    table: &'a str,
    /// The property; for a rename, the row.
    pub property: &'a str,
    /// The other name that a rename or a newtype gives; empty for any other kind.
    pub to: &'a str,
    /// The fixup.
    pub fixup: &'a str,
    /// Where it names the property.
    pub origin: &'a Origin,
}

/// The steps of all fixups.
pub(super) struct Steps<'a> {
    all: Vec<Step<'a>>,
    used: Vec<bool>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(fixups: &'a [Fixup]) -> Self {
        let all: Vec<_> = fixups.iter().flat_map(steps_of).collect();
        Self {
            used: vec![false; all.len()],
            all,
        }
    }

    /// What is said about a property, which counts as used from now on.
    pub(super) fn take(&mut self, table: &str, kind: Kind, property: &str) -> Option<Step<'a>> {
        let index = self.all.iter().position(|step| {
            step.kind == kind && step.table == table && step.property == property
        })?;
        self.used[index] = true;
        Some(self.all[index])
    }

    /// Everything of a kind that is said about a table.
    pub(super) fn of(&self, table: &str, kind: Kind) -> impl Iterator<Item = Step<'a>> {
        let of = move |step: &&Step<'a>| step.kind == kind && step.table == table;
        self.all.iter().filter(of).copied()
    }

    /// What applied to nothing.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let unused = self.all.iter().zip(&self.used).filter(|(_, used)| !**used);
        let told = unused.map(|(step, _)| {
            let (fixup, table, property) = (step.fixup, step.table, step.property);
            let message = format!(
                "the fixup `{fixup}` does not apply to `{property}` of `{table}`: {}",
                step.kind.lack()
            );
            Diagnostic::new(Code::FIXUP_UNUSED, message)
                .at(step.origin.clone())
                .help("remove it if the inputs were mended, or adapt it to them")
        });
        told.collect()
    }
}

impl Kind {
    /// Why a step of the kind found nothing to do.
    fn lack(self) -> &'static str {
        match self {
            Self::Rename => "no row has that name, or a property has it already",
            Self::Promote => "no row speaks of it, or the document has it already",
            Self::ReadOnly => "no schema has such a property",
            Self::Collection => "no row says that it is one value",
            Self::Elsewhere => "no row speaks of it",
            Self::Newtype => "no schema has such a property of a scalar type",
        }
    }
}

fn steps_of<'a>(fixup: &'a Fixup) -> Vec<Step<'a>> {
    let mut steps = Vec::new();
    for step in &fixup.steps {
        let Action::Merge { table, step } = &step.action else {
            continue;
        };
        let mut add = |kind, cell: &'a Cell<String>, to: &'a str| {
            steps.push(Step {
                kind,
                table,
                property: &cell.value,
                to,
                fixup: &fixup.name,
                origin: &cell.origin,
            });
        };
        let (kind, properties) = match step {
            MergeStep::Rename { from, to } => {
                add(Kind::Rename, from, to);
                continue;
            }
            MergeStep::Newtype { property, name } => {
                add(Kind::Newtype, property, name);
                continue;
            }
            MergeStep::Promote(properties) => (Kind::Promote, properties),
            MergeStep::ReadOnly(properties) => (Kind::ReadOnly, properties),
            MergeStep::Collection(properties) => (Kind::Collection, properties),
            MergeStep::Elsewhere(properties) => (Kind::Elsewhere, properties),
        };
        for property in properties {
            add(kind, property, "");
        }
    }
    steps
}
