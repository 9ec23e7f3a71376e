//! Documents of several files: the targets of `$ref`s to other files are copied into the tree of the document.
//!
//! A node of another file becomes a component, once, and every `$ref` to it leads there. If a component of the
//! document is nothing but such a `$ref`, the node takes its place and name. Path items, and nodes that OpenAPI
//! allows no `$ref` to, are copied to the place of the `$ref`. The pointer map remembers
//! where each came from. Parts of other files that nothing refers to are not looked at.

mod files;
mod names;
mod root;
mod sites;
mod target;

pub(super) use files::Refused;
pub use root::{Refusal, Root};

use super::grammar::{self, DOCUMENT, ValueType};
use super::pointer_map::PointerMap;
use super::targets::nearest;
use crate::diagnostic::{Code, Diagnostic, FileId, Origin, Severity};
use crate::limits::Limits;
use crate::pointer;
use files::{Files, Holder};
use names::Names;
use serde_json::{Map, Value};
use sites::{Placement, Site};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// The longest chain of nodes that are nothing but references.
const CHAIN: usize = 64;

/// The number of nodes that may be copied however small the files are: a hundred paths may share an operation.
const COPIES: usize = 100_000;

/// The number of unresolved `$ref`s that get a suggestion; each is compared with every name next to the target.
const SUGGESTIONS: usize = 50;

/// The result of bundling a document.
#[derive(Default)]
pub(super) struct Bundled {
    /// The diagnostics of the other files.
    pub diagnostics: Vec<Diagnostic>,
    /// The `$ref`s that could not be followed, by the node that holds them.
    pub refused: BTreeMap<String, Refused>,
    /// The other files that were read.
    pub files: Vec<FileId>,
}

/// Copies the targets of a document's `$ref`s to other files into its tree.
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
        copies: HashMap::new(),
        jobs: VecDeque::from([(pointer::ROOT.to_owned(), &DOCUMENT)]),
        refused: BTreeMap::new(),
        suggestions: SUGGESTIONS,
    };
    bundler.bundle_all();
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

/// The copy of a node of another file in the tree.
struct Copied {
    at: String,
    ty: &'static ValueType,
}

struct Bundler<'a> {
    files: Files<'a>,
    limits: &'a Limits,
    tree: &'a mut Value,
    pointers: &'a mut PointerMap,
    names: Names,
    /// A node may be copied as two kinds, by mistake or on purpose.
    copies: HashMap<Target, Vec<Copied>>,
    /// The parts of the tree still to be searched.
    jobs: VecDeque<(String, &'static ValueType)>,
    refused: BTreeMap<String, Refused>,
    /// The number of nodes of the tree.
    nodes: usize,
    /// The number of suggestions left.
    suggestions: usize,
}

