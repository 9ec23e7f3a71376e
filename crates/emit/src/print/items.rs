//! Printed items, collected one by one into the text of a file.

use super::refit;
use super::spacing::{self, BLANK, Kind, attributes, is_documentation};
use crate::docs::comment_lines;
use crate::gate::FeatureGate;
use proc_macro2::TokenStream;
use std::fmt::Write;
use std::time::{Duration, Instant};
use syn::parse::{ParseStream, Parser};
use syn::{File, Item, parse_quote};

/// Printed items with blank lines between them.
#[derive(Default)]
pub(crate) struct Items {
    text: String,
    /// What the first and the last of them are, which decides whether others stand apart from them.
    ends: Option<(Kind, Kind)>,
    /// The time that printing them took.
    spent: Duration,
}

impl Items {
    /// Prints more items.
    ///
    /// Emitters only ever quote Rust. Should one not, the file says so to the compiler.
    pub(crate) fn push(&mut self, tokens: TokenStream) {
        self.push_behind(FeatureGate::OPEN, tokens);
    }

    /// Prints more items, each behind a feature gate.
    pub(crate) fn push_behind(&mut self, gate: FeatureGate<'_>, tokens: TokenStream) {
        let begun = Instant::now();
        self.print(gate, tokens);
        self.spent += begun.elapsed();
    }

    fn print(&mut self, gate: FeatureGate<'_>, tokens: TokenStream) {
        let each = |input: ParseStream<'_>| {
            while !input.is_empty() {
                let mut item = input.parse()?;
                if gate != FeatureGate::OPEN {
                    put_behind(gate, &mut item);
                }
                self.item(item);
            }
            Ok(())
        };
        if let Err(error) = each.parse2(tokens) {
            // Writing to a `String` cannot fail.
            let _ = writeln!(self.text, "compile_error!({:?});", error.to_string());
        }
    }

    fn item(&mut self, mut item: Item) {
        let kind = Kind::of(&item);
        self.joint(kind, kind);
        spacing::space(&mut item);
        let printed = prettyplease::unparse(&File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        });
        for line in refit::refit(&printed) {
            write_line(&line, &mut self.text);
        }
    }

    /// Adds other items below these.
    pub(crate) fn append(&mut self, other: &Self) {
        if let Some((first, last)) = other.ends {
            self.joint(first, last);
        }
        self.text.push_str(&other.text);
        self.spent += other.spent;
    }

    /// Sets what comes next apart from what is there, where that belongs so.
    fn joint(&mut self, first: Kind, last: Kind) {
        if let Some((_, before)) = self.ends
            && !before.joins(first)
        {
            self.text.push('\n');
        }
        let begin = self.ends.map_or(first, |(begin, _)| begin);
        self.ends = Some((begin, last));
    }

    /// The text, every line of which ends, and the time that printing it took.
    pub(crate) fn into_text(self) -> (String, Duration) {
        (self.text, self.spent)
    }
}

/// Adds the attribute of a gate to an item, below its documentation.
fn put_behind(gate: FeatureGate<'_>, item: &mut Item) {
    if let Some(attributes) = attributes(item) {
        let documentation = attributes.iter().take_while(|one| is_documentation(one));
        attributes.insert(documentation.count(), parse_quote!(#gate));
    }
}

/// Writes a line of printed code; marks become the blank line or comment that they stand for.
fn write_line(line: &str, text: &mut String) {
    let code = line.trim_start_matches(' ');
    if code == BLANK {
        text.push('\n');
    } else if let Some(comment) = comment_lines(code) {
        let indent = &line[..line.len() - code.len()];
        for words in comment {
            for part in [indent, "///", words.trim_end(), "\n"] {
                text.push_str(part);
            }
        }
    } else {
        text.push_str(line);
        text.push('\n');
    }
}

impl From<TokenStream> for Items {
    fn from(tokens: TokenStream) -> Self {
        let mut items = Self::default();
        items.push(tokens);
        items
    }
}

impl Extend<TokenStream> for Items {
    fn extend<T: IntoIterator<Item = TokenStream>>(&mut self, pieces: T) {
        pieces.into_iter().for_each(|piece| self.push(piece));
    }
}
