//! What a name stands for.
//!
//! Things have several names: that of the inputs, that of Rust, that of the row of a table. The
//! names are ranked, and only things that share the best rank are ambiguous: whoever types a wire
//! name in full means that.

use super::policy;
use crate::codes;
use graphwright_ir::{
    Api, Facet, Fact, Field, Operation, PathPart, Policy, Scope, Suppressed, TypeDef, TypeId,
    TypeKind,
};
use graphwright_source::suggest;

/// A thing that can be explained.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Type(TypeId),
    Property(&'a TypeDef, &'a Field),
    Operation(&'a Operation),
    Suppressed(&'a Suppressed),
    Scope(&'a Scope),
    Policy(&'a Policy),
}

/// Why a name stands for nothing.
#[derive(Debug)]
pub(super) enum Missing {
    /// No thing has it; the nearest name.
    Unknown(Option<String>),
    /// Several things have it; a name that only it has, for each.
    Ambiguous(Vec<String>),
}

/// A name, and how well it fits: less is better.
type Name = (u8, String);

/// The thing that a name stands for.
pub(super) fn find<'a>(name: &str, api: &'a Api) -> Result<Thing<'a>, Missing> {
    let things: Vec<(Thing<'a>, Vec<Name>)> = things(api);
    let rank = |names: &[Name]| {
        let ranks = names.iter().filter(|(_, known)| known == name);
        ranks.map(|(rank, _)| *rank).min()
    };
    let best = things.iter().filter_map(|(_, names)| rank(names)).min();
    let found: Vec<_> = things
        .iter()
        .filter(|(_, names)| best.is_some() && rank(names) == best)
        .collect();
    match found[..] {
        [] => {
            let names = things.iter().flat_map(|(_, names)| names);
            let names = names.map(|(_, name)| name.as_str());
            let names = names.chain(codes::all().map(|known| known.code));
            let near = suggest::nearest(name, names);
            Err(Missing::Unknown(near.map(str::to_owned)))
        }
        [(thing, _)] => Ok(*thing),
        ref several => Err(Missing::Ambiguous(
            several
                .iter()
                .map(|(thing, _)| label(*thing, api))
                .collect(),
        )),
    }
}

/// Everything that can be explained, with its names.
fn things(api: &Api) -> Vec<(Thing<'_>, Vec<Name>)> {
    let mut things = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        let names = vec![(0, def.ident.clone()), (2, def.wire.clone())];
        things.push((Thing::Type(TypeId(index)), names));
        if let TypeKind::Struct(body) = &def.kind {
            let fields = body.fields.iter();
            things.extend(fields.map(|field| (Thing::Property(def, field), of_field(def, field))));
        }
    }
    let operations = api.operations.iter();
    things.extend(operations.map(|one| (Thing::Operation(one), of_operation(one, api))));
    let suppressed = api.suppressed.iter();
    things.extend(suppressed.map(|one| {
        let request = format!("{} {}", one.method, one.path);
        (
            Thing::Suppressed(one),
            vec![(0, one.id.clone()), (0, request)],
        )
    }));
    let scopes = api.scopes.iter();
    things.extend(scopes.map(|scope| {
        let names = vec![(0, scope.wire.clone()), (1, scope.ident.clone())];
        (Thing::Scope(scope), names)
    }));
    let policies = api.policies.iter();
    things.extend(policies.map(|policy| {
        let policy::Name { path, ident, .. } = policy::name(policy, api);
        (
            Thing::Policy(policy),
            vec![(0, ident.to_owned()), (0, path)],
        )
    }));
    things
}

/// A property has the name of its type before it.
fn of_field(def: &TypeDef, field: &Field) -> Vec<Name> {
    let mut names = vec![
        (0, format!("{}.{}", def.ident, field.wire)),
        (1, format!("{}.{}", def.ident, field.ident)),
        (1, format!("{}::{}", def.ident, field.ident)),
        (2, format!("{}.{}", def.wire, field.wire)),
    ];
    let rows = rows(&field.provenance);
    names.extend(rows.map(|row| (3, format!("{}.{row}", def.ident))));
    names
}

fn of_operation(operation: &Operation, api: &Api) -> Vec<Name> {
    let (rust, method) = (&operation.names, operation.method);
    let mut names = vec![
        (0, operation.id.clone()),
        (0, format!("{method} {}", operation.path.text)),
        (1, rust.request.clone()),
    ];
    if let Some(tag) = api.tags.get(operation.tag.0) {
        names.push((1, format!("{}::{}", tag.ident, rust.method)));
        names.push((1, format!("{}.{}", tag.module, rust.method)));
    }
    names.push((2, rust.method.clone()));
    let mut literals = operation
        .path
        .segments
        .iter()
        .filter_map(|segment| match &segment[..] {
            [PathPart::Literal(text)] if !text.starts_with('$') => Some(text),
            _ => None,
        });
    names.extend(literals.next_back().map(|last| (3, last.clone())));
    names.extend(rows(&operation.provenance).map(|row| (3, row.to_owned())));
    names
}

/// What the inputs call a thing, whether they decide that or not.
fn rows(facts: &[Fact]) -> impl Iterator<Item = &str> {
    let names = facts.iter().filter(|fact| fact.facet == Facet::Name);
    names.map(|fact| fact.value.as_str())
}

/// A name that no other thing has.
fn label(thing: Thing<'_>, api: &Api) -> String {
    match thing {
        Thing::Type(id) => format!("`{}`", api.ty(id).ident),
        Thing::Property(def, field) => format!("`{}.{}`", def.ident, field.wire),
        Thing::Operation(one) => format!("`{} {}`", one.method, one.path.text),
        Thing::Suppressed(one) => format!("`{} {}`", one.method, one.path),
        Thing::Scope(scope) => format!("`{}`", scope.wire),
        Thing::Policy(policy) => format!("`{}`", policy::name(policy, api).path),
    }
}
