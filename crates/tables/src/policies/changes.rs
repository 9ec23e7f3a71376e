//! Steps of fixups about rows of relations: found by function and row, and told when they change
//! nothing.

use crate::fixup::{Action, PolicyStep, TableStep};
use crate::policy::Relation;
use graphwright_source::{Code, Diagnostic, suggest};

/// The steps of all fixups that are applied.
pub(super) struct Changes<'s> {
    all: Vec<Change<'s>>,
}

/// A step, and what came of it so far.
struct Change<'s> {
    by: &'s TableStep,
    step: &'s PolicyStep,
    state: State,
}

/// The outcome of a step.
enum State {
    /// No relation has its function.
    NoPolicy,
    /// The relation does not have that name in a row or a column; with the nearest one.
    NoName(String, Option<String>),
    /// The row says so already.
    Same,
    /// It changed the row.
    Used,
}

/// The subjects that may act on the object of a row, as a fixup has it.
pub(super) struct ChangedRow<'s> {
    /// The step that says so.
    pub by: &'s TableStep,
    /// The subjects, as indexes of columns, in their order.
    pub allowed: Vec<usize>,
}

impl<'s> Changes<'s> {
    pub(super) fn new(steps: &'s [TableStep]) -> Self {
        let all = steps.iter().filter_map(|by| match &by.step {
            Action::Policy(step) => Some(Change {
                by,
                step,
                state: State::NoPolicy,
            }),
            _ => None,
        });
        Self { all: all.collect() }
    }

    /// The new content of the row at `index` of a relation; the last fixup counts.
    pub(super) fn take_row(&mut self, relation: &Relation, index: usize) -> Option<ChangedRow<'s>> {
        let row = relation.rows.get(index)?;
        let mut changed = None;
        let steps = self.all.iter_mut().filter(|change| {
            change.step.policy.value == relation.function.value
                && change.step.row.value == row.name.value
        });
        for Change { by, step, state } in steps {
            match find_columns(step, relation) {
                Ok(allowed) => {
                    let is_same = row.marks.iter().enumerate().all(|(column, mark)| {
                        mark.allowed == allowed.contains(&column) && mark.condition.is_none()
                    });
                    *state = if is_same { State::Same } else { State::Used };
                    changed = Some(ChangedRow { by, allowed });
                }
                Err(unknown) => *state = unknown,
            }
        }
        changed
    }

    /// Notes the steps that name a row which a relation does not have.
    pub(super) fn note_rows(&mut self, relation: &Relation) {
        let rows = || relation.rows.iter().map(|row| row.name.value.as_str());
        for Change { step, state, .. } in &mut self.all {
            let row = step.row.value.as_str();
            let is_here = step.policy.value == relation.function.value;
            if is_here && !rows().any(|name| name == row) {
                *state = explain_unknown(row, rows());
            }
        }
    }

    /// Reports the steps that applied to nothing.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let told = self.all.iter().filter_map(Change::unused);
        told.collect()
    }
}

impl Change<'_> {
    fn unused(&self) -> Option<Diagnostic> {
        let PolicyStep { policy, row, .. } = self.step;
        let (lack, near) = match &self.state {
            State::Used => return None,
            State::NoPolicy => (
                format!("no relation has the function `{}`", policy.value),
                &None,
            ),
            State::NoName(name, near) => (format!("the table has no `{name}`"), near),
            State::Same => ("the table says so already".to_owned(), &None),
        };
        let message = format!(
            "the fixup `{}` does not apply to `{}` of `{}`: {lack}",
            self.by.fixup, row.value, policy.value
        );
        let help = near.as_ref().map_or_else(
            || "remove it if the policy was mended, or adapt it".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let diagnostic = Diagnostic::new(Code::FIXUP_UNUSED, message);
        Some(diagnostic.at(row.origin.clone()).help(help))
    }
}

/// The columns that a step names, in the order of the table.
fn find_columns(step: &PolicyStep, relation: &Relation) -> Result<Vec<usize>, State> {
    let names = || relation.subjects.iter().map(|name| name.value.as_str());
    let found = step.allow.iter().map(|wanted| {
        let column = names().position(|name| name == wanted.value);
        column.ok_or_else(|| explain_unknown(&wanted.value, names()))
    });
    let mut found = found.collect::<Result<Vec<_>, _>>()?;
    found.sort_unstable();
    Ok(found)
}

fn explain_unknown<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> State {
    State::NoName(
        name.to_owned(),
        suggest::nearest(name, names).map(str::to_owned),
    )
}
