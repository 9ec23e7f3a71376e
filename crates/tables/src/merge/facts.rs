//! Facts: what a row or a fixup says about a facet of a property, and whether it holds.

use super::rows::{How, Row};
use super::state::Merge;
use super::steps::Step;
use graphwright_ir::{Access, Facet, Fact, Layer, Rule};
use graphwright_lower::front_end::access_text;
use graphwright_source::Cell;
use graphwright_source::Origin;

/// The effect of a fact on its facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// It decides the facet.
    Decides,
    /// It is kept, and another fact decides.
    Recorded,
}

impl Effect {
    /// Returns `Decides` where a condition holds.
    pub(super) fn deciding_if(condition: bool) -> Self {
        if condition {
            Self::Decides
        } else {
            Self::Recorded
        }
    }

    /// Returns whether the fact decides.
    pub(super) fn decides(self) -> bool {
        self == Self::Decides
    }
}

impl<'a> Merge<'_, 'a> {
    /// Adds the facts of a row's name, and of the fixup that renames it.
    pub(super) fn add_name_facts(&self, facts: &mut Vec<Fact>, row: &Row<'a>, effect: Effect) {
        let rule = match row.how {
            How::Exact | How::Unknown => Rule::SameName,
            How::Renamed(_) => Rule::FixupRename,
            How::Folded => Rule::FirstLetterCase,
        };
        add_fact(
            facts,
            self.cell_fact(Facet::Name, rule, &row.cells.name, row, effect),
        );
        if let How::Renamed(step) = row.how {
            let mut fact = self.step_fact(Facet::Name, &step, step.to.to_owned());
            // It says which property is meant; that the property has the name says the document.
            fact.decides = effect.decides();
            add_fact(facts, fact);
        }
    }

    /// Adds the facts of a row about versions and meaning.
    pub(super) fn add_origin_facts(&self, row: &Row<'a>, facts: &mut Vec<Fact>, effect: Effect) {
        if let Some(first) = row.cells.versions.first() {
            let versions: Vec<_> = row.cells.versions.iter().map(|cell| &*cell.value).collect();
            let fact = self.row_fact(
                Facet::Versions,
                Rule::TableVersions,
                versions.join(", "),
                row,
            );
            let origin = self
                .schemas
                .reader
                .origin(&first.origin, &row.cells.name.value);
            add_fact(
                facts,
                Fact {
                    origin,
                    decides: effect.decides(),
                    ..fact
                },
            );
        }
        if let Some(cell) = &row.cells.description {
            add_fact(
                facts,
                self.cell_fact(Facet::Docs, Rule::TableComment, cell, row, effect),
            );
        }
    }

    /// A fact for each facet that nothing decides: what silence means.
    pub(super) fn add_missing_facts(&self, row: &Row<'a>, facts: &mut Vec<Fact>) {
        for facet in Facet::ALL {
            if facts.iter().any(|fact| fact.facet == facet && fact.decides) {
                continue;
            }
            let value = match facet {
                Facet::Presence => "optional",
                Facet::Nullable => "false",
                Facet::Access => access_text(Access::Both),
                _ => "",
            };
            facts.push(self.row_fact(facet, Rule::TableDefault, value.to_owned(), row));
        }
    }

    /// The fact that a cell of a row states.
    pub(super) fn cell_fact<T: ToString>(
        &self,
        facet: Facet,
        rule: Rule,
        cell: &Cell<T>,
        row: &Row<'_>,
        effect: Effect,
    ) -> Fact {
        Fact {
            origin: self
                .schemas
                .reader
                .origin(&cell.origin, &row.cells.name.value),
            decides: effect.decides(),
            ..self.row_fact(facet, rule, cell.value.to_string(), row)
        }
    }

    /// The fact that a row as a whole states.
    pub(super) fn row_fact(&self, facet: Facet, rule: Rule, value: String, row: &Row<'_>) -> Fact {
        let name = &row.cells.name.value;
        table_fact(
            self.schemas.reader.origin(&row.cells.origin, name),
            facet,
            rule,
            value,
        )
    }

    pub(super) fn step_fact(&self, facet: Facet, step: &Step<'a>, value: String) -> Fact {
        Fact {
            facet,
            layer: Layer::Fixup,
            rule: Rule::Fixup,
            value,
            decides: true,
            origin: self.schemas.reader.origin(step.origin, step.fixup),
        }
    }

    /// The place of something in a table.
    pub(super) fn place(&self, origin: &Origin, name: &str) -> graphwright_ir::Origin {
        self.schemas.reader.origin(origin, name)
    }
}

/// A fact that a table decides.
pub(super) fn table_fact(
    origin: graphwright_ir::Origin,
    facet: Facet,
    rule: Rule,
    value: String,
) -> Fact {
    Fact {
        facet,
        layer: Layer::Table,
        rule,
        value,
        decides: true,
        origin,
    }
}

/// Returns whether a fixup of the document has decided about a facet, which no table overrides.
pub(super) fn is_fixed(facts: &[Fact], facet: Facet) -> bool {
    facts.iter().any(|fact| {
        let says = fact.layer == Layer::Fixup && fact.rule != Rule::OpenapiDefault;
        says && fact.decides && fact.facet == facet
    })
}

/// Adds a fact; one that decides overrides what was there.
pub(super) fn add_fact(facts: &mut Vec<Fact>, fact: Fact) {
    if fact.decides {
        facts
            .iter_mut()
            .filter(|other| other.facet == fact.facet)
            .for_each(|other| other.decides = false);
    }
    facts.push(fact);
}

/// Facts by facet, in rising order of authority.
pub(super) fn sort_facts(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by_key(|fact| (fact.facet, fact.layer));
    facts
}
