//! Patterns that take no trying: `^[a-z]{2}-\d+$`.
//!
//! Nearly every pattern of a document is anchored at both ends and has sets of ASCII characters one
//! after the other, each of them some number of times. Where nothing that may come next can be taken
//! for one more of the same, there is one way to match, and a text is read once from left to right.
//! That takes about ten instructions a character; the engine takes hundreds.
//!
//! Everything else is left to the engine, which is also what the tests hold this against.

use std::ops::BitOr;

/// Steps that the whole text must take.
#[derive(Debug)]
pub(super) struct Simple(Box<[Step]>);

/// So many characters of a set.
#[derive(Clone, Copy, Debug)]
struct Step {
    set: Set,
    min: usize,
    max: usize,
}

/// ASCII characters, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Set(u128);

impl Simple {
    /// Reads a pattern that the engine can express; `None` for one that is not as simple as this.
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        let mut rest = pattern.as_bytes().strip_prefix(b"^")?;
        let mut steps = Vec::new();
        while rest != b"$" {
            let (step, after) = step(rest)?;
            steps.push(step);
            rest = after;
        }
        has_one_way(&steps).then(|| Self(steps.into()))
    }

    /// Whether the whole text is as the pattern asks.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut steps = self.0.iter();
        let rest = steps.try_fold(text.as_bytes(), |rest, step| step.take(rest));
        rest.is_some_and(<[u8]>::is_empty)
    }
}

impl Step {
    /// What is left of a text behind as many characters as the step can have.
    fn take(self, text: &[u8]) -> Option<&[u8]> {
        let most = text.get(..self.max).unwrap_or(text);
        let taken = most.iter().position(|byte| !self.set.has(*byte));
        let taken = taken.unwrap_or(most.len());
        text.get(taken..).filter(|_| taken >= self.min)
    }
}

/// Whether a step that may take more or less is never followed by what it could have taken.
fn has_one_way(steps: &[Step]) -> bool {
    (1..).zip(steps).all(|(next, step)| {
        let following = steps.get(next..).unwrap_or_default();
        // Behind a step that may take nothing comes the one behind it.
        let end = following.iter().position(|other| other.min > 0);
        let mut following = following.iter().take(end.map_or(usize::MAX, |at| at + 1));
        step.min == step.max || !following.any(|other| other.set.meets(step.set))
    })
}

fn step(text: &[u8]) -> Option<(Step, &[u8])> {
    let (set, rest) = match text {
        [b'[', rest @ ..] => class(rest)?,
        [special, ..] if b".+*?()|]{}^$".contains(special) => return None,
        _ => member(text)?,
    };
    let (min, max, rest) = count(rest)?;
    Some((Step { set, min, max }, rest))
}

/// A character, or an escape that stands for one or for several.
fn member(text: &[u8]) -> Option<(Set, &[u8])> {
    match text {
        [b'\\', b'd', rest @ ..] => Some((Set::DIGITS, rest)),
        [b'\\', b'w', rest @ ..] => Some((Set::WORD, rest)),
        [b'\\', escaped, rest @ ..] if escaped.is_ascii_punctuation() => {
            Some((Set::range(*escaped, *escaped), rest))
        }
        [b'\\', ..] => None,
        [plain, rest @ ..] if plain.is_ascii() => Some((Set::range(*plain, *plain), rest)),
        _ => None,
    }
}

/// The characters of a class behind its bracket.
fn class(text: &[u8]) -> Option<(Set, &[u8])> {
    let (mut all, mut rest) = match text {
        // What is not in a class is more than ASCII.
        [b'^' | b']', ..] => return None,
        [b'-', rest @ ..] => (Set::range(b'-', b'-'), rest),
        _ => (Set::NOTHING, text),
    };
    loop {
        let (members, after) = match rest {
            [b']', after @ ..] => return Some((all, after)),
            [b'-', b']', after @ ..] => return Some((all | Set::range(b'-', b'-'), after)),
            // Classes in classes, and operators on them.
            [b'[' | b'-', ..] | [b'&', b'&', ..] | [b'~', b'~', ..] => return None,
            _ => range(rest)?,
        };
        all = all | members;
        rest = after;
    }
}

/// A member of a class, or all from one to another.
fn range(text: &[u8]) -> Option<(Set, &[u8])> {
    let (first, rest) = member(text)?;
    match rest {
        [b'-', b']', ..] => Some((first, rest)),
        [b'-', rest @ ..] => {
            let (last, rest) = member(rest)?;
            let (first, last) = (first.only()?, last.only()?);
            (first <= last).then(|| (Set::range(first, last), rest))
        }
        _ => Some((first, rest)),
    }
}

/// How many times: once unless something else is said.
fn count(text: &[u8]) -> Option<(usize, usize, &[u8])> {
    let (min, max, rest) = match text {
        [b'?', rest @ ..] => (0, 1, rest),
        [b'*', rest @ ..] => (0, usize::MAX, rest),
        [b'+', rest @ ..] => (1, usize::MAX, rest),
        [b'{', rest @ ..] => bounds(rest)?,
        _ => return Some((1, 1, text)),
    };
    let is_followed = matches!(rest, [b'?' | b'*' | b'+' | b'{', ..]);
    (min <= max && !is_followed).then_some((min, max, rest))
}

