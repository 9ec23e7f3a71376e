//! The files of a document, each read once, within limits that apply to all of them together.

use super::super::findings::Message;
use super::root::{Refusal, Root};
use super::target;
use crate::diagnostic::{Code, Diagnostic, FileId};
use crate::limits::Limits;
use crate::{input, percent, pointer};
use serde_json::Value;
use std::collections::HashMap;

/// A file of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Holder {
    /// The document itself.
    Document,
    /// Another file, by its index.
    Other(usize),
}

/// The reason why a `$ref` cannot be followed, to be reported at the `$ref`.
#[derive(Clone)]
pub(crate) struct Refused {
    pub code: Code,
    /// The message after the `$ref` itself, and the help; `None` if there is a diagnostic already.
    pub why: Option<(String, Option<String>)>,
    /// `true` if there is no such file.
    is_missing: bool,
}

impl Refused {
    pub(super) fn new(code: Code, why: impl Into<String>) -> Self {
        Self {
            code,
            why: Some((why.into(), None)),
            is_missing: false,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        if let Some((_, mend)) = &mut self.why {
            *mend = Some(help.into());
        }
        self
    }

    /// The message for a `$ref` with this text.
    pub(crate) fn message(&self, text: &str) -> Option<Message> {
        let (why, help) = self.why.as_ref()?;
        let message = Message::new(format!("`{}` {why}", text.escape_debug()));
        Some(match help {
            Some(help) => message.help(help),
            None => message,
        })
    }
}

struct Other {
    id: FileId,
    path: String,
    value: Value,
}

/// The files of a document below the root.
pub(super) struct Files<'r> {
    root: &'r mut dyn Root,
    limits: &'r Limits,
    document: FileId,
    document_path: String,
    others: Vec<Other>,
    /// By path.
    known: HashMap<String, Result<usize, Refused>>,
    by_id: HashMap<FileId, usize>,
    bytes: usize,
    /// The nodes of all files.
    pub(super) nodes: usize,
    /// Every file that was read, in order, with or without errors.
    pub(super) read: Vec<FileId>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// `true` if the last path was resolved against the document instead of the file that has it.
    pub(super) has_guessed: bool,
}

impl<'r> Files<'r> {
    pub(super) fn new(
        root: &'r mut dyn Root,
        document: FileId,
        tree: &Value,
        limits: &'r Limits,
    ) -> Self {
        let bytes = root.map().text(document).len();
        Self {
            document_path: root.document(),
            root,
            limits,
            document,
            others: Vec::new(),
            known: HashMap::new(),
            by_id: HashMap::new(),
            bytes,
            nodes: count(tree),
            read: Vec::new(),
            diagnostics: Vec::new(),
            has_guessed: false,
        }
    }

    /// The path of a file below the root.
    pub(super) fn path(&self, holder: Holder) -> &str {
        match holder {
            Holder::Document => &self.document_path,
            Holder::Other(index) => &self.others[index].path,
        }
    }

    /// The path of a file relative to the document, which does not depend on the root.
    pub(super) fn path_from_document(&self, holder: Holder) -> String {
        target::relative_to(&self.document_path, self.path(holder))
    }

    pub(super) fn id(&self, holder: Holder) -> FileId {
        match holder {
            Holder::Document => self.document,
            Holder::Other(index) => self.others[index].id,
        }
    }

    pub(super) fn holder(&self, id: FileId) -> Holder {
        self.by_id
            .get(&id)
            .map_or(Holder::Document, |index| Holder::Other(*index))
    }

    /// The value of another file; `None` for the document, which changes during bundling.
    pub(super) fn value(&self, holder: Holder) -> Option<&Value> {
        match holder {
            Holder::Document => None,
            Holder::Other(index) => Some(&self.others[index].value),
        }
    }

    /// Finds the file for `text`, the file part of a `$ref` in the file `holder`.
    pub(super) fn find(&mut self, holder: Holder, text: &str) -> Result<Holder, Refused> {
        if text.is_empty() {
            return Ok(holder);
        }
        let path = match target::path(self.path(holder), text) {
            Ok(path) => path,
            Err(target::Away::Absolute) => {
                let below = text.trim_start_matches(['/', '\\']);
                return self
                    .find_from_document(below)
                    .ok_or_else(|| refuse(target::Away::Absolute));
            }
            Err(away) => return Err(refuse(away)),
        };
        let found = self.find_at(path);
        match &found {
            Err(refused) if refused.is_missing && holder != Holder::Document => {
                self.find_from_document(text).ok_or_else(|| refused.clone())
            }
            _ => found,
        }
    }

