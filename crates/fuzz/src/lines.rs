//! Mutations of text, by lines, indentation, values and words.

use crate::random::Rng;

/// The length above which a text is cut to its beginning and a part of the rest, so that one input does not take the time of
/// many.
const MAX_LENGTH: usize = 24 * 1024;

/// The number of lines that are kept from the beginning of such a text.
const HEAD_LINES: usize = 40;

/// Mutates a text a few times, with words of a dictionary and lines of another text.
pub(crate) fn mutate(text: &str, other: &str, dictionary: &[&str], rng: &mut Rng) -> String {
    let mut lines = cut(text, rng);
    let other: Vec<&str> = other.lines().collect();
    for _ in 0..=rng.below(6) {
        mutate_once(&mut lines, &other, dictionary, rng);
    }
    lines.join("\n")
}

fn cut(text: &str, rng: &mut Rng) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    if text.len() <= MAX_LENGTH || lines.len() <= HEAD_LINES {
        return owned(&lines);
    }
    let (head, rest) = lines.split_at(HEAD_LINES);
    let kept = rest.len() * MAX_LENGTH / text.len();
    let start = rng.below(rest.len() - kept.min(rest.len() - 1));
    let end = (start + kept.max(1)).min(rest.len());
    owned(&[head, rest.get(start..end).unwrap_or_default()].concat())
}

fn mutate_once(lines: &mut Vec<String>, other: &[&str], dictionary: &[&str], rng: &mut Rng) {
    let range = rng.range(lines.len());
    if range.is_empty() {
        lines.extend(rng.pick(dictionary).map(|word| (*word).to_owned()));
        return;
    }
    let to = rng.below(lines.len() + 1);
    match rng.below(9) {
        0 => drop(lines.drain(range)),
        1 => {
            let copied = lines[range].to_vec();
            insert(lines, to, copied);
        }
        2 => {
            let moved: Vec<_> = lines.drain(range).collect();
            let to = to.min(lines.len());
            insert(lines, to, moved);
        }
        3 => {
            let foreign = other.get(rng.range(other.len())).unwrap_or_default();
            let foreign = foreign.iter().map(|line| (*line).to_owned()).collect();
            insert(lines, to, foreign);
        }
        4 if rng.one_in(2) => indent(&mut lines[range]),
        4 => outdent(&mut lines[range]),
        5 => replace_value(&mut lines[range.start], dictionary, rng),
        6 => replace_word(lines, range.start, rng),
        _ => insert_word(&mut lines[range.start], dictionary, rng),
    }
}

fn insert(lines: &mut Vec<String>, at: usize, new: Vec<String>) {
    drop(lines.splice(at..at, new));
}

fn indent(lines: &mut [String]) {
    for line in lines {
        line.insert_str(0, "  ");
    }
}

fn outdent(lines: &mut [String]) {
    for line in lines {
        if let Some(rest) = line.strip_prefix("  ") {
            *line = rest.to_owned();
        }
    }
}

/// Replaces the value of a key by a word, or appends the word.
fn replace_value(line: &mut String, dictionary: &[&str], rng: &mut Rng) {
    let Some(word) = rng.pick(dictionary) else {
        return;
    };
    let value = [": ", " = ", "| "]
        .iter()
        .find_map(|sign| Some(line.find(sign)? + sign.len()));
    line.truncate(value.unwrap_or(line.len()));
    line.push_str(word);
}

/// Inserts a word into a line, or removes a character.
fn insert_word(line: &mut String, dictionary: &[&str], rng: &mut Rng) {
    let positions: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let at = rng.pick(&positions).copied();
    match (at, rng.pick(dictionary)) {
        (Some(at), _) if rng.below(3) == 0 => drop(line.remove(at)),
        (at, Some(word)) => line.insert_str(at.unwrap_or_default(), word),
        _ => {}
    }
}

/// Replaces a word of a line by one of another line, so that references lead elsewhere and names are repeated.
fn replace_word(lines: &mut [String], index: usize, rng: &mut Rng) {
    let is_sign = |sign: char| !(sign.is_alphanumeric() || "#/_@".contains(sign));
    let from = lines[rng.below(lines.len())].clone();
    let words: Vec<&str> = from
        .split(is_sign)
        .filter(|word| !word.is_empty())
        .collect();
    let line = lines[index].clone();
    let mine: Vec<&str> = line
        .split(is_sign)
        .filter(|word| !word.is_empty())
        .collect();
    if let (Some(word), Some(new)) = (rng.pick(&mine), rng.pick(&words)) {
        lines[index] = line.replacen(word, new, 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_can_be_mutated() {
        let texts = ["", "a", "a: b\n  c: d\n- é\n", &"x: 日本\n".repeat(10_000)];
        for input in 0..2000 {
            let mut rng = Rng::for_input(7, input);
            let text = texts[rng.below(texts.len())];
            let mutated = mutate(text, "other: 1\nlines: 2", &["{", "\u{0}"], &mut rng);
            assert!(mutated.len() < text.len().min(MAX_LENGTH) * 64 + 256);
        }
    }
}
