//! Makes an input that goes wrong smaller, while the same goes wrong.

use std::time::{Duration, Instant};

/// How long one input may take.
const MOST: Duration = Duration::from_secs(40);

/// The longest text that is also shortened by characters.
const BY_CHARACTERS: usize = 4_000;

/// The smallest input that was found for which `fails` still holds: first without lines, then
/// without characters; in halves, then ever smaller parts.
pub(super) fn minimize(input: &str, fails: impl Fn(&str) -> bool) -> String {
    let end = Instant::now() + MOST;
    let lines: Vec<&str> = input.split_inclusive('\n').collect();
    let shorter = without(lines, &fails, end);
    if shorter.len() > BY_CHARACTERS && shorter.contains('\n') {
        return shorter;
    }
    let mut ends: Vec<usize> = shorter.char_indices().map(|(at, _)| at).skip(1).collect();
    ends.push(shorter.len());
    let mut start = 0;
    let characters = ends.into_iter().map(|end| {
        let character = shorter.get(start..end).unwrap_or_default();
        start = end;
        character
    });
    without(characters.collect(), &fails, end)
}

fn without(mut parts: Vec<&str>, fails: &impl Fn(&str) -> bool, end: Instant) -> String {
    let mut size = parts.len().div_ceil(2);
    while size > 0 {
        let mut start = 0;
        while start < parts.len() && Instant::now() < end {
            let rest = parts.iter().enumerate();
            let rest: Vec<&str> = rest
                .filter(|(index, _)| !(start..start + size).contains(index))
                .map(|(_, part)| *part)
                .collect();
            if fails(&rest.concat()) {
                parts = rest;
            } else {
                start += size;
            }
        }
        size /= 2;
    }
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::minimize;

    #[test]
    fn what_matters_stays() {
        let input = "first\nsecond\n  the bomb: 1\nlast\n".repeat(20);
        let small = minimize(&input, |text| text.contains("bomb"));
        assert_eq!(small, "bomb");
        assert_eq!(minimize("é", |text| !text.is_empty()), "é");
    }
}