    /// The file at a path below the root.
    fn find_at(&mut self, path: String) -> Result<Holder, Refused> {
        if path == self.document_path {
            return Ok(Holder::Document);
        }
        if let Some(known) = self.known.get(&path) {
            return known.clone().map(Holder::Other);
        }
        let opened = self.open(&path);
        self.known.insert(path, opened.clone());
        opened.map(Holder::Other)
    }

    /// Resolves `text` against the document instead of the file that has it: a common mistake, and unambiguous if
    /// the right file is missing. An absolute path is treated so too, since it may start at the author's root.
    fn find_from_document(&mut self, text: &str) -> Option<Holder> {
        let path = target::path(&self.document_path, text).ok()?;
        let found = self.find_at(path).ok()?;
        self.has_guessed = true;
        Some(found)
    }

    fn open(&mut self, path: &str) -> Result<usize, Refused> {
        if self.known.len() >= self.limits.files {
            let why = format!("is one file more than the limit of {}", self.limits.files);
            return Err(Refused::new(Code::INPUT_TOO_LARGE, why));
        }
        let id = self.root.open(path, self.limits.bytes).map_err(|refusal| {
            unreadable(refusal, &target::relative_to(&self.document_path, path))
        })?;
        self.read.push(id);
        self.bytes = self.bytes.saturating_add(self.root.map().text(id).len());
        if self.bytes > self.limits.bytes {
            let limit = self.limits.bytes;
            let why = format!("is one file too many: together they have more than {limit} bytes");
            return Err(Refused::new(Code::INPUT_TOO_LARGE, why));
        }
        let limits = Limits {
            nodes: self.limits.nodes.saturating_sub(self.nodes),
            ..*self.limits
        };
        let parsed = input::parse(self.root.map(), id, &limits);
        self.diagnostics.extend(parsed.diagnostics);
        let Some(value) = parsed.value else {
            let code = Code::UNRESOLVED_REF;
            return Err(Refused {
                code,
                why: None,
                is_missing: false,
            });
        };
        self.nodes += count(&value);
        let index = self.others.len();
        self.by_id.insert(id, index);
        self.others.push(Other {
            id,
            path: path.to_owned(),
            value,
        });
        Ok(index)
    }
}

/// The pointer for a fragment in a tree; `None` if there is no such node.
///
/// In a URI, braces and other characters may be percent-encoded (RFC 6901, section 6). `file#/` strictly is the
/// member with an empty key; people mean the file.
pub(super) fn place(tree: &Value, fragment: Option<&str>) -> Option<String> {
    let fragment = fragment.unwrap_or_default();
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return None;
    }
    let plain = format!("{}{fragment}", pointer::ROOT);
    if pointer::get(tree, &plain).is_some() {
        return Some(plain);
    }
    if fragment == "/" {
        return Some(pointer::ROOT.to_owned());
    }
    percent::decode(&plain).filter(|plain| pointer::get(tree, plain).is_some())
}

/// The number of values in a tree.
pub(super) fn count(tree: &Value) -> usize {
    1 + match tree {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn refuse(away: target::Away) -> Refused {
    match away {
        target::Away::Network => Refused::new(
            Code::REF_OUTSIDE,
            "is on the network, which is never read",
        )
        .help(
            "download it into the folder of the document, or below the one that `--root DIR` names",
        ),
        target::Away::Outside => Refused::new(
            Code::REF_OUTSIDE,
            "is outside of the root of the input",
        )
        .help(
            "only files in the root and below it are read: name a folder above with `--root DIR`",
        ),
        target::Away::Absolute => Refused::new(Code::REF_OUTSIDE, "is not a relative path").help(
            "write the path relative to the file that refers to it; it must not leave the folder \
                 that `--root DIR` names",
        ),
        target::Away::NoPath => Refused::new(Code::REF_OUTSIDE, "is not a relative path of a file"),
    }
}

fn unreadable(refusal: Refusal, path: &str) -> Refused {
    match refusal {
        Refusal::Missing => Refused {
            is_missing: true,
            ..Refused::new(
                Code::UNRESOLVED_REF,
                format!("does not exist: there is no file `{path}`"),
            )
        },
        Refusal::Outside(what) => Refused::new(Code::REF_OUTSIDE, format!("leads to {what}")),
        Refusal::Unreadable { code, message } => {
            Refused::new(code, format!("cannot be read: {message}"))
        }
    }
}
