//! Pointer maps: from a changed tree back to the one before it, and so to the input.

use crate::diagnostic::{FileId, Origin};
use crate::pointer;
use std::collections::HashMap;

/// Values by pointer, each of which also holds for everything below its pointer.
#[derive(Debug)]
struct Prefixes<T>(HashMap<String, T>);

impl<T> Default for Prefixes<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Prefixes<T> {
    fn insert(&mut self, pointer: String, value: T) {
        self.0.insert(pointer, value);
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of the longest prefix of `pointer` that has one, and the rest of the pointer.
    fn longest<'p>(&self, pointer: &'p str) -> Option<(&T, &'p str)> {
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

    /// Removes the entries at `pointer` and below it; returns them by the rest of their pointers.
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

/// The source of a node of the effective document.
#[derive(Clone, Debug)]
enum Source {
    /// The node at this pointer of this file.
    Node(FileId, String),
    /// The fixup of this index.
    Fixup(usize),
}

/// The map from the effective document to the input: nodes of other files, and nodes that fixups made or moved.
#[derive(Debug)]
pub(super) struct PointerMap {
    file: FileId,
    sources: Prefixes<Source>,
    /// Name and place of each fixup.
    fixups: Vec<(String, Origin)>,
}

impl PointerMap {
    /// The map of a document that is as its file has it.
    pub(super) fn new(file: FileId, fixups: Vec<(String, Origin)>) -> Self {
        Self {
            file,
            sources: Prefixes::default(),
            fixups,
        }
    }

    /// Notes that the node at `pointer` is a copy of the one at `source` of `file`.
    pub(super) fn note_bundled(&mut self, pointer: String, file: FileId, source: String) {
        self.sources.insert(pointer, Source::Node(file, source));
    }

    /// Notes that the fixup of this index made the node.
    pub(super) fn note_fixup(&mut self, pointer: &str, fixup: usize) {
        // The nodes below it before are gone.
        self.sources.take_below(pointer);
        self.sources
            .insert(pointer.to_owned(), Source::Fixup(fixup));
    }

    /// Notes that the element `index` was removed from a list of `length`: the later ones moved up.
    pub(super) fn note_removed(&mut self, list: &str, index: usize, length: usize) {
        self.sources.take_below(&pointer::index(list, index));
        for from in index + 1..length {
            let (old, new) = (pointer::index(list, from), pointer::index(list, from - 1));
            let source = self.source(&old);
            for (rest, below) in self.sources.take_below(&old) {
                self.sources.insert(format!("{new}{rest}"), below);
            }
            self.sources.insert(new, source);
        }
    }

    /// The file and the pointer of a node; `None` for one that a fixup made.
    pub(super) fn place_in_file(&self, pointer: &str) -> Option<(FileId, String)> {
        match self.source(pointer) {
            Source::Node(file, source) => Some((file, source)),
            Source::Fixup(_) => None,
        }
    }

    /// Returns whether a node, or one around it, is a bundled copy of the one at `source` of `file`.
    pub(super) fn is_within(&self, pointer: &str, file: FileId, source: &str) -> bool {
        let mut pointer = pointer;
        loop {
            if let Some(Source::Node(at, found)) = self.sources.0.get(pointer)
                && *at == file
                && found == source
            {
                return true;
            }
            match pointer.rsplit_once('/') {
                Some((parent, _)) => pointer = parent,
                None => return false,
            }
        }
    }

    /// The name of the fixup that made the node.
    pub(super) fn fixup(&self, pointer: &str) -> Option<&str> {
        match self.sources.longest(pointer)?.0 {
            Source::Fixup(index) => self.fixups.get(*index).map(|(name, _)| &**name),
            Source::Node(..) => None,
        }
    }

    /// The place in the input of the value at a pointer.
    pub(super) fn value_origin(&self, pointer: &str) -> Origin {
        self.origin(pointer, Origin::pointer)
    }

    /// The place in the input of the key of the member at a pointer.
    pub(super) fn key_origin(&self, pointer: &str) -> Origin {
        self.origin(pointer, Origin::key)
    }

    fn origin(&self, pointer: &str, place: fn(FileId, String) -> Origin) -> Origin {
        match self.source(pointer) {
            Source::Node(file, pointer) => place(file, pointer),
            Source::Fixup(index) => self
                .fixups
                .get(index)
                .map_or_else(|| Origin::file(self.file), |(_, origin)| origin.clone()),
        }
    }

    fn source(&self, pointer: &str) -> Source {
        match self.sources.longest(pointer) {
            None => Source::Node(self.file, pointer.to_owned()),
            Some((Source::Node(file, source), rest)) => {
                Source::Node(*file, format!("{source}{rest}"))
            }
            Some((Source::Fixup(index), _)) => Source::Fixup(*index),
        }
    }
}

/// The map between the 3.0 dialect and the effective document, in both directions.
#[derive(Debug, Default)]
pub(super) struct Moves {
    back: Prefixes<String>,
    forth: Prefixes<String>,
}

impl Moves {
    /// Notes that the value at `old` is at `new` now.
    pub(super) fn note_moved(&mut self, old: String, new: String) {
        self.forth.insert(old.clone(), new.clone());
        self.back.insert(new, old);
    }

    /// Notes that `new` was made from a part of `old`, which is still where it was.
    pub(super) fn note_derived(&mut self, old: String, new: String) {
        self.back.insert(new, old);
    }

    /// Returns whether nothing was moved.
    pub(super) fn is_empty(&self) -> bool {
        self.forth.is_empty()
    }

    /// The pointer in the 3.0 dialect of the value at `pointer` of the effective document; `None` for one that did
    /// not move.
    pub(super) fn current(&self, pointer: &str) -> Option<String> {
        apply_moves(&self.forth, pointer)
    }

    /// The pointer in the effective document of the value at `pointer` of the 3.0 dialect.
    pub(super) fn original(&self, pointer: &str) -> String {
        apply_moves(&self.back, pointer).unwrap_or_else(|| pointer.to_owned())
    }
}

/// Applies moves until none applies: a node may have moved within one that moved.
///
/// Each move takes a keyword or a schema to a new place, so the chain is short; the bound is for safety.
fn apply_moves(moves: &Prefixes<String>, pointer: &str) -> Option<String> {
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
