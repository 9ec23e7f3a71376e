//! Lookup of an item of the model by one of its names.
//!
//! An item has several names: that of the inputs, that of Rust, that of a row of a table. Names are ranked, and only
//! items with the same best rank are ambiguous: a full wire name means exactly that.

use super::policy;
use crate::codes;
use graphwright_ir::{
    Api, Facet, Fact, Field, Operation, PathPart, Policy, Scope, Suppressed, TypeDef, TypeId,
    TypeKind,
};
use graphwright_source::suggest;

/// The subject of an explanation: an item of the model.
#[derive(Clone, Copy)]
pub(super) enum Subject<'a> {
    Type(TypeId),
    Property(&'a TypeDef, &'a Field),
    Operation(&'a Operation),
    Suppressed(&'a Suppressed),
    Scope(&'a Scope),
    Policy(&'a Policy),
}

/// The reason why a name identifies no subject.
#[derive(Debug)]
pub(super) enum Missing {
    /// No subject has it; the nearest name.
    Unknown(Option<String>),
    /// Several subjects have it; a unique name for each.
    Ambiguous(Vec<String>),
}

/// A name of a subject.
struct Name {
    /// The quality of a match: less is better.
    rank: u8,
    text: String,
}

impl Name {
    fn new(rank: u8, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { rank, text }
    }
}

/// A subject with its names.
struct Named<'a> {
    subject: Subject<'a>,
    names: Vec<Name>,
}

impl Named<'_> {
    /// The best rank of a name of the subject, if it has it.
    fn rank(&self, name: &str) -> Option<u8> {
        let matches = self.names.iter().filter(|known| known.text == name);
        matches.map(|known| known.rank).min()
    }
}

/// Finds the subject that a name identifies.
pub(super) fn find<'a>(name: &str, api: &'a Api) -> Result<Subject<'a>, Missing> {
    let all = subjects(api);
    let best = all.iter().filter_map(|named| named.rank(name)).min();
    let found: Vec<&Named<'a>> = all
        .iter()
        .filter(|named| best.is_some() && named.rank(name) == best)
        .collect();
    match found[..] {
        [] => {
            let known = all.iter().flat_map(|named| &named.names);
            let known = known.map(|name| name.text.as_str());
            let known = known.chain(codes::all().map(|known| known.code));
            let near = suggest::nearest(name, known);
            Err(Missing::Unknown(near.map(str::to_owned)))
        }
        [named] => Ok(named.subject),
        ref several => {
            let labels = several.iter().map(|named| label(named.subject, api));
            Err(Missing::Ambiguous(labels.collect()))
        }
    }
}

/// All subjects with their names.
fn subjects(api: &Api) -> Vec<Named<'_>> {
    let mut all = Vec::new();
    let mut add = |subject, names| all.push(Named { subject, names });
    for (index, def) in api.types.iter().enumerate() {
        let names = vec![Name::new(0, &def.ident), Name::new(2, &def.wire)];
        add(Subject::Type(TypeId(index)), names);
        if let TypeKind::Struct(body) = &def.kind {
            for field in &body.fields {
                add(Subject::Property(def, field), names_of_field(def, field));
            }
        }
    }
    for operation in &api.operations {
        add(
            Subject::Operation(operation),
            names_of_operation(operation, api),
        );
    }
    for one in &api.suppressed {
        let request = format!("{} {}", one.method, one.path);
        add(
            Subject::Suppressed(one),
            vec![Name::new(0, &one.id), Name::new(0, request)],
        );
    }
    for scope in &api.scopes {
        let names = vec![Name::new(0, &scope.wire), Name::new(1, &scope.ident)];
        add(Subject::Scope(scope), names);
    }
    for policy in &api.policies {
        let policy::Name { path, ident, .. } = policy::name(policy, api);
        add(
            Subject::Policy(policy),
            vec![Name::new(0, ident), Name::new(0, path)],
        );
    }
    all
}

/// The names of a property, which begin with that of its type.
fn names_of_field(def: &TypeDef, field: &Field) -> Vec<Name> {
    let mut names = vec![
        Name::new(0, format!("{}.{}", def.ident, field.wire)),
        Name::new(1, format!("{}.{}", def.ident, field.ident)),
        Name::new(1, format!("{}::{}", def.ident, field.ident)),
        Name::new(2, format!("{}.{}", def.wire, field.wire)),
    ];
    let rows = rows(&field.provenance);
    names.extend(rows.map(|row| Name::new(3, format!("{}.{row}", def.ident))));
    names
}

fn names_of_operation(operation: &Operation, api: &Api) -> Vec<Name> {
    let (rust, method) = (&operation.names, operation.method);
    let mut names = vec![
        Name::new(0, &operation.id),
        Name::new(0, format!("{method} {}", operation.path.text)),
        Name::new(1, &rust.request),
    ];
    if let Some(tag) = api.tags.get(operation.tag.0) {
        names.push(Name::new(1, format!("{}::{}", tag.ident, rust.method)));
        names.push(Name::new(1, format!("{}.{}", tag.module, rust.method)));
    }
    names.push(Name::new(2, &rust.method));
    let mut literals = operation
        .path
        .segments
        .iter()
        .filter_map(|segment| match &segment[..] {
            [PathPart::Literal(text)] if !text.starts_with('$') => Some(text),
            _ => None,
        });
    names.extend(literals.next_back().map(|last| Name::new(3, last)));
    names.extend(rows(&operation.provenance).map(|row| Name::new(3, row)));
    names
}

/// The names of an item in the inputs, deciding or not.
fn rows(facts: &[Fact]) -> impl Iterator<Item = &str> {
    let names = facts.iter().filter(|fact| fact.facet == Facet::Name);
    names.map(|fact| fact.value.as_str())
}

/// A unique name of a subject.
fn label(subject: Subject<'_>, api: &Api) -> String {
    match subject {
        Subject::Type(id) => format!("`{}`", api.ty(id).ident),
        Subject::Property(def, field) => format!("`{}.{}`", def.ident, field.wire),
        Subject::Operation(one) => format!("`{} {}`", one.method, one.path.text),
        Subject::Suppressed(one) => format!("`{} {}`", one.method, one.path),
        Subject::Scope(scope) => format!("`{}`", scope.wire),
        Subject::Policy(policy) => format!("`{}`", policy::name(policy, api).path),
    }
}
