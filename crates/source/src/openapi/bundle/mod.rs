//! Documents of several files: what their `$ref`s lead to in other files is put into the one tree.
//!
//! A node of another file becomes a component, once, and every `$ref` to it leads there. Where the
//! document's own component is nothing but such a `$ref`, the node takes its place and name. Path items,
//! and whatever OpenAPI allows no `$ref` to, stand where they are referred to. The pointer map remembers
//! where each came from. Parts of other files that nothing refers to are not looked at.

mod files;
mod names;
mod root;
mod sites;
mod target;

pub(super) use files::Refused;
pub use root::{Refusal, Root};

use super::grammar::{self, DOCUMENT, Form};
use super::pointer_map::PointerMap;
use super::targets::nearest;
use crate::diagnostic::{Code, Diagnostic, FileId, Origin, Severity};
use crate::limits::Limits;
use crate::pointer;
use files::{Files, Holder};
use names::Names;
use serde_json::{Map, Value};
use sites::{Site, Way};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// How many nodes that are nothing but references may follow one another.
const CHAIN: usize = 64;

/// How many nodes may always be copied, however small the files are: a hundred paths may share an operation.
const COPIES: usize = 100_000;

/// How many lost `$ref`s get a suggestion; each is compared with every name beside the one that was meant.
const SUGGESTIONS: usize = 50;

/// What came of bundling a document.
#[derive(Default)]
pub(super) struct Bundled {
    /// What is wrong with the texts of other files.
    pub diagnostics: Vec<Diagnostic>,
    /// The `$ref`s that could not be followed, by the node that holds them.
    pub refused: BTreeMap<String, Refused>,
    /// The other files that were read.
    pub files: Vec<FileId>,
}

/// Puts what the `$ref`s of a document lead to in other files into its tree.
pub(super) fn bundle(
    tree: &mut Value,
    pointers: &mut PointerMap,
    root: &mut dyn Root,
    file: FileId,
    limits: &Limits,
) -> Bundled {
    if !sites::mentions_files(tree) {
        return Bundled::default();
    }
    let files = Files::new(root, file, tree, limits);
    let mut bundler = Bundler {
        nodes: files.nodes,
        files,
        limits,
        tree,
        pointers,
        names: Names::default(),
        placed: HashMap::new(),
        jobs: VecDeque::from([(pointer::ROOT.to_owned(), &DOCUMENT)]),
        refused: BTreeMap::new(),
        suggestions: SUGGESTIONS,
    };
    bundler.run();
    Bundled {
        diagnostics: bundler.files.diagnostics,
        refused: bundler.refused,
        files: bundler.files.read,
    }
}

/// A node of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Target {
    holder: Holder,
    pointer: String,
}

/// Where a node of another file stands in the tree, and as what.
struct Placed {
    at: String,
    form: &'static Form,
}

struct Bundler<'a> {
    files: Files<'a>,
    limits: &'a Limits,
    tree: &'a mut Value,
    pointers: &'a mut PointerMap,
    names: Names,
    /// One node may be read as two kinds, by mistake or by cunning.
    placed: HashMap<Target, Vec<Placed>>,
    /// The parts of the tree that are still to be searched.
    jobs: VecDeque<(String, &'static Form)>,
    refused: BTreeMap<String, Refused>,
    /// The nodes of the tree.
    nodes: usize,
    /// How many suggestions may still be made.
    suggestions: usize,
}

