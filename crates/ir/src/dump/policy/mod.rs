//! Policies and scopes, one line a fact.

use super::text::{pair, versions};
use crate::{
    Api, Enumeration, FieldProperty, Fields, MemberIndex, OPERATORS, Policy, PolicyId, PropertySet,
    Relation, Scope, Support, ValueKind,
};

/// One policy, after an empty line.
pub(super) fn policy(out: &mut String, api: &Api, policy: &Policy) {
    out.push('\n');
    match policy {
        Policy::PropertySet(set) => property_set(out, api, set),
        Policy::Enumeration(names) => enumeration(out, names),
        Policy::Relation(table) => relation(out, api, table),
        Policy::Fields(list) => fields(out, api, list),
    }
}

/// Something that callers can be granted.
pub(super) fn scope(out: &mut String, scope: &Scope) {
    let kinds = [
        ("delegated", scope.delegated),
        ("application", scope.application),
    ];
    let kinds: Vec<_> = kinds
        .iter()
        .filter(|kind| kind.1)
        .map(|kind| kind.0)
        .collect();
    let kinds = if kinds.is_empty() {
        "in no flow".to_owned()
    } else {
        kinds.join(", ")
    };
    let consent = scope
        .consent
        .map(|consent| format!(", consent {consent:?}"));
    let own = if scope.own { ", own only" } else { "" };
    line!(
        out,
        "scope {}: {kinds}{}{own}",
        pair(&scope.wire, &scope.ident),
        consent.unwrap_or_default()
    );
    for scenario in &scope.scenarios {
        line!(out, "  {scenario}");
    }
}

fn property_set(out: &mut String, api: &Api, set: &PropertySet) {
    line!(out, "properties {}::{}", api.ty(set.ty).ident, set.ident);
    for member in &set.properties {
        line!(out, "  {}{}", member.wire, versions(api, &member.versions));
    }
}

fn enumeration(out: &mut String, names: &Enumeration) {
    line!(out, "enumeration {} in {}", names.ident, names.module);
    for member in &names.members {
        line!(out, "  {}", pair(&member.wire, &member.ident));
    }
}

fn relation(out: &mut String, api: &Api, table: &Relation) {
    let (subject, object) = (names(api, table.subject), names(api, table.object));
    line!(
        out,
        "relation {}::{}({}), {}",
        subject.map_or("?", |names| &names.ident),
        table.ident,
        object.map_or("?", |names| &names.ident),
        table.constant
    );
    for row in &table.rows {
        let allowed = row.allowed.iter().map(|allowed| {
            let name = member(subject, allowed.subject);
            match &allowed.condition {
                Some(condition) => format!("{name} ({condition})"),
                None => name.to_owned(),
            }
        });
        let allowed: Vec<_> = allowed.collect();
        let allowed = if allowed.is_empty() {
            "no one".to_owned()
        } else {
            allowed.join(", ")
        };
        line!(out, "  {}: {}", member(object, row.object), allowed);
    }
    for change in &table.changes {
        line!(out, "  {} by fixup {}", change.row, change.fixup);
    }
}

fn names(api: &Api, id: PolicyId) -> Option<&Enumeration> {
    match api.policies.get(id.0) {
        Some(Policy::Enumeration(names)) => Some(names),
        _ => None,
    }
}

fn member(names: Option<&Enumeration>, index: MemberIndex) -> &str {
    let member = names.and_then(|names| names.members.get(index.0));
    member.map_or("?", |member| &member.wire)
}

fn fields(out: &mut String, api: &Api, list: &Fields) {
    let ty = &api.ty(list.ty).ident;
    line!(out, "fields {} in {} of {ty}", list.ident, list.module);
    for property in &list.properties {
        line!(
            out,
            "  {}: {}{}{}",
            pair(&property.wire, &property.ident),
            kind(&property.kind),
            filter(property),
            versions(api, &property.versions)
        );
    }
}

fn kind(kind: &ValueKind) -> String {
    match kind {
        ValueKind::List(items) => format!("List<{}>", self::kind(items)),
        other => format!("{other:?}"),
    }
}

/// The operators by what they need; an operator that is not named is not supported.
fn filter(property: &FieldProperty) -> String {
    let Some(filter) = &property.filter else {
        return ", filter not known".to_owned();
    };
    let with = |wanted: Support| {
        let operators = OPERATORS.iter().zip(filter);
        let operators = operators.filter(|(_, support)| **support == wanted);
        operators
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let needs = [
        ("filter", with(Support::Default)),
        ("advanced filter", with(Support::Advanced)),
    ];
    let known = needs.iter().filter(|(_, operators)| !operators.is_empty());
    let known: Vec<_> = known
        .map(|(what, operators)| format!(", {what} {operators}"))
        .collect();
    if known.is_empty() {
        return ", no filter".to_owned();
    }
    known.concat()
}

#[cfg(test)]
mod tests;
