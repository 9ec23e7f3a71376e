//! Tokens to the text of a file: the only place that knows about white space.
//!
//! `syn` reads the tokens, one pass marks where a blank line belongs, `prettyplease` prints, and
//! the marks become blank lines and documentation. It goes item by item, so that no more than one is
//! ever held as a tree. The output opts out of rustfmt, so it depends on the lock file alone and not
//! on a toolchain.

mod items;
mod refit;
mod spacing;

pub(crate) use items::Items;

use crate::docs::Doc;
use crate::imports::Imports;
use std::time::Duration;

/// A source file: what it says of itself, what it uses, what it holds.
pub(crate) struct Source<'a> {
    /// The comment on top, without its slashes.
    pub header: &'a str,
    /// Whether it touches what the document deprecates: what is deprecated for callers still has
    /// to be read and written.
    pub allow_deprecated: bool,
    /// What the module is.
    pub docs: Doc,
    /// The names that it brings in.
    pub imports: &'a Imports<'a>,
    /// Everything else.
    pub items: Items,
}

/// The text of a file.
pub(crate) struct Printed {
    pub text: String,
    /// The time that it took to print its tokens.
    pub spent: Duration,
}

impl From<String> for Printed {
    /// Text that was never tokens.
    fn from(text: String) -> Self {
        let spent = Duration::ZERO;
        Self { text, spent }
    }
}

impl Source<'_> {
    /// Puts the file together.
    pub(crate) fn print(self) -> Printed {
        let Self {
            header,
            allow_deprecated,
            docs,
            imports,
            items,
        } = self;
        let mut body = Items::from(imports.lines());
        body.append(&items);
        let (body, spent) = body.into_text();
        let docs: Vec<_> = docs
            .lines(0)
            .iter()
            .map(|line| format!("//!{line}"))
            .collect();
        let docs = docs.join("\n");
        let gap = if body.is_empty() { "\n" } else { "\n\n" };
        let allow = if allow_deprecated {
            "#![allow(deprecated)]\n"
        } else {
            ""
        };
        let text =
            format!("// {header}\n#![cfg_attr(rustfmt, rustfmt_skip)]\n{allow}\n{docs}{gap}{body}");
        Printed { text, spent }
    }
}
