//! Changes to a text that know of lines, indents, values and words.

use crate::random::Rng;

/// A text longer than this is cut to its beginning and a part of the rest, so that one input does
/// not take the time of many.
const LONGEST: usize = 24 * 1024;

/// Lines that are kept from the beginning of such a text.
const HEAD: usize = 40;

/// The text after a few changes; `pieces` are what means something in it, `other` is another text.
pub(crate) fn change(text: &str, other: &str, pieces: &[&str], rng: &mut Rng) -> String {
    let mut lines = cut(text, rng);
    let other: Vec<&str> = other.lines().collect();
    for _ in 0..=rng.below(6) {
        change_once(&mut lines, &other, pieces, rng);
    }
    lines.join("\n")
}

fn cut(text: &str, rng: &mut Rng) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    if text.len() <= LONGEST || lines.len() <= HEAD {
        return owned(&lines);
    }
    let (head, rest) = lines.split_at(HEAD);
    let kept = rest.len() * LONGEST / text.len();
    let start = rng.below(rest.len() - kept.min(rest.len() - 1));
    let end = (start + kept.max(1)).min(rest.len());
    owned(&[head, rest.get(start..end).unwrap_or_default()].concat())
}

fn change_once(lines: &mut Vec<String>, other: &[&str], pieces: &[&str], rng: &mut Rng) {
    let range = rng.range(lines.len());
    if range.is_empty() {
        lines.extend(rng.pick(pieces).map(|piece| (*piece).to_owned()));
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
            let taken = other.get(rng.range(other.len())).unwrap_or_default();
            let taken = taken.iter().map(|line| (*line).to_owned()).collect();
            insert(lines, to, taken);
        }
        4 => indent(&mut lines[range], rng.below(2) == 0),
        5 => replace_value(&mut lines[range.start], pieces, rng),
        6 => swap_words(lines, range.start, rng),
        _ => insert_piece(&mut lines[range.start], pieces, rng),
    }
}

fn insert(lines: &mut Vec<String>, at: usize, new: Vec<String>) {
    drop(lines.splice(at..at, new));
}

fn indent(lines: &mut [String], deeper: bool) {
    for line in lines {
        if deeper {
            line.insert_str(0, "  ");
        } else if let Some(rest) = line.strip_prefix("  ") {
            *line = rest.to_owned();
        }
    }
}

/// Puts a piece where the value of a key stands, or at the end.
fn replace_value(line: &mut String, pieces: &[&str], rng: &mut Rng) {
    let Some(piece) = rng.pick(pieces) else {
        return;
    };
    let value = [": ", " = ", "| "]
        .iter()
        .find_map(|sign| Some(line.find(sign)? + sign.len()));
    line.truncate(value.unwrap_or(line.len()));
    line.push_str(piece);
}

/// Puts a piece somewhere in a line, or takes a character away.
fn insert_piece(line: &mut String, pieces: &[&str], rng: &mut Rng) {
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let at = rng.pick(&places).copied();
    match (at, rng.pick(pieces)) {
        (Some(at), _) if rng.below(3) == 0 => drop(line.remove(at)),
        (at, Some(piece)) => line.insert_str(at.unwrap_or_default(), piece),
        _ => {}
    }
}

/// Gives a line a word of another one: so references lead elsewhere, and names are there twice.
fn swap_words(lines: &mut [String], index: usize, rng: &mut Rng) {
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
    fn any_text_can_be_changed() {
        let texts = ["", "a", "a: b\n  c: d\n- é\n", &"x: 日本\n".repeat(10_000)];
        for input in 0..2000 {
            let mut rng = Rng::for_input(7, input);
            let text = texts[rng.below(texts.len())];
            let changed = change(text, "other: 1\nlines: 2", &["{", "\u{0}"], &mut rng);
            assert!(changed.len() < text.len().min(LONGEST) * 64 + 256);
        }
    }
}
