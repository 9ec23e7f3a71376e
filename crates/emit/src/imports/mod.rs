//! The imports of a file, collected while its items are written and printed as sorted `use` lines.
//!
//! Items use short names. Where the API has a type of the same name as something of the runtime
//! (a schema called `Object`), the API keeps the short name and the runtime's is written in full.

mod need;

pub(crate) use need::{Use, UsedBy};

use crate::gate::FeatureGate;
use crate::ident::ident;
use need::{Cfg, Need};
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The `use` lines of a file, collected while its items are written.
pub(crate) struct Imports<'a> {
    /// The names that the API itself has in this file.
    own: BTreeSet<String>,
    /// The gate of the whole file.
    file: FeatureGate<'a>,
    imported: RefCell<Imported<'a>>,
}

#[derive(Default)]
struct Imported<'a> {
    /// The features that a line is needed with, by path and name.
    needs: BTreeMap<(Path, Name), Need<'a>>,
    /// The tokens of each path that was asked for before.
    written: HashMap<(String, Use<'a>), TokenStream>,
}

/// The module that a name comes from.
type Path = Vec<String>;

/// A name in an order that puts `self` first and `_` before letters, as rustfmt does.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name(String);

impl Ord for Name {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |name: &Self| (name.0 != "self", name.0.replace('_', "\u{1}"));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Imports<'a> {
    /// Creates the empty imports of a file behind a gate, where the API's own types have these names.
    pub(crate) fn new(file: FeatureGate<'a>, own: impl IntoIterator<Item = String>) -> Self {
        Self {
            own: own.into_iter().collect(),
            file,
            imported: RefCell::default(),
        }
    }

    /// Creates the imports of a file that has none.
    pub(crate) fn none() -> Self {
        Self::new(FeatureGate::OPEN, [])
    }

    /// The gate of the whole file.
    pub(crate) fn file_gate(&self) -> FeatureGate<'a> {
        self.file
    }

    /// Imports an item of another crate and returns how the file writes it, given its full path, for
    /// example `graphwright_wire::object::Fields`. A path that ends in `self` imports its module.
    pub(crate) fn foreign(&self, path: &str, place: Use<'a>) -> TokenStream {
        let key = (path.to_owned(), place);
        if let Some(tokens) = self.imported.borrow().written.get(&key) {
            return tokens.clone();
        }
        let tokens = self.import(path, place);
        let mut imported = self.imported.borrow_mut();
        imported.written.insert(key, tokens.clone());
        tokens
    }

    /// Imports one of the API's own names, which always keeps its short form.
    pub(crate) fn own(&self, module: &[&str], name: &str, place: Use<'a>) -> TokenStream {
        self.add(module, name, place);
        let name = ident(name);
        quote!(#name)
    }

    fn import(&self, path: &str, place: Use<'a>) -> TokenStream {
        let segments: Vec<&str> = path.split("::").collect();
        let Some((name, module)) = segments.split_last() else {
            return TokenStream::new();
        };
        let short = if *name == "self" {
            module.last().unwrap_or(name)
        } else {
            name
        };
        if self.own.contains(*short) || self.is_taken(module, name, short) {
            let segments = segments.iter().filter(|segment| **segment != "self");
            let segments = segments.map(|segment| ident(segment));
            return quote!(::#(#segments)::*);
        }
        self.add(module, name, place);
        let short = ident(short);
        quote!(#short)
    }

    /// Returns whether something else is imported under the same short name.
    fn is_taken(&self, module: &[&str], name: &str, short: &str) -> bool {
        let imported = self.imported.borrow();
        imported.needs.keys().any(|(path, other)| {
            let other_short = if other.0 == "self" {
                path.last()
            } else {
                Some(&other.0)
            };
            let is_same = other.0 == name && path.iter().eq(module.iter());
            !is_same && other_short.is_some_and(|other_short| other_short == short)
        })
    }

    fn add(&self, module: &[&str], name: &str, place: Use<'a>) {
        let module = module.iter().map(|&segment| segment.to_owned()).collect();
        let mut imported = self.imported.borrow_mut();
        let key = (module, Name(name.to_owned()));
        let need = imported.needs.entry(key).or_default();
        need.add(Use {
            gate: place.gate.inside(self.file),
            ..place
        });
    }

    /// Returns the lines, sorted as rustfmt sorts them.
    pub(crate) fn lines(&self) -> TokenStream {
        let mut groups: BTreeMap<(Path, Reverse<Cfg<'_>>), Vec<String>> = BTreeMap::new();
        for ((path, name), need) in &self.imported.borrow().needs {
            let key = (path.clone(), Reverse(need.cfg()));
            groups.entry(key).or_default().push(name.0.clone());
        }
        let mut lines: Vec<Line<'_>> = groups
            .into_iter()
            .map(|((path, Reverse(cfg)), names)| Line { path, names, cfg })
            .collect();
        lines.sort_by_cached_key(Line::order);
        lines.iter().map(Line::tokens).collect()
    }
}

/// Names in the order of a `use` line.
pub(crate) fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<Name> = names.map(Name).collect();
    names.sort();
    names.into_iter().map(|name| name.0).collect()
}

/// One `use` line.
struct Line<'a> {
    path: Path,
    names: Vec<String>,
    cfg: Cfg<'a>,
}

impl Line<'_> {
    /// `crate` first, then segment by segment; a list in braces after single names.
    fn order(&self) -> Vec<(u8, Name)> {
        let rank = |segment: &str| u8::from(segment != "crate");
        let mut order: Vec<_> = self
            .path
            .iter()
            .map(|segment| (rank(segment), Name(segment.clone())))
            .collect();
        match self.names.as_slice() {
            [name] => order.push((1, Name(name.clone()))),
            _ => order.push((2, Name(String::new()))),
        }
        order
    }

    fn tokens(&self) -> TokenStream {
        let path = self.path.iter().map(|segment| match segment.as_str() {
            "crate" => quote!(crate),
            segment => {
                let segment = ident(segment);
                quote!(#segment)
            }
        });
        let names: Vec<_> = self
            .names
            .iter()
            .map(|name| match name.as_str() {
                "self" => quote!(self),
                name => {
                    let name = ident(name);
                    quote!(#name)
                }
            })
            .collect();
        let cfg = &self.cfg;
        match names.as_slice() {
            [name] if self.names[0] != "self" => quote!(#cfg use #(#path::)* #name;),
            _ if self.names == ["self"] => quote!(#cfg use #(#path)::*;),
            _ => quote!(#cfg use #(#path::)* {#(#names),*};),
        }
    }
}

#[cfg(test)]
mod tests;
