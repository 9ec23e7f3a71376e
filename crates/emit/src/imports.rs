//! What a file brings in: collected while its body is written, printed as sorted `use` lines.
//!
//! Bodies use short names. Where the API has a type of the same name as something of the runtime
//! (a schema called `Object`), the API keeps the short name and the runtime's is written in full.

use crate::ident::ident;
use proc_macro2::TokenStream;
use quote::quote;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The `use` lines of a file in the making.
pub(crate) struct Imports {
    /// Names that the API itself has in this file.
    own: BTreeSet<String>,
    /// Whether a line is needed without the feature `schema`, by path and name.
    used: RefCell<BTreeMap<(Path, Name), bool>>,
    /// How each path is written, so that it is found out once.
    shown: RefCell<HashMap<(String, bool), TokenStream>>,
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

impl Imports {
    /// No lines yet, in a file where the API's own types have these names.
    pub(crate) fn new(own: impl IntoIterator<Item = String>) -> Self {
        Self {
            own: own.into_iter().collect(),
            used: RefCell::default(),
            shown: RefCell::default(),
        }
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
        let key = (path.to_owned(), always);
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
        *used.entry((module, Name(name.to_owned()))).or_default() |= always;
    }

    /// The lines, sorted as rustfmt sorts them.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let mut groups: BTreeMap<(Path, bool), Vec<String>> = BTreeMap::new();
        for ((path, name), always) in self.used.into_inner() {
            groups.entry((path, always)).or_default().push(name.0);
        }
        let mut lines: Vec<Line> = groups
            .into_iter()
            .map(|((path, always), names)| Line {
                path,
                names,
                always,
            })
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
struct Line {
    path: Path,
    names: Vec<String>,
    always: bool,
}

impl Line {
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
        let cfg = (!self.always).then(|| quote!(#[cfg(feature = "schema")]));
        match names.as_slice() {
            [name] if self.names[0] != "self" => quote!(#cfg use #(#path::)* #name;),
            _ if self.names == ["self"] => quote!(#cfg use #(#path)::*;),
            _ => quote!(#cfg use #(#path::)* {#(#names),*};),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Imports;

    /// Paths brought in (those that end in `?` for schemas alone), what each is written as, and the
    /// lines that follow.
    fn check(own: &[&str], paths: &[(&str, &str)], lines: &[&str]) {
        let imports = Imports::new(own.iter().map(|&name| name.to_owned()));
        for (path, shown) in paths {
            let tokens = match path.strip_suffix('?') {
                Some(path) => imports.schema_path(path),
                None => imports.path(path),
            };
            assert_eq!(tokens.to_string(), *shown, "{path}");
        }
        let file = syn::parse2(imports.into_tokens()).expect("use lines");
        assert_eq!(
            prettyplease::unparse(&file).lines().collect::<Vec<_>>(),
            lines
        );
    }

    #[test]
    fn lines_are_sorted_as_rustfmt_sorts_them() {
        check(
            &[],
            &[
                ("std::fmt", "fmt"),
                ("wire::Uuid", "Uuid"),
                ("wire::object::Fields", "Fields"),
                ("wire::object::self", "object"),
                ("wire::Schema?", "Schema"),
                ("wire::Additional", "Additional"),
                ("crate::USER_TYPE", "USER_TYPE"),
                ("crate::USERS", "USERS"),
            ],
            &[
                "use crate::{USER_TYPE, USERS};",
                "use std::fmt;",
                "#[cfg(feature = \"schema\")]",
                "use wire::Schema;",
                "use wire::object::{self, Fields};",
                "use wire::{Additional, Uuid};",
            ],
        );
    }

    #[test]
    fn a_name_that_is_taken_is_written_in_full() {
        check(
            &["Object"],
            &[
                ("wire::object::Object", ":: wire :: object :: Object"),
                ("wire::union::Unlisted", "Unlisted"),
                (
                    "wire::open_enum::Unlisted",
                    ":: wire :: open_enum :: Unlisted",
                ),
                ("wire::union::Unlisted", "Unlisted"),
            ],
            &["use wire::union::Unlisted;"],
        );
    }

    #[test]
    fn a_name_that_is_always_needed_stands_without_a_feature() {
        check(
            &[],
            &[("wire::A?", "A"), ("wire::A", "A")],
            &["use wire::A;"],
        );
    }
}
