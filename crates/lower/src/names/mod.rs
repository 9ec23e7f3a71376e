//! From text to identifiers: the only road there is.
//!
//! An identifier is ASCII, no keyword of edition 2024, at most 100 bytes, never begins
//! with an underscore and never has two in a row. [`Names`] makes it unique in its scope. This
//! module knows nothing of where a text comes from; [`crate::naming`] does.

mod acronyms;
mod reserved;
mod spelling;

use graphwright_ir::KEYWORDS;
use heck::{ToPascalCase, ToShoutySnakeCase, ToSnakeCase};
use std::collections::HashMap;

/// The greatest length of a name that is made from a text alone, in bytes.
const LONGEST_BASE: usize = 80;

/// How the words of a name are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Pascal,
    Snake,
    Shouty,
}

/// A set of names that must differ from each other, and from words that code needs there.
#[derive(Debug)]
pub struct Scope {
    case: Case,
    reserved: &'static [&'static [&'static str]],
    /// The suffix of a reserved word.
    suffix: &'static str,
}

/// Structs, enums, requests, answers, handles: everything with a type's name.
pub const TYPES: Scope = Scope {
    case: Case::Pascal,
    reserved: &[reserved::TYPES],
    suffix: "Model",
};

/// Fields of structs.
pub const FIELDS: Scope = Scope {
    case: Case::Snake,
    reserved: &[],
    suffix: "_value",
};

/// Methods on a generated struct: setters and getters with defaults.
pub const METHODS: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::METHODS],
    suffix: "_value",
};

/// Methods on a group of operations, the client's handle and the server's trait alike.
pub(crate) const OPERATIONS: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::METHODS, reserved::HANDLES],
    suffix: "_operation",
};

/// Parameters: arguments, fields, and setters on a request.
pub const PARAMS: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::METHODS, reserved::REQUEST],
    suffix: "_param",
};

/// Variants of enums.
pub const VARIANTS: Scope = Scope {
    case: Case::Pascal,
    reserved: &[reserved::VARIANTS],
    suffix: "Value",
};

/// Modules of the model, which are files too. All in lower case, so none differ in case alone.
pub const MODULES: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::FILES, reserved::MODULES],
    suffix: "_model",
};

/// Modules of operations in the client and the server, which are files and accessors too.
pub(crate) const GROUPS: Scope = Scope {
    case: Case::Snake,
    reserved: &[
        reserved::FILES,
        reserved::MODULES,
        reserved::METHODS,
        reserved::HANDLES,
    ],
    suffix: "_operations",
};

/// Security schemes.
pub(crate) const SCHEMES: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::SCHEMES],
    suffix: "_scheme",
};

/// Cargo features of the generated crates.
pub const FEATURES: Scope = Scope {
    case: Case::Snake,
    reserved: &[reserved::FEATURES],
    suffix: "_version",
};

/// Constants and statics.
pub const CONSTANTS: Scope = Scope {
    case: Case::Shouty,
    reserved: &[],
    suffix: "_CONST",
};

impl Scope {
    fn is_reserved(&self, ident: &str) -> bool {
        self.reserved.iter().any(|words| words.contains(&ident))
    }
}

/// The identifier that a text suggests in a scope, whatever else is there.
///
/// Never empty, never a reserved word: `type` becomes `type_`, `1st` becomes `n1st`.
pub fn ident(text: &str, scope: &Scope) -> String {
    let ident = plain(text, scope);
    if scope.is_reserved(&ident) {
        ident + scope.suffix
    } else {
        ident
    }
}

/// The identifier that a text suggests, reserved or not; no keyword, though, since the underscore
/// behind one surprises nobody.
fn plain(text: &str, scope: &Scope) -> String {
    let words = spelling::spell(text);
    let mut ident = match scope.case {
        Case::Pascal => words.to_pascal_case(),
        Case::Snake => acronyms::joined(&words).to_snake_case(),
        Case::Shouty => acronyms::joined(&words).to_shouty_snake_case(),
    };
    if ident.starts_with(|first: char| first.is_ascii_digit()) {
        ident.insert(0, if scope.case == Case::Snake { 'n' } else { 'N' });
    }
    ident.truncate(LONGEST_BASE);
    while ident.ends_with('_') {
        ident.pop();
    }
    if KEYWORDS.contains(&ident.as_str()) {
        ident.push('_');
    }
    ident
}

