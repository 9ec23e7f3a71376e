//! How many tests ran, as the runners' last lines say.

use std::ops::AddAssign;

/// Tests by how they ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Tally {
    /// The counts in a line of output; zero unless it is a summary of `cargo test` or
    /// `cargo nextest`.
    pub(crate) fn of(line: &str) -> Self {
        let line = plain(line);
        let line = line.trim();
        if !(line.starts_with("test result:") || line.starts_with("Summary [")) {
            return Self::default();
        }
        let before = |words: &[&str]| {
            words
                .iter()
                .filter_map(|word| number_before(line, word))
                .sum()
        };
        Self {
            passed: before(&["passed"]),
            failed: before(&["failed"]),
            skipped: before(&["ignored", "skipped"]),
        }
    }

    /// The last line of a run: what all runners together counted.
    pub(crate) fn summary(self) -> String {
        let Self {
            passed,
            failed,
            skipped,
        } = self;
        format!("tests: {passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// The number that stands before a word, as in `12 passed`.
fn number_before(line: &str, word: &str) -> Option<usize> {
    line.split([',', ';', ':', '.']).find_map(|part| {
        let mut words = part.split_whitespace();
        let number = words.next()?.parse().ok()?;
        (words.next() == Some(word)).then_some(number)
    })
}

/// A line without the escape sequences of colours.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(character);
        }
    }
    plain
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let check = |line: &str, passed, failed, skipped| {
            assert_eq!(
                Tally::of(line),
                Tally {
                    passed,
                    failed,
                    skipped
                },
                "{line}"
            );
        };
        check(
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out",
            5,
            0,
            1,
        );
        check(
            "test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            4,
            1,
            0,
        );
        check(
            "     Summary [   1.234s] 12 tests run: 11 passed (1 slow), 1 failed, 3 skipped",
            11,
            1,
            3,
        );
        check(
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.1s] \u{1b}[1m2\u{1b}[0m tests run: \u{1b}[1m2\u{1b}[0m passed, 0 skipped",
            2,
            0,
            0,
        );
        check("running 3 tests, 2 passed", 0, 0, 0);
    }

    #[test]
    fn the_last_line_counts_what_all_runners_did() {
        let tally = Tally {
            passed: 612,
            failed: 0,
            skipped: 2,
        };
        assert_eq!(tally.summary(), "tests: 612 passed, 0 failed, 2 skipped");
    }
}
