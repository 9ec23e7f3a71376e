//! Items as text, in the making.

use super::spacing::{self, Kind};
use super::{refit, words};
use proc_macro2::TokenStream;
use std::cell::Cell;
use std::fmt::Write;
use std::time::{Duration, Instant};
use syn::parse::{ParseStream, Parser};
use syn::{File, Item};

thread_local! {
    /// What printing took on this thread since it was last asked.
    static TIME: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// What printing took on this thread since it was last asked.
pub(crate) fn take_time() -> Duration {
    TIME.take()
}

/// Printed items with blank lines between them.
#[derive(Default)]
pub(crate) struct Items {
    text: String,
    /// What the first and the last of them are, which decides whether others stand apart from them.
    ends: Option<(Kind, Kind)>,
}

impl Items {
    /// Prints more items.
    ///
    /// Emitters only ever quote Rust. Should one not, the file says so to the compiler.
    pub(crate) fn push(&mut self, tokens: TokenStream) {
        let begun = Instant::now();
        self.print(tokens);
        TIME.set(TIME.get() + begun.elapsed());
    }

    fn print(&mut self, tokens: TokenStream) {
        let each = |input: ParseStream<'_>| {
            while !input.is_empty() {
                self.item(input.parse()?);
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
            words::write(&line, &mut self.text);
        }
    }

    /// Adds other items below these.
    pub(crate) fn append(&mut self, other: &Self) {
        if let Some((first, last)) = other.ends {
            self.joint(first, last);
        }
        self.text.push_str(&other.text);
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

    /// The text, every line of which ends.
    pub(crate) fn into_text(self) -> String {
        self.text
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