/// `2}`, `2,}` or `2,4}`.
fn bounds(text: &[u8]) -> Option<(usize, usize, &[u8])> {
    let end = text.iter().position(|byte| *byte == b'}')?;
    let (inside, rest) = text.split_at_checked(end)?;
    let inside = str::from_utf8(inside).ok()?;
    let (min, max) = match inside.split_once(',') {
        None => (inside.parse().ok()?, inside.parse().ok()?),
        Some((min, "")) => (min.parse().ok()?, usize::MAX),
        Some((min, max)) => (min.parse().ok()?, max.parse().ok()?),
    };
    Some((min, max, rest.strip_prefix(b"}")?))
}

impl Set {
    const NOTHING: Self = Self(0);
    const DIGITS: Self = Self::range(b'0', b'9');
    const WORD: Self = Self(
        Self::DIGITS.0
            | Self::range(b'A', b'Z').0
            | Self::range(b'a', b'z').0
            | Self::range(b'_', b'_').0,
    );

    /// All from one ASCII character to another, which is not before it.
    const fn range(first: u8, last: u8) -> Self {
        Self((u128::MAX >> (127 - last)) & (u128::MAX << first))
    }

    fn has(self, byte: u8) -> bool {
        byte.is_ascii() && self.0 >> byte & 1 == 1
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The character, if it is only one.
    fn only(self) -> Option<u8> {
        let first = u8::try_from(self.0.trailing_zeros()).ok();
        let first = first.filter(u8::is_ascii)?;
        (self == Self::range(first, first)).then_some(first)
    }
}

impl BitOr for Set {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Simple;
    use proptest::prelude::*;
    use regex_lite::Regex;

    /// `matching` and `others` are texts; `None` for a pattern that is left to the engine.
    #[track_caller]
    fn check(pattern: &str, expected: Option<(&[&str], &[&str])>) {
        let simple = Simple::parse(pattern);
        assert_eq!(simple.is_some(), expected.is_some(), "{pattern}");
        let (Some(simple), Some((matching, others))) = (simple, expected) else {
            return;
        };
        for (texts, is_match) in [(matching, true), (others, false)] {
            for text in texts {
                assert_eq!(simple.is_match(text), is_match, "{pattern} on {text:?}");
            }
        }
    }

    #[test]
    fn reads_each_text_in_one_way() {
        check("^$", Some((&[""], &["a"])));
        check(
            "^AC[0-9a-fA-F]{4}$",
            Some((&["AC01fF"], &["", "AC01f", "AC01fFF", "AC01fg", "ac01ff"])),
        );
        check(
            r"^[\w.-]+@[a-z]+(\.[a-z]+)$",
            None, // A group.
        );
        check(
            r"^[\w.~-]+@\w+$",
            Some((&["a.b-c@d"], &["a@", "@a", "a@b@c", "ä@b"])),
        );
        check(
            r"^-?\d{1,3}(?:,\d)?$",
            None, // A group too.
        );
        check(
            r"^-?\d{1,3},?x{0}$",
            Some((&["-123,", "1"], &["", "-", "1234", "1,x"])),
        );
    }

    #[test]
    fn leaves_to_the_engine_what_takes_trying() {
        for pattern in [
            "a",
            "^a",
            "a$",
            "^a+a$",
            "^a*b?a$",
            "^a?a{2}$",
            "^.$",
            "^a|b$",
            "^(a)$",
            "^[^a]$",
            "^ä$",
            "^[ä]$",
            r"^\s$",
            r"^\b$",
            "^a+?$",
            "^a**$",
            "^[[:alpha:]]$",
            "^[]a]$",
            "^a{,2}$",
            "^[a&&b]$",
            "^[a-",
            r"^[\d-a]$",
            "^[b-a]$",
            "^$$",
        ] {
            check(pattern, None);
        }
        // As many times as it is there, it takes no trying.
        check("^a{2}a$", Some((&["aaa"], &["aa", "aaaa"])));
    }

    proptest! {
        #[test]
        fn agrees_with_the_engine(
            pattern in r"\^(([ab-]|\\[dw.-]|\[-?([a0&~^]|[a0]-[cw~9]|\\[dw.-]){1,3}-?\])([?*+]|\{[0-2](,[2-3]?)?\})?){0,4}\$",
            texts in prop::collection::vec("[ab0_.&~^-]{0,5}", 20),
        ) {
            let (Ok(regex), Some(simple)) = (Regex::new(&pattern), Simple::parse(&pattern)) else {
                return Ok(());
            };
            for text in texts {
                prop_assert_eq!(regex.is_match(&text), simple.is_match(&text), "{} on {}", pattern, text);
            }
        }
    }
}
