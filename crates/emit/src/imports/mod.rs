//! What a file brings in: collected while its body is written, printed as sorted `use` lines.
//!
//! Bodies use short names. Where the API has a type of the same name as something of the runtime
//! (a schema called `Object`), the API keeps the short name and the runtime's is written in full.

mod need;

use crate::feature::Gate;
use crate::ident::ident;
use need::{Cfg, Need};
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The `use` lines of a file in the making.
pub(crate) struct Imports<'a> {
    /// Names that the API itself has in this file.
    own: BTreeSet<String>,
    /// The gate of the whole file.
    file: Gate<'a>,
    /// The gate of what is being written.
    gate: Cell<Gate<'a>>,
    /// Which features a line is needed with, by path and name.
    used: RefCell<BTreeMap<(Path, Name), Need<'a>>>,
    /// How each path is written, so that it is found out once.
    shown: RefCell<HashMap<Bringing<'a>, TokenStream>>,
}

/// A path that is brought in, whether also without schemas, and behind which gate.
type Bringing<'a> = (String, bool, Gate<'a>);

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
    /// No lines yet, in a file where the API's own types have these names.
    pub(crate) fn new(own: impl IntoIterator<Item = String>) -> Self {
        Self {
            own: own.into_iter().collect(),
            file: Gate::OPEN,
            gate: Cell::default(),
            used: RefCell::default(),
            shown: RefCell::default(),
        }
    }

    /// The same for a file that stands behind a gate as a whole.
    pub(crate) fn behind(mut self, gate: Gate<'a>) -> Self {
        self.file = gate;
        self.gate.set(gate);
        self
    }

    /// The gate of what is being written: what is brought in now is needed behind it alone.
    pub(crate) fn gate(&self) -> Gate<'a> {
        self.gate.get()
    }

    /// Sets the gate of what is written next and gives the one before.
    pub(crate) fn enter(&self, gate: Gate<'a>) -> Gate<'a> {
        self.gate.replace(gate)
    }

    /// Brings in something of a runtime and says how to write it, given its full path, for example
    /// `graphwright_wire::object::Fields`. A path that ends in `self` brings in its module.
    pub(crate) fn path(&self, path: &str) -> TokenStream {
        self.bring(path, true)
    }

    /// Like [`Self::path`], for what only stands behind the feature `schema`.
    pub(crate) fn schema_path(&self, path: &str) -> TokenStream {
        self.bring(path, false)
    }

    /// Brings in one of the API's own names, which always keeps its short form.
    pub(crate) fn own(&self, module: &[&str], name: &str) -> TokenStream {
        self.add(module, name, true);
        let name = ident(name);
        quote!(#name)
    }

    /// Like [`Self::own`], for what only stands behind the feature `schema`.
    pub(crate) fn schema_own(&self, module: &[&str], name: &str) -> TokenStream {
        self.add(module, name, false);
        let name = ident(name);
        quote!(#name)
    }

    fn bring(&self, path: &str, always: bool) -> TokenStream {
        let key = (path.to_owned(), always, self.gate());
        if let Some(shown) = self.shown.borrow().get(&key) {
            return shown.clone();
        }
        let shown = self.bring_once(path, always);
        self.shown.borrow_mut().insert(key, shown.clone());
        shown
    }

    fn bring_once(&self, path: &str, always: bool) -> TokenStream {
        let segments: Vec<&str> = path.split("::").collect();
        let Some((name, module)) = segments.split_last() else {
            return TokenStream::new();
        };
        let shown = if *name == "self" {
            module.last().unwrap_or(name)
        } else {
            name
        };
        if self.own.contains(*shown) || self.is_other(module, name, shown) {
            let segments = segments.iter().filter(|segment| **segment != "self");
            let segments = segments.map(|segment| ident(segment));
            return quote!(::#(#segments)::*);
        }
        self.add(module, name, always);
        let shown = ident(shown);
        quote!(#shown)
    }

    /// Whether something else is brought in under the same name already.
    fn is_other(&self, module: &[&str], name: &str, shown: &str) -> bool {
        let used = self.used.borrow();
        used.keys().any(|(path, used)| {
            let used_as = if used.0 == "self" {
                path.last()
            } else {
                Some(&used.0)
            };
            let same = used.0 == name && path.iter().eq(module.iter());
            !same && used_as.is_some_and(|used_as| used_as == shown)
        })
    }

    fn add(&self, module: &[&str], name: &str, always: bool) {
        let module = module.iter().map(|&segment| segment.to_owned()).collect();
        let mut used = self.used.borrow_mut();
        let need = used.entry((module, Name(name.to_owned()))).or_default();
        need.add(self.gate().inside(self.file), always);
    }

    /// The lines, sorted as rustfmt sorts them.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let mut groups: BTreeMap<(Path, Reverse<Cfg<'_>>), Vec<String>> = BTreeMap::new();
        for ((path, name), need) in self.used.into_inner() {
            let group = groups.entry((path, Reverse(need.cfg()))).or_default();
            group.push(name.0);
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
