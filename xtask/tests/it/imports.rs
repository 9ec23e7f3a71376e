//! The rule about imports: files that need each other in a circle cannot be read one at a time.
//!
//! An import counts for the file that defines what is imported, whatever re-exports lie between: a re-export
//! is no dependency of its own. Tests may import what they like.

use crate::files::{self, File};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// More files than this may not import each other in a circle.
const LONGEST_CIRCLE: usize = 2;

#[test]
fn no_circle_has_more_than_two_files() {
    let circles = graphs().flat_map(|graph| {
        let circles = graph.circles().into_iter();
        circles.filter(|circle| circle.len() > LONGEST_CIRCLE)
    });
    assert_none(&circles.collect::<Vec<_>>());
}

#[test]
fn no_folders_import_each_other() {
    let circles = graphs().flat_map(|graph| graph.of_folders().circles());
    assert_none(&circles.collect::<Vec<_>>());
}

#[track_caller]
fn assert_none(circles: &[Vec<String>]) {
    let lines: Vec<String> = circles.iter().map(|circle| circle.join(" -> ")).collect();
    assert!(lines.is_empty(), "import circles:\n{}", lines.join("\n"));
}

/// The imports of each crate that is written by hand.
fn graphs() -> impl Iterator<Item = Graph> {
    files::packages().into_iter().map(|package| {
        let sources = files::below(&[&format!("{package}/src")], "rs");
        Crate::read(&package, &sources).imports()
    })
}

/// Edges from an importing file or folder to what it imports from.
#[derive(Default)]
struct Graph(BTreeMap<String, BTreeSet<String>>);

impl Graph {
    fn add(&mut self, from: &str, to: &str) {
        if from != to {
            let targets = self.0.entry(from.to_owned()).or_default();
            targets.insert(to.to_owned());
        }
    }

    /// The imports between folders with the same parent.
    fn of_folders(&self) -> Self {
        let mut folders = Self::default();
        for (from, targets) in &self.0 {
            for to in targets {
                if let Some((from, to)) = diverging_folders(from, to) {
                    folders.add(from, to);
                }
            }
        }
        folders
    }

    /// The largest sets of nodes of which each reaches every other, if there is more than one in it.
    fn circles(&self) -> Vec<Vec<String>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> = self
            .0
            .keys()
            .map(|node| (node.as_str(), self.reached_from(node)))
            .collect();
        let mut circles = BTreeSet::new();
        for (node, targets) in &reached {
            let returns = |target: &&&str| {
                reached
                    .get(**target)
                    .is_some_and(|back| back.contains(node))
            };
            let circle: Vec<String> = targets
                .iter()
                .filter(returns)
                .map(|&node| node.to_owned())
                .collect();
            if circle.len() > 1 {
                circles.insert(circle);
            }
        }
        circles.into_iter().collect()
    }

    fn reached_from<'a>(&'a self, node: &str) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&str> = vec![node];
        while let Some(node) = open.pop() {
            for next in self.0.get(node).into_iter().flatten() {
                if reached.insert(next.as_str()) {
                    open.push(next);
                }
            }
        }
        reached
    }
}

/// The folders in which two files lie below the last folder that they share.
fn diverging_folders<'a>(from: &'a str, to: &'a str) -> Option<(&'a str, &'a str)> {
    let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b);
    let shared = from[..same.count()].rfind('/').map_or(0, |slash| slash + 1);
    let folder = |path: &'a str| path[shared..].find('/').map(|end| &path[..shared + end]);
    folder(from).zip(folder(to))
}

/// The modules of a crate, by their path from its root.
#[derive(Default)]
struct Crate(BTreeMap<Path, Module>);

/// Names of nested modules, and at the end of an item perhaps.
type Path = Vec<String>;

#[derive(Default)]
struct Module {
    file: String,
    /// The names that `use` brings in, with the path of each.
    names: BTreeMap<String, Path>,
    /// The paths of modules of which all names are brought in.
    globs: Vec<Path>,
    /// The names of items that are defined here.
    items: BTreeSet<String>,
    /// All paths that are mentioned, but for re-exports.
    paths: BTreeSet<Path>,
}

impl Crate {
    fn read(package: &str, sources: &[File]) -> Self {
        let mut modules = Self::default();
        for source in sources {
            let inside = &source.path[package.len() + "/src/".len()..];
            let path = module_path(inside);
            if path.iter().any(|name| name == "tests") {
                continue;
            }
            let file = syn::parse_file(&source.text)
                .unwrap_or_else(|error| panic!("{}: {error}", source.path));
            modules.add(path, &source.path, &file.items);
        }
        modules
    }

    fn add(&mut self, path: Path, file: &str, items: &[syn::Item]) {
        let mut reader = Reader {
            module: Module {
                file: file.to_owned(),
                ..Module::default()
            },
            nested: Vec::new(),
        };
        for item in items {
            reader.visit_item(item);
        }
        for (name, items) in reader.nested {
            let nested = [path.clone(), vec![name]].concat();
            self.add(nested, file, items);
        }
        self.0.insert(path, reader.module);
    }

    fn imports(&self) -> Graph {
        let mut graph = Graph::default();
        for (path, module) in &self.0 {
            for mentioned in &module.paths {
                if let Some(target) = self.file_of(path, mentioned, 0) {
                    graph.add(&module.file, target);
                }
            }
        }
        graph
    }

