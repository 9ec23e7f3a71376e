//! Names of types.

use super::configured::Configured;
use super::names::TypeNames;
use super::singular;
use super::words::{LISTS, is_vague};
use crate::draft::{Draft, Hint, Owner, PerType, Role, Types};
use crate::names::{self, CONSTANTS, MODULES, Names, TYPES, Taken};
use crate::reader::Reader;
use crate::report::{At, Report};
use graphwright_ir::{OperationNames, TypeId};
use graphwright_source::{Code, Diagnostic};
use std::collections::HashMap;

/// Gives types their names, in several steps between which tags and operations get theirs.
pub(super) struct TypeNamer<'n, 'a> {
    types: &'n Types<'a>,
    reader: &'n Reader<'a>,
    /// The names that are taken.
    pub(super) taken: Names,
    idents: PerType<Option<String>>,
}

impl<'n, 'a> TypeNamer<'n, 'a> {
    pub(super) fn new(types: &'n Types<'a>, reader: &'n Reader<'a>) -> Self {
        Self {
            types,
            reader,
            taken: Names::new(&TYPES),
            idents: PerType::filled(types, None),
        }
    }

    /// Gives types the names that the configuration has for them.
    pub(super) fn name_configured(
        &mut self,
        configured: &mut Configured<'_>,
        report: &mut Report<'_>,
    ) {
        for (id, draft) in self.types.iter() {
            let places = [&draft.origin].into_iter().chain(&draft.also);
            let places = places.map(|place| place.at.as_str());
            // Other forms have the place of their schema, and are named after it.
            if let (None, Some(name)) = (draft.projection_of, configured.find_any(places)) {
                self.take_exactly(id, name, report);
            }
        }
    }

    /// Gives components their keys, and other types the names that other front ends have for them.
    pub(super) fn name_components(&mut self, report: &mut Report<'_>) {
        for (id, draft) in self.types.iter() {
            if self.idents[id].is_some() {
                continue;
            }
            match &draft.hint.role {
                Role::Named(name) => self.take_exactly(id, name, report),
                _ if draft.is_component() => self.take_exactly(id, &draft.wire, report),
                _ => {}
            }
        }
    }

    /// Gives inline schemas and forms the names that their context suggests. The owner of a type comes
    /// before it, so it has its name by then.
    pub(super) fn name_inline(&mut self, operations: &[OperationNames], report: &mut Report<'_>) {
        let mut wanted: HashMap<String, usize> = HashMap::new();
        for (_, draft) in self.types.iter() {
            let short = short(&draft.hint).map(|short| names::ident(&short, &TYPES));
            let title = title(draft).map(|title| names::ident(title, &TYPES));
            let title = title.filter(|title| short.as_ref() != Some(title));
            for ident in short.into_iter().chain(title) {
                *wanted.entry(ident).or_default() += 1;
            }
        }
        let is_unique = |name: &str| wanted.get(&names::ident(name, &TYPES)) == Some(&1);
        for (id, draft) in self.types.iter() {
            if self.idents[id].is_some() {
                continue;
            }
            let owner = match draft.hint.owner {
                Owner::Nothing => None,
                Owner::Type(owner) => self.idents[owner].as_deref(),
                Owner::Operation(operation) => Some(operations[operation.0].request.as_str()),
            };
            let short = short(&draft.hint).filter(|short| is_unique(short));
            let title = title(draft).filter(|title| is_unique(title));
            let suggestions: Vec<String> = (title.map(str::to_owned).into_iter())
                .chain(short)
                .chain(long(&draft.hint, owner.unwrap_or_default()))
                .collect();
            if let [only] = suggestions.as_slice() {
                self.take_exactly(id, only, report);
            } else {
                let suggestions = suggestions.iter().map(String::as_str);
                self.idents[id] = Some(self.taken.take(suggestions).ident);
            }
        }
    }

    /// Takes the only name that is suggested for a type, and reports if it had to give way.
    fn take_exactly(&mut self, id: TypeId, name: &str, report: &mut Report<'_>) {
        let taken = self.taken.take([name]);
        self.report_renamed(id, &taken, report);
        self.idents[id] = Some(taken.ident);
    }

