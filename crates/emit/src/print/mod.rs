//! Prints tokens as the text of a file. No other module deals with white space.
//!
//! For each item `syn` parses the tokens, [`spacing`] adds marks for blank lines, `prettyplease`
//! prints, [`refit`] joins lines that fit into 100 columns, and [`items`] replaces marks with blank
//! lines and documentation. The output opts out of rustfmt, so that it depends on `Cargo.lock` alone
//! and not on a toolchain.
//!
//! Two things keep printing fast and small in memory:
//! - Items are printed one by one, so that no more than one is held as a tree. `syn` copies what it
//!   parses into a buffer, and quoting copies what it quotes, so emitters push a file in pieces: one
//!   for each operation, and several for a type.
//! - Documentation is one attribute for each comment (see [`crate::docs`]), since escaping, parsing
//!   and printing every line of it would be a tenth of a run.

mod items;
mod refit;
mod spacing;

pub(crate) use items::Items;

use crate::docs::Doc;
use crate::imports::Imports;
use std::time::Duration;

/// The parts of a source file.
pub(crate) struct Source<'a> {
    /// The comment at the top, without its slashes.
    pub header: &'a str,
    /// `true` if it uses anything deprecated: deprecated fields are still read and written.
    pub allow_deprecated: bool,
    /// The documentation of the module.
    pub docs: Doc,
    /// The names that it imports.
    pub imports: &'a Imports<'a>,
    pub items: Items,
}

/// The text of a file.
pub(crate) struct Printed {
    pub text: String,
    /// The time that it took to print its tokens.
    pub spent: Duration,
}

impl From<String> for Printed {
    /// Wraps text that was not printed from tokens.
    fn from(text: String) -> Self {
        let spent = Duration::ZERO;
        Self { text, spent }
    }
}

impl Source<'_> {
    /// Joins the parts.
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
        let Printed { text: body, spent } = body.into_printed();
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
