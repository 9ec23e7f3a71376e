//! Mistakes of other generators, one test each, named after the advisory or the issue: the same
//! input is refused here, or does no harm.

mod documents;
mod files;
mod prose;
mod words;

use crate::injection::{Made, difference, harmless, with};

/// A word in a place of the template of injections is generated, and makes nothing of its own.
fn is_harmless(place: &str, word: &str) -> Made {
    is_harmless_in(&[place], word)
}

/// The same in several places of one document.
fn is_harmless_in(places: &[&str], word: &str) -> Made {
    let made = with(places, word).unwrap_or_else(|errors| panic!("{places:?}: {errors:?}"));
    assert_eq!(
        difference(&harmless(), &made),
        [].into(),
        "{places:?}: {word:?}"
    );
    made
}

/// The same, and the word is a literal.
fn is_literal(place: &str, word: &str) {
    let made = is_harmless(place, word);
    assert!(made.literals.contains(word), "{place}: {word:?}");
}

/// A document is refused, and the errors say this.
fn is_refused(made: Result<Made, Vec<String>>, said: &str) {
    let errors = made.expect_err("it was generated");
    assert!(
        errors.iter().any(|error| error.contains(said)),
        "{errors:?}"
    );
}
