//! The items of a file, which are printed one by one.

use super::spacing::{self, BLANK, Kind, attributes, is_documentation};
use super::{Printed, refit};
use crate::docs::comment_lines;
use crate::gate::FeatureGate;
use proc_macro2::TokenStream;
use std::fmt::Write;
use std::time::{Duration, Instant};
use syn::parse::{ParseStream, Parser};
use syn::{File, Item, parse_quote};

/// The kinds of the first and the last of several items.
#[derive(Clone, Copy)]
struct Ends {
    first: Kind,
    last: Kind,
}

/// Printed items with blank lines between them.
#[derive(Default)]
pub(crate) struct Items {
    text: String,
    /// The kinds of the first and the last item, which decide on blank lines before and after them.
    ends: Option<Ends>,
    /// The time that it took to print them.
    spent: Duration,
}

impl Items {
    /// Prints more items.
    ///
    /// Emitters quote valid Rust. For tokens that are not, the file has a `compile_error!`.
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
        self.separate(Ends {
            first: kind,
            last: kind,
        });
        spacing::add_marks(&mut item);
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

    /// Appends other items.
    pub(crate) fn append(&mut self, other: &Self) {
        if let Some(ends) = other.ends {
            self.separate(ends);
        }
        self.text.push_str(&other.text);
        self.spent += other.spent;
    }

    /// Adds a blank line before the next items, unless they belong together with those before.
    fn separate(&mut self, next: Ends) {
        if let Some(Ends { last, .. }) = self.ends
            && !last.joins(next.first)
        {
            self.text.push('\n');
        }
        self.ends = Some(Ends {
            first: self.ends.map_or(next.first, |ends| ends.first),
            last: next.last,
        });
    }

    /// Returns the text, in which every line has its end.
    pub(crate) fn into_printed(self) -> Printed {
        Printed {
            text: self.text,
            spent: self.spent,
        }
    }
}

/// Adds the attribute of a gate to an item, below its documentation.
fn put_behind(gate: FeatureGate<'_>, item: &mut Item) {
    if let Some(attributes) = attributes(item) {
        let documentation = attributes.iter().take_while(|one| is_documentation(one));
        attributes.insert(documentation.count(), parse_quote!(#gate));
    }
}

/// Writes a line of printed code, or the blank line or comment that it stands for.
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
