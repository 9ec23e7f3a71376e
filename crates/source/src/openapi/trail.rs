//! The way back from a changed tree to the one before it.

use crate::diagnostic::{FileId, Origin};
use crate::pointer;
use std::collections::HashMap;

/// Values kept by pointer, each standing for everything below it as well.
#[derive(Debug)]
pub(super) struct Prefixes<T>(HashMap<String, T>);

impl<T> Default for Prefixes<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Prefixes<T> {
    pub(super) fn insert(&mut self, pointer: String, value: T) {
        self.0.insert(pointer, value);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of the longest prefix of `pointer` that has one, and the rest of the pointer.
    pub(super) fn longest<'p>(&self, pointer: &'p str) -> Option<(&T, &'p str)> {
        if self.0.is_empty() {
            return None;
        }
        let mut end = pointer.len();
        loop {
            if let Some(value) = self.0.get(&pointer[..end]) {
                return Some((value, &pointer[end..]));
            }
            end = pointer[..end].rfind('/')?;
        }
    }

    /// Takes out the entries at `pointer` and below it, by the rest of their pointers.
    fn take_below(&mut self, pointer: &str) -> Vec<(String, T)> {
        let below: Vec<String> = self
            .0
            .keys()
            .filter(|key| {
                key.strip_prefix(pointer)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .cloned()
            .collect();
        below
            .into_iter()
            .filter_map(|key| {
                self.0
                    .remove(&key)
                    .map(|value| (key[pointer.len()..].to_owned(), value))
            })
            .collect()
    }
}

/// Where a node of the effective document comes from.
#[derive(Clone, Debug)]
enum Home {
    /// From this file, at this pointer.
    At(FileId, String),
    /// Made by the fixup of this index.
    Fixup(usize),
}

/// The way from the effective document to the input: what came from other files, and what fixups made
/// and moved.
#[derive(Debug)]
pub(super) struct Trail {
    file: FileId,
    homes: Prefixes<Home>,
    /// Name and place of each fixup.
    fixups: Vec<(String, Origin)>,
}

impl Trail {
    pub(super) fn new(file: FileId, fixups: Vec<(String, Origin)>) -> Self {
        Self {
            file,
            homes: Prefixes::default(),
            fixups,
        }
    }

    /// Notes that the node at `pointer` is the one at `home` of `file`.
    pub(super) fn bundled(&mut self, pointer: String, file: FileId, home: String) {
        self.homes.insert(pointer, Home::At(file, home));
    }

    /// The file and the pointer that a node comes from; `None` for what a fixup made.
    pub(super) fn home_in_file(&self, pointer: &str) -> Option<(FileId, String)> {
        match self.home(pointer) {
            Home::At(file, home) => Some((file, home)),
            Home::Fixup(_) => None,
        }
    }

    /// Whether a node, or one around it, is a bundled copy of the one at `home` of `file`.
    pub(super) fn is_within(&self, pointer: &str, file: FileId, home: &str) -> bool {
        let mut pointer = pointer;
        loop {
            if let Some(Home::At(at, found)) = self.homes.0.get(pointer)
                && *at == file
                && found == home
            {
                return true;
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return false,
            }
        }
    }

    /// Notes that the fixup of this index made the node.
    pub(super) fn made(&mut self, pointer: &str, fixup: usize) {
        // What stood below before is gone.
        self.homes.take_below(pointer);
        self.homes.insert(pointer.to_owned(), Home::Fixup(fixup));
    }

    /// Notes that the element `index` was taken out of a list that had `length`: the later ones moved up.
    pub(super) fn removed(&mut self, list: &str, index: usize, length: usize) {
        self.homes.take_below(&pointer::index(list, index));
        for from in index + 1..length {
            let (old, new) = (pointer::index(list, from), pointer::index(list, from - 1));
            let home = self.home(&old);
            for (rest, below) in self.homes.take_below(&old) {
                self.homes.insert(format!("{new}{rest}"), below);
            }
            self.homes.insert(new, home);
        }
    }

    /// The name of the fixup that made the node.
    pub(super) fn fixup(&self, pointer: &str) -> Option<&str> {
        match self.homes.longest(pointer)?.0 {
            Home::Fixup(index) => self.fixups.get(*index).map(|(name, _)| &**name),
            Home::At(..) => None,
        }
    }

    /// Where the value at a pointer comes from.
    pub(super) fn value(&self, pointer: &str) -> Origin {
        self.origin(pointer, Origin::pointer)
    }

    /// Where the key of the member at a pointer comes from.
    pub(super) fn key(&self, pointer: &str) -> Origin {
        self.origin(pointer, Origin::key)
    }

    fn origin(&self, pointer: &str, place: fn(FileId, String) -> Origin) -> Origin {
        match self.home(pointer) {
            Home::At(file, pointer) => place(file, pointer),
            Home::Fixup(index) => self
                .fixups
                .get(index)
                .map_or_else(|| Origin::file(self.file), |(_, origin)| origin.clone()),
        }
    }

    fn home(&self, pointer: &str) -> Home {
        match self.homes.longest(pointer) {
            None => Home::At(self.file, pointer.to_owned()),
            Some((Home::At(file, home), rest)) => Home::At(*file, format!("{home}{rest}")),
            Some((Home::Fixup(index), _)) => Home::Fixup(*index),
        }
    }
}

/// The way from the 3.0 form to the effective document, and forth.
#[derive(Debug, Default)]
pub(super) struct Moves {
    back: Prefixes<String>,
    forth: Prefixes<String>,
}

impl Moves {
    /// Notes that the value at `old` now stands at `new`.
    pub(super) fn moved(&mut self, old: String, new: String) {
        self.forth.insert(old.clone(), new.clone());
        self.back.insert(new, old);
    }

    /// Notes that `new` was made from something of `old`, which still stands there.
    pub(super) fn made(&mut self, old: String, new: String) {
        self.back.insert(new, old);
    }

    /// Whether nothing was moved.
    pub(super) fn is_empty(&self) -> bool {
        self.forth.is_empty()
    }

    /// Where the value that stood at `pointer` stands now; `None` for one that did not move.
    pub(super) fn moved_to(&self, pointer: &str) -> Option<String> {
        follow(&self.forth, pointer)
    }

    /// Where the value that stands at `pointer` stood before.
    pub(super) fn old(&self, pointer: &str) -> String {
        follow(&self.back, pointer).unwrap_or_else(|| pointer.to_owned())
    }
}

/// Applies moves until none applies: a node may have moved within one that moved.
///
/// Each move takes a keyword or a schema to a new place, so the way has few steps; the bound is for safety.
fn follow(moves: &Prefixes<String>, pointer: &str) -> Option<String> {
    let mut at: Option<String> = None;
    for _ in 0..64 {
        let now = at.as_deref().unwrap_or(pointer);
        let Some((target, rest)) = moves.longest(now) else {
            break;
        };
        at = Some(format!("{target}{rest}"));
    }
    at
}