impl Bundler<'_> {
    fn bundle_all(&mut self) {
        while let Some((at, ty)) = self.jobs.pop_front() {
            let Some(node) = pointer::get(self.tree, &at) else {
                continue;
            };
            // Components of the document come first, because their names take precedence over invented ones.
            let (own, others): (Vec<Site>, Vec<Site>) = sites::find(node, ty, &at)
                .into_iter()
                .partition(|site| is_component(&site.at));
            for site in own.into_iter().chain(others) {
                self.bundle_site(&site);
            }
        }
    }

    fn bundle_site(&mut self, site: &Site) {
        let Some((file, source)) = self.pointers.place_in_file(&site.at) else {
            return;
        };
        let source = Target {
            holder: self.files.holder(file),
            pointer: source,
        };
        if site.placement == Placement::Mapping {
            return self.bundle_mapping(site, &source);
        }
        let is_local = site.text.is_empty() || site.text.starts_with('#');
        if source.holder == Holder::Document && is_local {
            return;
        }
        let followed = self
            .resolve_target(source.holder, &site.text)
            .and_then(|target| self.follow(site, &source, target));
        if let Err(refused) = followed {
            self.refuse(site, &source, refused);
        }
        if std::mem::take(&mut self.files.has_guessed) {
            self.report_guess(site, &source);
        }
    }

    /// Reports that a path was resolved against the document instead of the file that has it.
    fn report_guess(&mut self, site: &Site, source: &Target) {
        let message = format!(
            "`{}` does not exist relative to this file; it is resolved relative to the document",
            site.text.escape_debug()
        );
        let at = pointer::join(&source.pointer, "$ref");
        let place = Origin::pointer(self.files.id(source.holder), at);
        let diagnostic = Diagnostic {
            severity: Severity::Warning,
            ..Diagnostic::new(Code::GUESSED, message).at(place)
        };
        self.files.diagnostics.push(diagnostic);
    }

    /// Makes a `$ref` lead to its target in the tree, which is copied there if necessary.
    fn follow(&mut self, site: &Site, source: &Target, target: Target) -> Result<(), Refused> {
        let end = self.end_of_chain(&target);
        match site.placement {
            Placement::Inline => {
                let end = end.ok_or_else(refuse_cycle)?;
                self.copy_inline(site, source, &end)
            }
            Placement::PathItem => {
                let end = end.ok_or_else(refuse_cycle)?;
                if let Some(at) = self.find_copy(&end, site.placement) {
                    self.retarget(site, at);
                } else {
                    self.copy_inline(site, source, &end)?;
                    self.note_copy(end, &site.at, site.ty);
                }
                Ok(())
            }
            Placement::Component(_) | Placement::Mapping => {
                // Cycles of components are reported when all references are checked.
                let end = end.unwrap_or(target);
                let at = match self.find_copy(&end, site.placement) {
                    Some(at) => at,
                    None if is_component(&site.at) && site.is_bare => {
                        self.copy_inline(site, source, &end)?;
                        self.note_copy(end, &site.at, site.ty);
                        return Ok(());
                    }
                    None => self.copy_to_components(&end, site)?,
                };
                self.retarget(site, at);
                Ok(())
            }
        }
    }

    /// The target of a `$ref` in the file `holder`.
    fn resolve_target(&mut self, holder: Holder, text: &str) -> Result<Target, Refused> {
        let (file, fragment) = target::split(text);
        let holder = self.files.find(holder, file)?;
        let tree = self.files.value(holder).unwrap_or(self.tree);
        if let Some(pointer) = files::place(tree, fragment) {
            return Ok(Target { holder, pointer });
        }
        let (path, fragment) = (
            self.files.path_from_document(holder),
            fragment.unwrap_or_default(),
        );
        let why = format!("does not exist: `{path}` has no `#{fragment}`");
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

    /// The end of a chain of nodes that are nothing but references; `None` if it has none.
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
            match self.resolve_target(at.holder, &text) {
                Ok(next) => at = next,
                // The error is reported at the reference that has it.
                Err(_) => return Some(at),
            }
        }
        None
    }

    fn node(&self, target: &Target) -> Option<&Value> {
        let tree = self.files.value(target.holder).unwrap_or(self.tree);
        pointer::get(tree, &target.pointer)
    }

    /// The pointer to the copy of a node, by itself or within another; `None` if there is none yet.
    fn find_copy(&self, target: &Target, placement: Placement) -> Option<String> {
        if target.holder == Holder::Document {
            return Some(target.pointer.clone());
        }
        let wanted = match placement {
            Placement::Mapping => Placement::Component("schemas"),
            placement => placement,
        };
        let mut end = target.pointer.len();
        loop {
            let (around, rest) = target.pointer.split_at(end);
            let around = Target {
                holder: target.holder,
                pointer: around.to_owned(),
            };
            let found = self
                .copies
                .get(&around)
                .into_iter()
                .flatten()
                .find(|copies| {
                    grammar::type_below(copies.ty, rest).and_then(sites::placement) == Some(wanted)
                });
            if let Some(copies) = found {
                return Some(format!("{}{rest}", copies.at));
            }
            end = target.pointer[..end].rfind('/')?;
        }
    }

    fn note_copy(&mut self, target: Target, at: &str, ty: &'static ValueType) {
        let at = at.to_owned();
        self.copies
            .entry(target)
            .or_default()
            .push(Copied { at, ty });
    }

    /// Copies a node to the components; returns its pointer.
    fn copy_to_components(&mut self, target: &Target, site: &Site) -> Result<String, Refused> {
        let section = match site.placement {
            Placement::Component(section) => section,
            _ => "schemas",
        };
        let ty: &'static ValueType = if section == "schemas" {
            &ValueType::Schema
        } else {
            site.ty
        };
        let node = self.copy(target, "#/components/x/x")?;
        let path = self.files.path_from_document(target.holder);
        let name = self
            .names
            .pick_name(self.tree, section, &target.pointer, &path);
        let at = pointer::join(&pointer::join("#/components", section), &name);
        let Some(members) = section_of(self.tree, section) else {
            let code = Code::UNRESOLVED_REF;
            return Err(Refused::new(
                code,
                "cannot be added: `components` is not an object",
            ));
        };
        members.insert(name, node);
        self.note_source(target, &at);
        self.note_copy(target.clone(), &at, ty);
        self.jobs.push_back((at.clone(), ty));
        Ok(at)
    }

    /// Copies a node to the place of the `$ref` to it. Siblings of the `$ref` are kept unless the node has the same
    /// keys.
    fn copy_inline(
        &mut self,
        site: &Site,
        source: &Target,
        target: &Target,
    ) -> Result<(), Refused> {
        let id = self.files.id(target.holder);
        if self.pointers.is_within(&site.at, id, &target.pointer) {
            return Err(refuse_cycle());
        }
        let mut node = self.copy(target, &site.at)?;
        let Some(place) = node_mut(self.tree, &site.at) else {
            return Ok(());
        };
        let siblings = std::mem::take(place);
        let mut kept = Vec::new();
        if let (Value::Object(node), Value::Object(siblings)) = (&mut node, siblings) {
            for (key, member) in siblings {
                if key != "$ref" && !node.contains_key(&key) {
                    node.insert(key.clone(), member);
                    kept.push(key);
                }
            }
        }
        *place = node;
        self.note_source(target, &site.at);
        let file = self.files.id(source.holder);
        for key in kept {
            let old = pointer::join(&source.pointer, &key);
            self.pointers
                .note_bundled(pointer::join(&site.at, &key), file, old);
        }
        self.jobs.push_back((site.at.clone(), site.ty));
        Ok(())
    }

    fn note_source(&mut self, target: &Target, at: &str) {
        let id = self.files.id(target.holder);
        self.pointers
            .note_bundled(at.to_owned(), id, target.pointer.clone());
    }

    /// A copy of a node for the place `at`, if the tree stays within the limits.
    fn copy(&mut self, target: &Target, at: &str) -> Result<Value, Refused> {
        let Some(node) = self.node(target) else {
            return Err(Refused::new(Code::UNRESOLVED_REF, "does not exist"));
        };
        let levels = pointer::keys(at).count() + depth(node);
        if levels > self.limits.depth {
            let why = format!("is nested deeper than {} levels", self.limits.depth);
            return Err(Refused::new(Code::INPUT_TOO_LARGE, why));
        }
        let nodes = self.nodes + files::count(node);
        let copies = self.files.nodes.saturating_mul(self.limits.alias_factor);
        if nodes > self.limits.nodes.min(copies.max(COPIES)) {
            let why = "makes the document too large: its target is copied too often";
            return Err(Refused::new(Code::INPUT_TOO_LARGE, why));
        }
        let node = node.clone();
        self.nodes = nodes;
        Ok(node)
    }

    fn retarget(&mut self, site: &Site, at: String) {
        let place = match site.placement {
            Placement::Mapping => site.at.clone(),
            _ => pointer::join(&site.at, "$ref"),
        };
        if let Some(text) = node_mut(self.tree, &place) {
            *text = Value::String(at);
        }
    }

    /// Follows a member of a mapping: a reference, or the name of a schema of its file. One without a target is left
    /// to lowering.
    fn bundle_mapping(&mut self, site: &Site, source: &Target) {
        let is_local = site.text.starts_with('#');
        let is_path = !is_local && sites::is_path(&site.text);
        let text = if is_local || is_path {
            site.text.clone()
        } else {
            pointer::join("#/components/schemas", &site.text)
        };
        if source.holder == Holder::Document && !is_path {
            return;
        }
        if let Ok(target) = self.resolve_target(source.holder, &text) {
            // Limits are reported at a `$ref`, which every schema of a mapping has elsewhere.
            let _ = self.follow(site, source, target);
        }
    }

    fn refuse(&mut self, site: &Site, source: &Target, refused: Refused) {
        if source.holder != Holder::Document && site.text.starts_with('#') {
            // In the tree, the text would mean another node.
            let text = format!("{}{}", self.files.path(source.holder), site.text);
            self.retarget(site, text);
        }
        self.refused.insert(site.at.clone(), refused);
    }
}

fn refuse_cycle() -> Refused {
    Refused::new(Code::REF_CYCLE, "refers to itself")
}

/// Returns whether a pointer leads to a component, not into one.
fn is_component(at: &str) -> bool {
    at.strip_prefix("#/components/")
        .is_some_and(|rest| rest.split('/').count() == 2)
}

fn node_mut<'t>(tree: &'t mut Value, at: &str) -> Option<&'t mut Value> {
    tree.pointer_mut(at.strip_prefix('#').unwrap_or(at))
}

/// The members of a section of the components, which is created if necessary.
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