/// The words of a text in lower case, as they would be in an identifier.
pub fn words(text: &str) -> Vec<String> {
    acronyms::joined(&spelling::spell(text))
        .to_snake_case()
        .split('_')
        .map(str::to_owned)
        .collect()
}

/// The names of a scope that are taken.
#[derive(Debug)]
pub struct Names {
    scope: &'static Scope,
    /// Each name, with the last number that was put behind it.
    taken: HashMap<String, u32>,
}

/// A name that was taken.
#[derive(Debug)]
pub struct Taken {
    /// The name.
    pub ident: String,
    /// The first choice, where it could not be had because it is reserved or taken.
    pub instead_of: Option<String>,
}

impl Taken {
    /// Returns the message that the name had to give way, if it had to.
    pub fn renaming(&self, subject: &str) -> Option<String> {
        let (ident, first) = (&self.ident, self.instead_of.as_ref()?);
        Some(format!(
            "{subject} is `{ident}`, since `{first}` is reserved or taken"
        ))
    }
}

impl Names {
    /// A scope in which nothing is taken yet.
    pub fn new(scope: &'static Scope) -> Self {
        Self {
            scope,
            taken: HashMap::new(),
        }
    }

    /// Returns whether nothing speaks against an identifier.
    fn is_free(&self, ident: &str) -> bool {
        !self.scope.is_reserved(ident) && !self.taken.contains_key(ident)
    }

    /// Takes exactly this identifier, if it is neither reserved nor taken.
    pub fn claim(&mut self, ident: &str) -> bool {
        let free = self.is_free(ident);
        if free {
            self.taken.insert(ident.to_owned(), 1);
        }
        free
    }

    /// Takes the first of some texts whose name is free, or the last one with a suffix or a number.
    ///
    /// No text at all gives the name for an empty one.
    pub fn take<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> Taken {
        self.take_but(&[], texts)
    }

    /// The same for the type of a tag, which stands beside what its crate exports of the runtime.
    pub(crate) fn take_beside_exports(&mut self, texts: [&str; 2]) -> Taken {
        self.take_but(reserved::EXPORTS, texts)
    }

    /// The same, with some words that are reserved here alone. The last text must suggest none of them.
    fn take_but<'t>(
        &mut self,
        reserved: &[&str],
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Taken {
        let mut first = None;
        let mut last = "";
        for text in texts {
            let ident = plain(text, self.scope);
            if self.is_free(&ident) && !reserved.contains(&ident.as_str()) {
                self.taken.insert(ident.clone(), 1);
                return Taken {
                    ident,
                    instead_of: first,
                };
            }
            first.get_or_insert(ident);
            last = text;
        }
        let ident = self.number(ident(last, self.scope));
        let instead_of = first.filter(|first| *first != ident);
        Taken { ident, instead_of }
    }

    /// Takes a name as it is, or with the first number behind it that makes it free.
    fn number(&mut self, base: String) -> String {
        if !self.taken.contains_key(&base) {
            self.taken.insert(base.clone(), 1);
            return base;
        }
        let trimmed = base.trim_end_matches('_');
        let gap = match self.scope.case {
            Case::Pascal if !trimmed.ends_with(|last: char| last.is_ascii_digit()) => "",
            _ => "_",
        };
        loop {
            let number = self.taken.get_mut(&base).map_or(2, |number| {
                *number += 1;
                *number
            });
            let ident = format!("{trimmed}{gap}{number}");
            if !self.taken.contains_key(&ident) && !self.scope.is_reserved(&ident) {
                self.taken.insert(ident.clone(), 1);
                return ident;
            }
        }
    }
}

#[cfg(test)]
mod tests;
