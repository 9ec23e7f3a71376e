//! Facts: where each part of an operation stands that tables and prose describe.

use super::described::Described;
use super::route::Route;
use crate::merge::facts::table_fact;
use crate::merge::state::Merge;
use crate::merge::steps::{Kind, Step};
use graphwright_ir::{Facet, Fact, Rule};
use graphwright_lower::front_end::OperationDraft;
use graphwright_source::Cell;
use graphwright_source::Origin;

impl<'a> Merge<'_, 'a> {
    /// A fact for each facet of an operation, and what a fixup overrode.
    pub(super) fn make_operation_facts(
        &mut self,
        operation: &OperationDraft,
        described: &Described<'a>,
        route: &Route<'a>,
    ) -> Vec<Fact> {
        let documented = described.operation;
        let title = &documented.title.origin;
        let row = match (described.navigation, described.action) {
            (Some(row), _) => &row.origin,
            (None, Some(row)) => &row.origin,
            (None, None) => title,
        };
        let versions = described.versions();
        let listed: Vec<_> = versions.iter().map(|cell| cell.value.as_str()).collect();
        let versions_at = versions.first().map_or(row, |cell| &cell.origin);
        let path_rule = if route.adds_key {
            Rule::ItemKey
        } else {
            Rule::DocumentedPath
        };
        let step = self.take_status_step(described);
        let says = |facet, rule, value: String, origin: &Origin| {
            table_fact(
                self.place(origin, &documented.title.value),
                facet,
                rule,
                value,
            )
        };
        let path = format!("{} {}", operation.method, route.text);
        let mut facts = vec![
            says(
                Facet::Name,
                Rule::DocumentedOperation,
                operation.id.clone(),
                title,
            ),
            says(
                Facet::Versions,
                Rule::TableVersions,
                listed.join(", "),
                versions_at,
            ),
            says(
                Facet::Docs,
                Rule::DocumentedOperation,
                documented.title.value.clone(),
                title,
            ),
            says(Facet::Path, path_rule, path, &documented.path.origin),
            says(
                Facet::Body,
                Rule::TableType,
                describe_body(operation, described),
                row,
            ),
        ];
        let status = documented.status.as_ref();
        let said = |status: Option<&Cell<u16>>| {
            status.map_or(String::new(), |cell| cell.value.to_string())
        };
        let status_at = status.map_or(title, |cell| &cell.origin);
        facts.push(says(
            Facet::Answers,
            Rule::DocumentedStatus,
            said(status),
            status_at,
        ));
        if let Some(step) = step {
            if let Some(fact) = facts.last_mut() {
                fact.decides = false;
            }
            facts.push(self.step_fact(Facet::Answers, &step, step.to.to_owned()));
        }
        let open = says(
            Facet::Security,
            Rule::DocumentSecurity,
            String::new(),
            title,
        );
        facts.push(self.make_scopes_fact(described).unwrap_or(open));
        facts
    }

    /// The fact that the scopes of a request state.
    pub(super) fn make_scopes_fact(&self, described: &Described<'a>) -> Option<Fact> {
        let scopes = &described.operation.scopes;
        let first = scopes.first()?;
        let names: Vec<_> = scopes
            .iter()
            .map(|scope| scope.name.value.as_str())
            .collect();
        let origin = self.place(&first.name.origin, &described.operation.title.value);
        let value = format!("one of {}", names.join(", "));
        Some(table_fact(
            origin,
            Facet::Security,
            Rule::TableScopes,
            value,
        ))
    }

    /// The fixup that gives an action another status than its text.
    pub(super) fn take_status_step(&mut self, described: &Described<'a>) -> Option<Step<'a>> {
        let row = described.action?;
        self.steps
            .take(described.type_name(), Kind::Status, &row.name.value)
    }
}

/// The body of a request, as the tables name it.
fn describe_body(operation: &OperationDraft, described: &Described<'_>) -> String {
    let inputs = described.action.map(|row| {
        let names = row.inputs.iter().map(|input| input.name.value.as_str());
        names.collect::<Vec<_>>().join(", ")
    });
    match (&operation.body, inputs) {
        (None, _) => "none".to_owned(),
        (Some(_), Some(inputs)) => inputs,
        (Some(_), None) => described.subject().value.name,
    }
}
