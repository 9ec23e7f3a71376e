//! Who is called what.
//!
//! Names are given last, when everything that wants one is known, in order of authority: what the
//! configuration says, the keys of components, tags, operations, and then whatever stands inline.
//! An inline schema has the short name of its property where no other wants that, else the name of
//! what it is in as well. One that stands in several places has its title before either, unless others
//! want that.

mod configured;
mod operations;
mod singular;

use crate::lowering::{Draft, Hint, Lowering, Owner, Role};
use crate::names::{self, CONSTANTS, MODULES, Names, TYPES};
use configured::Configured;
use graphwright_ir::{Api, TypeId};
pub(crate) use singular::singular;
use std::collections::HashMap;

/// Words that say little without what they are in.
const VAGUE: &[&str] = &[
    "additional",
    "attribute",
    "body",
    "content",
    "data",
    "detail",
    "entry",
    "field",
    "filter",
    "id",
    "info",
    "input",
    "item",
    "key",
    "kind",
    "list",
    "message",
    "meta",
    "metadata",
    "mode",
    "model",
    "name",
    "node",
    "option",
    "output",
    "parameter",
    "payload",
    "property",
    "record",
    "result",
    "row",
    "sort",
    "state",
    "status",
    "text",
    "type",
    "value",
];

/// Of these, the words of a list that is all there is to its object: what it holds is simply an item.
const LISTS: &[&str] = &[
    "content", "data", "entry", "item", "list", "model", "output", "record", "result", "row",
    "value",
];

/// The length of a title that is a name rather than a sentence.
const LONGEST_TITLE: usize = 60;

impl Lowering<'_> {
    /// Names every type, tag and operation.
    pub(crate) fn name(&mut self, api: &mut Api) {
        let mut types = Names::new(&TYPES);
        let mut configured = Configured::new(&self.config.names);
        self.name_configured(&mut types, &mut configured);
        self.name_components(&mut types);
        self.name_tags(api, &mut types);
        self.name_operations(api, &mut types, &mut configured);
        self.name_inline(api, &mut types);
        self.name_places();
        self.report_unused(&configured, api);
    }

    /// Gives the names that the configuration has for types.
    fn name_configured(&mut self, types: &mut Names, configured: &mut Configured<'_>) {
        for id in 0..self.drafts.len() {
            let def = &self.drafts[id].def;
            let places = [&def.origin].into_iter().chain(&def.also);
            let places = places.map(|place| place.at.as_str());
            // Other forms have the place of their schema, and are named after it.
            if let (None, Some(name)) = (def.projection_of, configured.find_any(places)) {
                self.take(types, id, &[name]);
            }
        }
    }

    /// Gives components their keys, and other types the names that tables have for them.
    fn name_components(&mut self, types: &mut Names) {
        for id in 0..self.drafts.len() {
            let draft = &self.drafts[id];
            let is_schema = draft.hint.owner == Owner::Nothing
                && draft.def.origin.at.starts_with("#/components/schemas/");
            let is_named = matches!(draft.hint.role, Role::Named(_));
            if (is_schema || is_named) && draft.def.ident.is_empty() {
                let key = match &draft.hint.role {
                    Role::Named(name) => name.clone(),
                    _ => draft.def.wire.clone(),
                };
                self.take(types, id, &[&key]);
            }
        }
    }

    /// Gives inline schemas and forms the names that their context suggests. What a type is in comes
    /// before it, so it has its name by then.
    fn name_inline(&mut self, api: &Api, types: &mut Names) {
        let mut wanted: HashMap<String, usize> = HashMap::new();
        for draft in &self.drafts {
            let short = short(&draft.hint).map(|short| names::ident(&short, &TYPES));
            let title = title(draft).map(|title| names::ident(title, &TYPES));
            let title = title.filter(|title| short.as_ref() != Some(title));
            for ident in short.into_iter().chain(title) {
                *wanted.entry(ident).or_default() += 1;
            }
        }
        let alone = |name: &str| wanted.get(&names::ident(name, &TYPES)) == Some(&1);
        for id in 0..self.drafts.len() {
            let draft = &self.drafts[id];
            if draft.def.ident.is_empty() {
                let owner = match draft.hint.owner {
                    Owner::Nothing => "",
                    Owner::Type(owner) => &self.drafts[owner.0].def.ident,
                    Owner::Operation(id) => &api.operations[id.0].names.request,
                };
                let short = short(&draft.hint).filter(|short| alone(short));
                let title = title(draft).filter(|title| alone(title));
                let suggestions: Vec<String> = (title.map(str::to_owned).into_iter())
                    .chain(short)
                    .chain(long(&draft.hint, owner))
                    .collect();
                let suggestions: Vec<&str> = suggestions.iter().map(String::as_str).collect();
                self.take(types, id, &suggestions);
            }
        }
    }

    /// Takes a name for a type. Only what the document names itself is told of when it must give way.
    fn take(&mut self, types: &mut Names, id: usize, suggestions: &[&str]) {
        let taken = types.take(suggestions.iter().copied());
        if suggestions.len() == 1 {
            self.report_renamed_type(TypeId(id), &taken);
        }
        self.drafts[id].def.ident = taken.ident;
    }

    /// Gives every type its file and its static.
    ///
    /// A component has a file of its own, and so has what stands inline in an operation or in several
    /// places; what is inside of a type is in that one's file.
    fn name_places(&mut self) {
        let mut modules = Names::new(&MODULES);
        let mut constants = Names::new(&CONSTANTS);
        for id in 0..self.drafts.len() {
            let draft = &self.drafts[id];
            let ident = draft.def.ident.clone();
            let module = match draft.hint.owner {
                Owner::Type(TypeId(owner)) if draft.is_at_one_place() => {
                    self.drafts[owner].def.module.clone()
                }
                _ => modules.take([ident.as_str()]).ident,
            };
            let def = &mut self.drafts[id].def;
            def.module = module;
            // A type of one letter is spelled like its static, and both are imported by name.
            let schema = format!("{ident} schema");
            let is_shouted = !ident.contains(|sign: char| sign.is_ascii_lowercase());
            let suggestion = if is_shouted { &schema } else { &ident };
            def.schema_ident = constants.take([suggestion.as_str()]).ident;
        }
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

/// The title of what stands in several places.
fn title<'d>(draft: &'d Draft<'_>) -> Option<&'d str> {
    let title = draft.def.docs.summary.as_deref();
    title.filter(|_| !draft.is_at_one_place())
}

/// Whether a title could name a type: it is no sentence, and says something by itself.
pub(crate) fn is_name(title: &str) -> bool {
    let title = title.trim();
    title.is_ascii()
        && title.starts_with(|first: char| first.is_ascii_alphabetic())
        && title.len() <= LONGEST_TITLE
        && !is_vague(title)
}

fn is_vague(name: &str) -> bool {
    matches!(names::words(name).as_slice(), [only] if VAGUE.contains(&singular(only).as_str()))
}

/// The names that tell an inline schema by what it is in, best first.
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
        Role::Told(word) => vec![format!("{owner} {word}"), format!("{owner} {word} variant")],
        Role::Form(word) => vec![format!("{owner} {word}"), format!("{owner} {word} form")],
    }
}