    fn report_renamed(&self, id: TypeId, taken: &Taken, report: &mut Report<'_>) {
        let origin = &self.types[id].origin;
        match (self.reader.span(origin), taken.renaming("the type")) {
            (Some(place), Some(message)) => {
                report.add_diagnostic(Diagnostic::new(Code::RENAMED, message).at(place));
            }
            (None, _) => report.add_renamed("the type", taken, At::Value(&origin.at)),
            (Some(_), None) => {}
        }
    }

    /// Gives every type its file and its static.
    ///
    /// A component has a file of its own, and so has a schema that is inline in an operation or in
    /// several places; everything else is in the file of the type that it is part of.
    pub(super) fn finish(self) -> PerType<TypeNames> {
        let mut modules = Names::new(&MODULES);
        let mut constants = Names::new(&CONSTANTS);
        let mut finished: Vec<TypeNames> = Vec::with_capacity(self.types.len());
        for ((_, draft), ident) in self.types.iter().zip(self.idents) {
            let ident = ident.expect("every type has a name by now");
            let module = match draft.hint.owner {
                Owner::Type(TypeId(owner)) if draft.is_at_one_place() => {
                    finished[owner].module.clone()
                }
                _ => modules.take([ident.as_str()]).ident,
            };
            // A type of one letter is spelled like its static, and both are imported by name.
            let is_shouted = !ident.contains(|sign: char| sign.is_ascii_lowercase());
            let schema = format!("{ident} schema");
            let suggestion = if is_shouted { &schema } else { &ident };
            let schema_ident = constants.take([suggestion.as_str()]).ident;
            finished.push(TypeNames {
                ident,
                module,
                schema_ident,
            });
        }
        finished.into_iter().collect()
    }
}

/// The name that an inline schema has if no other wants it.
fn short(hint: &Hint<'_>) -> Option<String> {
    let Role::Property(name) = hint.role else {
        return None;
    };
    let name = if hint.item {
        singular(name)
    } else {
        name.to_owned()
    };
    (!is_vague(&name)).then_some(name)
}

/// The title of a schema that is in several places.
fn title<'d>(draft: &'d Draft<'_>) -> Option<&'d str> {
    let title = draft.docs.summary.as_deref();
    title.filter(|_| !draft.is_at_one_place())
}

/// The names of an inline schema that begin with the thing that it is part of, best first.
fn long(hint: &Hint<'_>, owner: &str) -> Vec<String> {
    let item = if hint.item { " item" } else { "" };
    match &hint.role {
        Role::Property(name) => {
            let one = singular(name);
            if !hint.item {
                vec![format!("{owner} {name}"), format!("{owner} {name} value")]
            } else if LISTS.iter().any(|list| one.eq_ignore_ascii_case(list)) {
                vec![format!("{owner} item"), format!("{owner} {one} item")]
            } else {
                vec![format!("{owner} {one}"), format!("{owner} {name} item")]
            }
        }
        Role::Named(name) => vec![name.clone()],
        Role::Key(key) if hint.item && singular(key) != *key => {
            vec![singular(key), format!("{key} item")]
        }
        Role::Key(key) => vec![format!("{key}{item}"), format!("{key} body{item}")],
        Role::Body => vec![format!("{owner} body{item}")],
        Role::Success if hint.item => {
            vec![format!("{owner} item"), format!("{owner} response item")]
        }
        Role::Success => vec![format!("{owner} response")],
        Role::Failure(variant) => vec![
            format!("{owner} {variant}{item}"),
            format!("{owner} {variant} body{item}"),
        ],
        Role::Itself if hint.item && singular(owner) != owner => {
            vec![singular(owner), format!("{owner} item")]
        }
        Role::Itself if hint.item => vec![format!("{owner} item")],
        Role::Itself => vec![format!("{owner} value")],
        Role::Member(position) => vec![format!("{owner} variant {position}{item}")],
        Role::Distinct(word) => vec![format!("{owner} {word}"), format!("{owner} {word} variant")],
        Role::Form(word) => vec![format!("{owner} {word}"), format!("{owner} {word} form")],
    }
}
