//! Minimizes an input with a fault, while it has the same fault.

use std::time::{Duration, Instant};

/// The time for an input.
const MAX_TIME: Duration = Duration::from_secs(40);

/// The longest text that is also reduced by characters.
const MAX_CHARACTERS: usize = 4_000;

/// Returns the smallest input that was found for which `fails` holds. Lines are removed first and then characters, half of
/// them at once and then ever fewer.
pub(super) fn minimize(input: &str, fails: impl Fn(&str) -> bool) -> String {
    let end = Instant::now() + MAX_TIME;
    let lines: Vec<&str> = input.split_inclusive('\n').collect();
    let shorter = remove_parts(lines, &fails, end);
    if shorter.len() > MAX_CHARACTERS && shorter.contains('\n') {
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
    remove_parts(characters.collect(), &fails, end)
}

/// Removes as many parts as possible, before a time.
fn remove_parts(mut parts: Vec<&str>, fails: &impl Fn(&str) -> bool, end: Instant) -> String {
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
    fn the_cause_remains() {
        let input = "first\nsecond\n  the bomb: 1\nlast\n".repeat(20);
        let small = minimize(&input, |text| text.contains("bomb"));
        assert_eq!(small, "bomb");
        assert_eq!(minimize("é", |text| !text.is_empty()), "é");
    }
}