    /// The file that defines what a path in a module leads to; none where it leads out of the crate.
    fn file_of(&self, module: &[String], path: &[String], depth: usize) -> Option<&str> {
        // A circle of globs leads nowhere.
        if depth > 16 {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.file_below(Vec::new(), rest, depth),
            "self" => self.file_below(module.to_vec(), rest, depth),
            "super" => {
                let (_, parent) = module.split_last()?;
                let path = [&["self".to_owned()], rest].concat();
                self.file_of(parent, &path, depth + 1)
            }
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                let here = self.0.get(module)?;
                let is_known = self.0.contains_key(&child)
                    || here.names.contains_key(first)
                    || here.items.contains(first);
                is_known
                    .then(|| self.file_below(module.to_vec(), path, depth))
                    .flatten()
            }
        }
    }

    fn file_below(&self, mut module: Path, path: &[String], depth: usize) -> Option<&str> {
        for (index, name) in path.iter().enumerate() {
            if name == "self" {
                continue;
            }
            if name == "super" {
                module.pop();
                continue;
            }
            let child = [module.clone(), vec![name.clone()]].concat();
            if self.0.contains_key(&child) {
                module = child;
                continue;
            }
            let here = self.0.get(&module)?;
            if here.items.contains(name) {
                return Some(&here.file);
            }
            let rest = &path[index + 1..];
            if let Some(target) = here.names.get(name) {
                return self.file_of(&module, &[target, rest].concat(), depth + 1);
            }
            let globs = here.globs.iter().find_map(|glob| {
                let path = [glob, &path[index..]].concat();
                self.file_of(&module, &path, depth + 1)
            });
            return globs;
        }
        Some(&self.0.get(&module)?.file)
    }
}

/// The path of the module that a file below `src` holds.
fn module_path(file: &str) -> Path {
    let mut path: Path = file
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if let Some("mod" | "lib" | "main") = path.last().map(String::as_str) {
        path.pop();
    }
    path
}

/// Collects the names and paths of a module.
struct Reader<'ast> {
    module: Module,
    nested: Vec<(String, &'ast [syn::Item])>,
}

impl<'ast> Visit<'ast> for Reader<'ast> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if is_for_tests(item) {
            return;
        }
        self.module.items.extend(name_of(item));
        match item {
            syn::Item::Mod(module) => {
                if let Some((_, items)) = &module.content {
                    self.nested.push((module.ident.to_string(), items));
                }
            }
            syn::Item::Use(import) => {
                let is_private = matches!(import.vis, syn::Visibility::Inherited);
                self.read_use(&import.tree, &mut Vec::new(), is_private);
            }
            other => visit::visit_item(self, other),
        }
    }

    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 && path.leading_colon.is_none() {
            let names = path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string());
            self.module.paths.insert(names.collect());
        }
        visit::visit_path(self, path);
    }
}

impl Reader<'_> {
    fn read_use(&mut self, tree: &syn::UseTree, path: &mut Path, is_private: bool) {
        match tree {
            syn::UseTree::Path(step) => {
                path.push(step.ident.to_string());
                self.read_use(&step.tree, path, is_private);
                path.pop();
            }
            syn::UseTree::Group(group) => {
                let trees = group.items.iter();
                trees.for_each(|tree| self.read_use(tree, path, is_private));
            }
            syn::UseTree::Glob(_) => self.module.globs.push(path.clone()),
            syn::UseTree::Name(name) => self.bring_in(&name.ident, &name.ident, path, is_private),
            syn::UseTree::Rename(name) => {
                self.bring_in(&name.ident, &name.rename, path, is_private);
            }
        }
    }

    fn bring_in(&mut self, name: &syn::Ident, local: &syn::Ident, path: &Path, is_private: bool) {
        let mut path = path.clone();
        let mut local = local.to_string();
        if name == "self" {
            if local == "self" {
                local.clone_from(path.last().expect("a module"));
            }
        } else {
            path.push(name.to_string());
        }
        if is_private {
            self.module.paths.insert(path.clone());
        }
        self.module.names.insert(local, path);
    }
}

/// The name that an item defines, if it defines one.
fn name_of(item: &syn::Item) -> Option<String> {
    let ident = match item {
        syn::Item::Const(item) => &item.ident,
        syn::Item::Enum(item) => &item.ident,
        syn::Item::Fn(item) => &item.sig.ident,
        syn::Item::Macro(item) => item.ident.as_ref()?,
        syn::Item::Static(item) => &item.ident,
        syn::Item::Struct(item) => &item.ident,
        syn::Item::Trait(item) => &item.ident,
        syn::Item::TraitAlias(item) => &item.ident,
        syn::Item::Type(item) => &item.ident,
        syn::Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn is_for_tests(item: &syn::Item) -> bool {
    let attributes = match item {
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && matches!(&attribute.meta, syn::Meta::List(list) if list.tokens.to_string() == "test")
    })
}

#[test]
fn imports_count_for_the_file_that_defines_the_name() {
    let file = |path: &str, text: &str| File {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let sources = [
        file("c/src/lib.rs", "mod a; mod b; pub use b::inner::Thing;"),
        file(
            "c/src/a.rs",
            "use crate::Thing; use std::fmt; pub fn help() {}",
        ),
        file("c/src/b/mod.rs", "pub mod inner; pub use inner::*;"),
        file(
            "c/src/b/inner.rs",
            "pub struct Thing; pub fn make() { crate::a::help() }",
        ),
    ];
    let graph = Crate::read("c", &sources).imports();
    assert_eq!(
        graph.circles(),
        [vec!["c/src/a.rs".to_owned(), "c/src/b/inner.rs".to_owned()]]
    );
    assert_eq!(
        diverging_folders("c/src/x/y/a.rs", "c/src/x/z.rs"),
        None,
        "a file and a folder"
    );
    assert_eq!(
        diverging_folders("c/src/x/a.rs", "c/src/y/z/a.rs"),
        Some(("c/src/x", "c/src/y"))
    );
}