impl Bundler<'_> {
    fn run(&mut self) {
        while let Some((at, form)) = self.jobs.pop_front() {
            let Some(node) = pointer::get(self.tree, &at) else {
                continue;
            };
            // The document's own names go before those that are made up, so its components are first.
            let (own, others): (Vec<Site>, Vec<Site>) = sites::of(node, form, &at)
                .into_iter()
                .partition(|site| is_component(&site.at));
            for site in own.into_iter().chain(others) {
                self.site(&site);
            }
        }
    }

    fn site(&mut self, site: &Site) {
        let Some((file, home)) = self.pointers.place_in_file(&site.at) else {
            return;
        };
        let home = Target {
            holder: self.files.holder(file),
            pointer: home,
        };
        if site.way == Way::Mapping {
            return self.mapping(site, &home);
        }
        let is_local = site.text.is_empty() || site.text.starts_with('#');
        if home.holder == Holder::Document && is_local {
            return;
        }
        let followed = self
            .target(home.holder, &site.text)
            .and_then(|target| self.follow(site, &home, target));
        if let Err(refused) = followed {
            self.refuse(site, &home, refused);
        }
        if std::mem::take(&mut self.files.has_guessed) {
            self.guessed(site, &home);
        }
    }

    /// Tells that a path was taken as seen from the document.
    fn guessed(&mut self, site: &Site, home: &Target) {
        let message = format!(
            "`{}` is no file as seen from here; it is taken as seen from the document",
            site.text.escape_debug()
        );
        let at = pointer::join(&home.pointer, "$ref");
        let place = Origin::pointer(self.files.id(home.holder), at);
        let diagnostic = Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::new(Code::GUESSED, message).at(place)
        };
        self.files.diagnostics.push(diagnostic);
    }

    /// Makes a `$ref` lead to its target in the tree, which is put there if it is not there yet.
    fn follow(&mut self, site: &Site, home: &Target, target: Target) -> Result<(), Refused> {
        let end = self.end_of_chain(&target);
        match site.way {
            Way::Here => {
                let end = end.ok_or_else(cycle)?;
                self.inline(site, home, &end)
            }
            Way::PathItem => {
                let end = end.ok_or_else(cycle)?;
                if let Some(at) = self.standing(&end, site.way) {
                    self.retarget(site, at);
                } else {
                    self.inline(site, home, &end)?;
                    self.note(end, &site.at, site.form);
                }
                Ok(())
            }
            Way::Component(_) | Way::Mapping => {
                // Components that go round in a circle are found when all references are checked.
                let end = end.unwrap_or(target);
                let at = match self.standing(&end, site.way) {
                    Some(at) => at,
                    None if is_component(&site.at) && site.alone => {
                        self.inline(site, home, &end)?;
                        self.note(end, &site.at, site.form);
                        return Ok(());
                    }
                    None => self.component(&end, site)?,
                };
                self.retarget(site, at);
                Ok(())
            }
        }
    }

    /// The node that a `$ref` in the file `holder` leads to.
    fn target(&mut self, holder: Holder, text: &str) -> Result<Target, Refused> {
        let (file, fragment) = target::split(text);
        let holder = self.files.find(holder, file)?;
        let tree = self.files.value(holder).unwrap_or(self.tree);
        if let Some(pointer) = files::place(tree, fragment) {
            return Ok(Target { holder, pointer });
        }
        let (path, fragment) = (self.files.shown(holder), fragment.unwrap_or_default());
        let why = format!("leads to nothing: `{path}` has no `#{fragment}`");
        let refused = Refused::new(Code::UNRESOLVED_REF, why);
        let Some(left) = self.suggestions.checked_sub(1) else {
            return Err(refused);
        };
        self.suggestions = left;
        Err(match nearest(tree, &format!("#{fragment}")) {
            Some(near) => refused.help(format!("did you mean `{near}`?")),
            None => refused,
        })
    }

    /// Where a chain of nodes that are nothing but references ends; `None` when it does not.
    fn end_of_chain(&mut self, target: &Target) -> Option<Target> {
        let mut at = target.clone();
        for _ in 0..CHAIN {
            let next = self
                .node(&at)
                .and_then(Value::as_object)
                .filter(|members| members.len() == 1)
                .and_then(|members| members.get("$ref")?.as_str())
                .map(str::to_owned);
            let Some(text) = next.filter(|_| at.holder != Holder::Document) else {
                return Some(at);
            };
            match self.target(at.holder, &text) {
                Ok(next) => at = next,
                // What is wrong is told at the reference that is wrong.
                Err(_) => return Some(at),
            }
        }
        None
    }

    fn node(&self, target: &Target) -> Option<&Value> {
        let tree = self.files.value(target.holder).unwrap_or(self.tree);
        pointer::get(tree, &target.pointer)
    }

    /// Where a node stands in the tree already, by itself or within another.
    fn standing(&self, target: &Target, way: Way) -> Option<String> {
        if target.holder == Holder::Document {
            return Some(target.pointer.clone());
        }
        let wanted = match way {
            Way::Mapping => Way::Component("schemas"),
            way => way,
        };
        let mut end = target.pointer.len();
        loop {
            let (around, rest) = target.pointer.split_at(end);
            let around = Target {
                holder: target.holder,
                pointer: around.to_owned(),
            };
            let found = self
                .placed
                .get(&around)
                .into_iter()
                .flatten()
                .find(|placed| {
                    grammar::form_below(placed.form, rest).and_then(sites::way) == Some(wanted)
                });
            if let Some(placed) = found {
                return Some(format!("{}{rest}", placed.at));
            }
            end = target.pointer[..end].rfind('/')?;
        }
    }

    fn note(&mut self, target: Target, at: &str, form: &'static Form) {
        let at = at.to_owned();
        self.placed
            .entry(target)
            .or_default()
            .push(Placed { at, form });
    }

    /// Puts a node among the components and says where.
    fn component(&mut self, target: &Target, site: &Site) -> Result<String, Refused> {
        let section = match site.way {
            Way::Component(section) => section,
            _ => "schemas",
        };
        let form: &'static Form = if section == "schemas" {
            &Form::Schema
        } else {
            site.form
        };
        let node = self.copy(target, "#/components/x/x")?;
        let path = self.files.shown(target.holder);
        let name = self.names.pick(self.tree, section, &target.pointer, &path);
        let at = pointer::join(&pointer::join("#/components", section), &name);
        let Some(members) = section_of(self.tree, section) else {
            let code = Code::UNRESOLVED_REF;
            return Err(Refused::new(
                code,
                "has no place to go: `components` is no object",
            ));
        };
        members.insert(name, node);
        self.bundled(target, &at);
        self.note(target.clone(), &at, form);
        self.jobs.push_back((at.clone(), form));
        Ok(at)
    }

    /// Puts a node in the place of the `$ref` to it. What stood beside the `$ref` stays where the node
    /// does not say it itself.
    fn inline(&mut self, site: &Site, home: &Target, target: &Target) -> Result<(), Refused> {
        let id = self.files.id(target.holder);
        if self.pointers.is_within(&site.at, id, &target.pointer) {
            return Err(cycle());
        }
        let mut node = self.copy(target, &site.at)?;
        let Some(place) = node_mut(self.tree, &site.at) else {
            return Ok(());
        };
        let beside = std::mem::take(place);
        let mut kept = Vec::new();
        if let (Value::Object(node), Value::Object(beside)) = (&mut node, beside) {
            for (key, member) in beside {
                if key != "$ref" && !node.contains_key(&key) {
                    node.insert(key.clone(), member);
                    kept.push(key);
                }
            }
        }
        *place = node;
        self.bundled(target, &site.at);
        let file = self.files.id(home.holder);
        for key in kept {
            let old = pointer::join(&home.pointer, &key);
            self.pointers
                .note_bundled(pointer::join(&site.at, &key), file, old);
        }
        self.jobs.push_back((site.at.clone(), site.form));
        Ok(())
    }

    fn bundled(&mut self, target: &Target, at: &str) {
        let id = self.files.id(target.holder);
        self.pointers
            .note_bundled(at.to_owned(), id, target.pointer.clone());
    }

    /// A copy of a node for the place `at`, if the tree stays within the limits.
    fn copy(&mut self, target: &Target, at: &str) -> Result<Value, Refused> {
        let Some(node) = self.node(target) else {
            return Err(Refused::new(Code::UNRESOLVED_REF, "leads to nothing"));
        };
        let levels = pointer::keys(at).count() + depth(node);
        if levels > self.limits.depth {
            let why = format!("nests deeper than {} levels", self.limits.depth);
            return Err(Refused::new(Code::INPUT_TOO_LARGE, why));
        }
        let nodes = self.nodes + files::count(node);
        let copies = self.files.nodes.saturating_mul(self.limits.alias_factor);
        if nodes > self.limits.nodes.min(copies.max(COPIES)) {
            let why = "makes the document too large: what is referred to is copied too often";
            return Err(Refused::new(Code::INPUT_TOO_LARGE, why));
        }
        let node = node.clone();
        self.nodes = nodes;
        Ok(node)
    }

    fn retarget(&mut self, site: &Site, at: String) {
        let place = match site.way {
            Way::Mapping => site.at.clone(),
            _ => pointer::join(&site.at, "$ref"),
        };
        if let Some(text) = node_mut(self.tree, &place) {
            *text = Value::String(at);
        }
    }

    /// A member of a mapping is a reference, or the name of a schema of its file.
    /// One that leads to nothing is left to those who read mappings.
    fn mapping(&mut self, site: &Site, home: &Target) {
        let is_local = site.text.starts_with('#');
        let is_path = !is_local && sites::is_path(&site.text);
        let text = if is_local || is_path {
            site.text.clone()
        } else {
            pointer::join("#/components/schemas", &site.text)
        };
        if home.holder == Holder::Document && !is_path {
            return;
        }
        if let Ok(target) = self.target(home.holder, &text) {
            // The limits are told at a `$ref`, which every schema of a mapping has elsewhere.
            let _ = self.follow(site, home, target);
        }
    }

    fn refuse(&mut self, site: &Site, home: &Target, refused: Refused) {
        if home.holder != Holder::Document && site.text.starts_with('#') {
            // In the tree it would mean another node.
            let text = format!("{}{}", self.files.path(home.holder), site.text);
            self.retarget(site, text);
        }
        self.refused.insert(site.at.clone(), refused);
    }
}

fn cycle() -> Refused {
    Refused::new(Code::REF_CYCLE, "comes back to itself")
}

/// Whether a pointer leads to a component, not into one.
fn is_component(at: &str) -> bool {
    at.strip_prefix("#/components/")
        .is_some_and(|rest| rest.split('/').count() == 2)
}

fn node_mut<'t>(tree: &'t mut Value, at: &str) -> Option<&'t mut Value> {
    tree.pointer_mut(at.strip_prefix('#').unwrap_or(at))
}

/// The members of a section of the components, which is made if it is not there.
fn section_of<'t>(tree: &'t mut Value, section: &str) -> Option<&'t mut Map<String, Value>> {
    let empty = || Value::Object(Map::new());
    let components = tree
        .as_object_mut()?
        .entry("components")
        .or_insert_with(empty);
    let members = components
        .as_object_mut()?
        .entry(section)
        .or_insert_with(empty);
    members.as_object_mut()
}

/// The levels of a tree.
fn depth(tree: &Value) -> usize {
    match tree {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
