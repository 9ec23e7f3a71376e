//! Explanation of a policy: its generated constant, enumeration or function, and its content.

use super::view::{Head, View, write_list};
use graphwright_ir::{
    self as ir, Api, Enumeration, FieldProperty, MemberIndex, OPERATORS, PolicyId, Relation,
    Support, VersionSet,
};
use serde::Serialize;
use std::fmt;

/// A policy.
#[derive(Debug, Serialize)]
pub(crate) struct Policy {
    #[serde(flatten)]
    head: Head,
    /// The kind of generated item.
    shape: &'static str,
    /// The source of the table.
    source: Option<String>,
    /// The content, with a line per property, member, or object with the subjects that may act on it.
    says: Vec<String>,
    /// Rows that a fixup changed.
    changed: Vec<String>,
}

/// The Rust names of a policy.
pub(super) struct Name<'a> {
    /// Its item, below the crate of the model.
    pub path: String,
    /// The name of the item.
    pub ident: &'a str,
    /// The module whose file holds it.
    module: &'a str,
}

/// The names of a policy. Constants and functions belong to a type.
pub(super) fn name<'a>(policy: &'a ir::Policy, api: &'a Api) -> Name<'a> {
    let (owner, ident, module) = match policy {
        ir::Policy::PropertySet(set) => {
            let ty = api.ty(set.ty);
            (Some(&ty.ident), &set.ident, ty.module.as_str())
        }
        ir::Policy::Relation(relation) => {
            let subject = enumeration(api, relation.subject);
            let module = subject.map_or("", |one| &one.module);
            (subject.map(|one| &one.ident), &relation.ident, module)
        }
        ir::Policy::Enumeration(one) => (None, &one.ident, one.module.as_str()),
        ir::Policy::Fields(fields) => (None, &fields.ident, fields.module.as_str()),
    };
    let path = owner.map_or_else(|| ident.clone(), |owner| format!("{owner}::{ident}"));
    Name {
        path,
        ident,
        module,
    }
}

/// Explains a policy.
pub(super) fn explain(policy: &ir::Policy, view: &View<'_>) -> Policy {
    let api = view.api;
    let Name {
        path,
        ident,
        module,
    } = name(policy, api);
    let (shape, origin, source) = match policy {
        ir::Policy::PropertySet(set) => ("list of properties", &set.origin, Some(&set.source)),
        ir::Policy::Relation(one) => ("relation", &one.origin, Some(&one.source)),
        ir::Policy::Enumeration(one) => ("enumeration", &one.origin, None),
        ir::Policy::Fields(one) => ("enumeration of properties", &one.origin, Some(&one.source)),
    };
    let head = Head {
        name: ident.to_owned(),
        items: view.item("model", &path, module).into_iter().collect(),
        rust: path,
        versions: view.versions(&VersionSet::All),
        feature: None,
        at: view.key_at(origin),
    };
    Policy {
        head,
        shape,
        source: source.cloned(),
        says: content(policy, api),
        changed: changed(policy),
    }
}

fn content(policy: &ir::Policy, api: &Api) -> Vec<String> {
    match policy {
        ir::Policy::PropertySet(set) => set
            .properties
            .iter()
            .map(|member| member.wire.clone())
            .collect(),
        ir::Policy::Relation(relation) => rows(relation, api),
        ir::Policy::Enumeration(one) => {
            let members = one.members.iter();
            members
                .map(|member| format!("{} -> {}", member.wire, member.ident))
                .collect()
        }
        ir::Policy::Fields(fields) => fields.properties.iter().map(property).collect(),
    }
}

/// Each object with the subjects that may act on it.
fn rows(relation: &Relation, api: &Api) -> Vec<String> {
    let member = |one: PolicyId, index: MemberIndex| {
        let members = enumeration(api, one).map_or(&[][..], |one| &one.members);
        members.get(index.0).map_or("", |member| &*member.wire)
    };
    let rows = relation.rows.iter().map(|row| {
        let allowed = row.allowed.iter().map(|allowed| {
            let subject = member(relation.subject, allowed.subject);
            let condition = allowed.condition.as_ref();
            condition.map_or_else(
                || subject.to_owned(),
                |condition| format!("{subject} ({condition})"),
            )
        });
        let allowed = allowed.collect::<Vec<_>>().join(", ");
        format!("{}: {allowed}", member(relation.object, row.object))
    });
    rows.collect()
}

/// A property with the operators that a filter can use with it.
fn property(property: &FieldProperty) -> String {
    let FieldProperty { wire, ident, .. } = property;
    let Some(filter) = &property.filter else {
        return format!("{wire} -> {ident}");
    };
    let operators = OPERATORS
        .iter()
        .zip(filter)
        .filter_map(|(operator, support)| match support {
            Support::Default => Some((*operator).to_owned()),
            Support::Advanced => Some(format!("{operator} (advanced)")),
            Support::Unsupported => None,
        });
    match operators.collect::<Vec<_>>() {
        operators if operators.is_empty() => format!("{wire} -> {ident}: no filter"),
        operators => format!("{wire} -> {ident}: {}", operators.join(", ")),
    }
}

fn changed(policy: &ir::Policy) -> Vec<String> {
    let ir::Policy::Relation(relation) = policy else {
        return Vec::new();
    };
    let changes = relation.changes.iter();
    changes
        .map(|change| {
            format!(
                "{}, by the fixup `{}`, from {}",
                change.row, change.fixup, change.source
            )
        })
        .collect()
}

fn enumeration(api: &Api, id: PolicyId) -> Option<&Enumeration> {
    match api.policies.get(id.0) {
        Some(ir::Policy::Enumeration(one)) => Some(one),
        _ => None,
    }
}

/// The text for people.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Head { name, rust, .. } = &self.head;
        write!(f, "{name}: the {} `{rust}`{}", self.shape, self.head)?;
        write_list(f, "made from", self.source.as_slice())?;
        write_list(f, "says", &self.says)?;
        write_list(f, "changed", &self.changed)
    }
}
