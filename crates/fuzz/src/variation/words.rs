//! Words that are ordinary in a document and awkward in Rust.
//!
//! They are in `words.tsv`, in the order that a random position refers to.

use crate::random::Rng;
use std::sync::LazyLock;

/// Names of properties, parameters, operations and values: anything that an author may write.
pub(super) static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| words('n'));

/// Names of components, which have ASCII letters, digits, `.`, `-` and `_` only.
pub(super) static COMPONENTS: LazyLock<Vec<&str>> = LazyLock::new(|| words('c'));

/// Names of headers and cookies, which are tokens (RFC 9110, section 5.6.2).
pub(super) static HEADERS: LazyLock<Vec<&str>> = LazyLock::new(|| words('h'));

/// Reads the words of a list.
fn words(list: char) -> Vec<&'static str> {
    let lines = include_str!("words.tsv").lines();
    let lines = lines.filter(|line| !line.starts_with('#'));
    let rows = lines.filter_map(|line| line.split_once('\t'));
    rows.filter(|(lists, _)| lists.contains(list))
        .map(|(_, word)| word)
        .collect()
}

/// Picks an awkward name, or one that differs from `name` in case or separators only.
pub(super) fn awkward_name(name: &str, rng: &mut Rng) -> String {
    if rng.below(3) > 0 {
        return (*rng.pick(&NAMES).unwrap_or(&"name")).to_owned();
    }
    similar_name(name, rng)
}

/// Picks an awkward name of a component, or one that differs from `name` in case or separators only.
pub(super) fn awkward_component(name: &str, rng: &mut Rng) -> String {
    if rng.below(3) > 0 {
        return (*rng.pick(&COMPONENTS).unwrap_or(&"Name")).to_owned();
    }
    similar_name(name, rng)
}

/// Changes a name in case or separators only.
pub(super) fn similar_name(name: &str, rng: &mut Rng) -> String {
    match rng.below(8) {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => name.replace('_', "-"),
        3 => name.replace(['-', '.'], "_"),
        4 => format!("{name}_"),
        5 => format!("_{name}"),
        6 => format!("{name}1"),
        _ => swap_first_case(name),
    }
}

fn swap_first_case(name: &str) -> String {
    let mut signs = name.chars();
    let first = signs.next().map(|sign| match sign {
        lower if lower.is_lowercase() => lower.to_uppercase().to_string(),
        other => other.to_lowercase().to_string(),
    });
    format!("{}{}", first.unwrap_or_default(), signs.as_str())
}

#[cfg(test)]
mod tests {
    use super::{COMPONENTS, HEADERS, NAMES};

    /// A word that is added or removed changes every seeded sample.
    #[test]
    fn lists_have_their_words() {
        let ends = |list: &[&'static str]| (list.len(), list[0], list[list.len() - 1]);
        assert_eq!(NAMES.len(), 243);
        assert_eq!(NAMES[..3], ["type", "self", "Self"]);
        assert!(NAMES.contains(&"#") && NAMES.contains(&"a b") && NAMES.contains(&"a\"b"));
        assert_eq!(ends(&HEADERS), (26, "ETag", "_"));
        let is_component = |sign: char| sign.is_ascii_alphanumeric() || ".-_".contains(sign);
        assert_eq!(COMPONENTS.len(), 105);
        assert!(COMPONENTS.iter().all(|name| name.chars().all(is_component)));
    }
}
