//! Matrices: the enumerations that they share, and who may act on whom.

use super::changes::ChangedRow;
use super::names::{MemberNames, report_renamed};
use super::{Policies, docs_of};
use crate::policy::{Body, Policy, Relation, Row, Variant};
use graphwright_ir::{
    self as ir, Allowed, Member, MemberIndex, PolicyId, RelationChange, RelationRow,
};
use graphwright_lower::front_end::names::{Names, VARIANTS};
use graphwright_source::Cell;
use graphwright_source::{Code, Diagnostic};

/// An enumeration in the making.
pub(super) struct Enumeration {
    /// Its names in the model.
    pub body: ir::Enumeration,
    /// Its name in the policy files.
    name: String,
    /// The names of its functions and constants.
    functions: MemberNames,
}

impl Policies<'_, '_, '_, '_> {
    /// The enumerations of all relations, each with the members that any of them gives it.
    pub(super) fn lower_enumerations(&mut self, policies: &[Policy]) -> Vec<Enumeration> {
        let relations: Vec<&Relation> = policies.iter().filter_map(relation_of).collect();
        let mut enumerations: Vec<Enumeration> = Vec::new();
        let named = relations
            .iter()
            .flat_map(|table| [&table.subject, &table.object]);
        for name in named {
            if enumerations.iter().all(|known| known.name != name.value) {
                let body = self.lower_enumeration(name, &relations);
                enumerations.push(Enumeration {
                    body,
                    name: name.value.clone(),
                    functions: MemberNames::new(),
                });
            }
        }
        enumerations
    }

    fn lower_enumeration(
        &mut self,
        name: &Cell<String>,
        relations: &[&Relation],
    ) -> ir::Enumeration {
        let (ident, module) = self.names.take_enumeration(self.report, name);
        let variants = self.collect_variants(&name.value, relations);
        let mut idents = Names::new(&VARIANTS);
        let mut members: Vec<Member> = Vec::new();
        for wire in relations
            .iter()
            .flat_map(|table| names_of(table, &name.value))
        {
            if members.iter().any(|member| member.wire == wire.value) {
                continue;
            }
            let variant = variants
                .iter()
                .find(|variant| variant.name.value == wire.value);
            let wanted = variant.map_or(wire, |variant| &variant.ident);
            let taken = idents.take([wanted.value.as_str()]);
            members.push(Member {
                wire: wire.value.clone(),
                ident: report_renamed(self.report, "the variant", wanted, taken),
            });
        }
        ir::Enumeration {
            ident,
            module,
            members,
            origin: self.context.reader.origin(&name.origin, &name.value),
        }
    }

    /// The variants that files give to names of an enumeration; the first file counts.
    fn collect_variants<'r>(&mut self, name: &str, relations: &[&'r Relation]) -> Vec<&'r Variant> {
        let mut variants: Vec<&Variant> = Vec::new();
        for table in relations {
            let here: Vec<&Cell<String>> = names_of(table, name).collect();
            for variant in &table.variants {
                if here.iter().all(|wire| wire.value != variant.name.value) {
                    continue;
                }
                let first = variants
                    .iter()
                    .find(|known| known.name.value == variant.name.value);
                match first {
                    None => variants.push(variant),
                    Some(first) if first.ident.value != variant.ident.value => {
                        self.report_two_variants(first, variant);
                    }
                    Some(_) => {}
                }
            }
        }
        variants
    }

    fn report_two_variants(&mut self, first: &Variant, second: &Variant) {
        let message = format!(
            "`{}` is `{}` here and `{}` in another policy",
            second.name.value, second.ident.value, first.ident.value
        );
        let place = second.ident.origin.clone();
        self.report
            .add_diagnostic(Diagnostic::new(Code::POLICY_CONFLICT, message).at(place));
    }

    /// A relation; its enumerations hold every name of it.
    pub(super) fn lower_relation(
        &mut self,
        policy: &Policy,
        table: &Relation,
        enumerations: &mut [Enumeration],
    ) -> Option<ir::Relation> {
        let find = |name: &Cell<String>| {
            let mut all = enumerations.iter();
            all.position(|known| known.name == name.value)
        };
        let (subject, object) = (find(&table.subject)?, find(&table.object)?);
        let functions = &mut enumerations[subject].functions;
        let (ident, constant) = functions.take_relation(self.report, &table.function);
        let (subjects, objects) = (&enumerations[subject].body, &enumerations[object].body);
        self.changes.note_rows(table);
        let mut changes = Vec::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for (index, row) in table.rows.iter().enumerate() {
            let fixed = self.changes.take_row(table, index);
            changes.extend(fixed.as_ref().map(|fixed| lower_change(row, fixed)));
            rows.push(RelationRow {
                object: find_member(objects, &row.name)?,
                allowed: find_allowed(subjects, table, row, fixed.as_ref())?,
            });
        }
        Some(ir::Relation {
            ident,
            constant,
            subject: PolicyId(subject),
            object: PolicyId(object),
            rows,
            docs: docs_of(policy),
            source: policy.source.value.clone(),
            changes,
            origin: self.place(policy, &table.function),
        })
    }
}

/// The subjects that may act on the object of a row.
fn find_allowed(
    subjects: &ir::Enumeration,
    table: &Relation,
    row: &Row,
    changed: Option<&ChangedRow<'_>>,
) -> Option<Vec<Allowed>> {
    let columns = table.subjects.iter().zip(&row.marks).enumerate();
    let columns = columns.filter_map(|(column, (name, mark))| match changed {
        Some(changed) => changed.allowed.contains(&column).then_some((name, None)),
        None => mark.allowed.then_some((name, mark.condition.as_ref())),
    });
    let allowed = columns.map(|(name, condition)| {
        Some(Allowed {
            subject: find_member(subjects, name)?,
            condition: condition.map(|text| text.value.clone()),
        })
    });
    allowed.collect()
}

fn lower_change(row: &Row, changed: &ChangedRow<'_>) -> RelationChange {
    RelationChange {
        row: row.name.value.clone(),
        fixup: changed.by.fixup.clone(),
        source: changed.by.source.clone(),
    }
}

fn find_member(names: &ir::Enumeration, name: &Cell<String>) -> Option<MemberIndex> {
    let mut members = names.members.iter();
    let index = members.position(|member| member.wire == name.value)?;
    Some(MemberIndex(index))
}

/// The names that a relation gives to an enumeration: its columns, its rows, or both.
fn names_of<'r>(
    table: &'r Relation,
    name: &str,
) -> impl Iterator<Item = &'r Cell<String>> + use<'r> {
    let columns = (table.subject.value == name).then_some(&table.subjects);
    let rows = (table.object.value == name).then_some(&table.rows);
    let rows = rows.into_iter().flatten().map(|row| &row.name);
    columns.into_iter().flatten().chain(rows)
}

fn relation_of(policy: &Policy) -> Option<&Relation> {
    match &policy.body {
        Body::Relation(relation) => Some(relation),
        Body::PropertySet(_) | Body::Fields(_) => None,
    }
}
