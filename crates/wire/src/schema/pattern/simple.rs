//! Patterns that match without backtracking: `^[a-z]{2}-\d+$`.
//!
//! Nearly every pattern of a document is anchored at both ends and is a sequence of sets of ASCII
//! characters, each with a number of repetitions. If no character can belong to both a set and what
//! follows it, there is only one way to match, and the text is read once from left to right. That
//! takes about ten instructions per character; the engine takes hundreds.
//!
//! All other patterns are left to the engine, which a property test compares this matcher with.

use std::ops::BitOr;

/// A sequence of steps that must match the whole text.
#[derive(Debug)]
pub(super) struct Simple(Box<[Step]>);

/// A number of characters of a set.
#[derive(Clone, Copy, Debug)]
struct Step {
    set: Set,
    repetition: Repetition,
}

/// The minimum and the maximum number of repetitions.
#[derive(Clone, Copy, Debug)]
struct Repetition {
    min: usize,
    max: usize,
}

/// A set of ASCII characters, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Set(u128);

impl Simple {
    /// Parses a pattern that the engine can express; `None` for one that is not simple.
    pub(super) fn parse(pattern: &str) -> Option<Self> {
        let mut rest = pattern.as_bytes().strip_prefix(b"^")?;
        let mut steps = Vec::new();
        while rest != b"$" {
            let (step, after) = parse_step(rest)?;
            steps.push(step);
            rest = after;
        }
        is_unambiguous(&steps).then(|| Self(steps.into()))
    }

    /// Returns whether the whole text matches.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut steps = self.0.iter();
        let rest = steps.try_fold(text.as_bytes(), |rest, step| step.consume(rest));
        rest.is_some_and(<[u8]>::is_empty)
    }
}

impl Step {
    /// Matches as many characters as possible, and returns the rest of the text.
    fn consume(self, text: &[u8]) -> Option<&[u8]> {
        let longest = text.get(..self.repetition.max).unwrap_or(text);
        let end = longest.iter().position(|byte| !self.set.contains(*byte));
        let length = end.unwrap_or(longest.len());
        text.get(length..).filter(|_| length >= self.repetition.min)
    }
}

/// Returns whether no step of variable length is followed by characters that it could match too.
fn is_unambiguous(steps: &[Step]) -> bool {
    (1..).zip(steps).all(|(next, step)| {
        let following = steps.get(next..).unwrap_or_default();
        // A step that may match nothing can be followed by the one after it.
        let end = following.iter().position(|other| other.repetition.min > 0);
        let mut following = following.iter().take(end.map_or(usize::MAX, |at| at + 1));
        step.repetition.is_fixed() || !following.any(|other| other.set.intersects(step.set))
    })
}

fn parse_step(text: &[u8]) -> Option<(Step, &[u8])> {
    let (set, rest) = match text {
        [b'[', rest @ ..] => parse_class(rest)?,
        [special, ..] if b".+*?()|]{}^$".contains(special) => return None,
        _ => parse_character(text)?,
    };
    let (repetition, rest) = parse_repetition(rest)?;
    Some((Step { set, repetition }, rest))
}

/// Parses a character, or an escape for one or several.
fn parse_character(text: &[u8]) -> Option<(Set, &[u8])> {
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

/// Parses a class after its opening bracket.
fn parse_class(text: &[u8]) -> Option<(Set, &[u8])> {
    let (mut all, mut rest) = match text {
        // A negated class has more than ASCII characters.
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
            _ => parse_range(rest)?,
        };
        all = all | members;
        rest = after;
    }
}

/// Parses a character of a class, or a range of them.
fn parse_range(text: &[u8]) -> Option<(Set, &[u8])> {
    let (first, rest) = parse_character(text)?;
    match rest {
        [b'-', b']', ..] => Some((first, rest)),
        [b'-', rest @ ..] => {
            let (last, rest) = parse_character(rest)?;
            let (first, last) = (first.single()?, last.single()?);
            (first <= last).then(|| (Set::range(first, last), rest))
        }
        _ => Some((first, rest)),
    }
}

/// Parses a repetition; without one, the character occurs once.
fn parse_repetition(text: &[u8]) -> Option<(Repetition, &[u8])> {
    let (min, max, rest) = match text {
        [b'?', rest @ ..] => (0, 1, rest),
        [b'*', rest @ ..] => (0, usize::MAX, rest),
        [b'+', rest @ ..] => (1, usize::MAX, rest),
        [b'{', rest @ ..] => {
            let (Repetition { min, max }, rest) = parse_bounds(rest)?;
            (min, max, rest)
        }
        _ => return Some((Repetition { min: 1, max: 1 }, text)),
    };
    let is_followed = matches!(rest, [b'?' | b'*' | b'+' | b'{', ..]);
    (min <= max && !is_followed).then_some((Repetition { min, max }, rest))
}

/// Parses `2}`, `2,}` or `2,4}`.
fn parse_bounds(text: &[u8]) -> Option<(Repetition, &[u8])> {
    let end = text.iter().position(|byte| *byte == b'}')?;
    let (inside, rest) = text.split_at_checked(end)?;
    let inside = str::from_utf8(inside).ok()?;
    let (min, max) = match inside.split_once(',') {
        None => (inside.parse().ok()?, inside.parse().ok()?),
        Some((min, "")) => (min.parse().ok()?, usize::MAX),
        Some((min, max)) => (min.parse().ok()?, max.parse().ok()?),
    };
    Some((Repetition { min, max }, rest.strip_prefix(b"}")?))
}

impl Repetition {
    fn is_fixed(self) -> bool {
        self.min == self.max
    }
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

    /// The characters from one to another, which must not be before it.
    const fn range(first: u8, last: u8) -> Self {
        Self((u128::MAX >> (127 - last)) & (u128::MAX << first))
    }

    fn contains(self, byte: u8) -> bool {
        byte.is_ascii() && self.0 >> byte & 1 == 1
    }

    fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The character, if the set has only one.
    fn single(self) -> Option<u8> {
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

    /// `expected` has texts that match and texts that do not; `None` for a pattern that is left to
    /// the engine.
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
    fn simple_patterns_match() {
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
    fn other_patterns_are_left_to_the_engine() {
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
        // With a fixed number of repetitions there is one way to match.
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
