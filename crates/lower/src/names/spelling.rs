//! Any text in ASCII words, before it gets a case.

use std::borrow::Cow;

/// The greatest number of signs that are spelled out where a text has nothing but signs.
const MOST_SIGNS: usize = 6;

/// The text with letters, digits and separators of ASCII only; at least one letter or digit.
///
/// Latin letters lose their accents, other letters and signs are dropped. A text of which nothing
/// would stay is spelled out sign by sign (`*` is `star`, `用` is `u7528`), so that it has the same
/// name wherever it stands.
pub(super) fn spell(text: &str) -> Cow<'_, str> {
    if text.is_ascii() && text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return Cow::Borrowed(text);
    }
    let folded: String = text
        .chars()
        .map(|sign| fold(sign).unwrap_or(" ".into()))
        .collect();
    if !folded.contains(|sign: char| sign.is_ascii_alphanumeric()) {
        return Cow::Owned(spell_out(text));
    }
    Cow::Owned(match signed(text) {
        Some(sign) => format!("{sign} {folded}"),
        None => folded,
    })
}

/// The word for a sign in front of a number or a word, as in `-1` and `+created`.
fn signed(text: &str) -> Option<&'static str> {
    let mut signs = text.chars();
    let word = match signs.next()? {
        '+' => "plus",
        '-' => "minus",
        _ => return None,
    };
    signs.next()?.is_ascii_alphanumeric().then_some(word)
}

/// The first signs of a text as words.
fn spell_out(text: &str) -> String {
    if text.is_empty() {
        return "empty".to_owned();
    }
    let mut words = String::new();
    for sign in text.chars().take(MOST_SIGNS) {
        words.push(' ');
        match SIGNS.iter().find(|(found, _)| *found == sign) {
            Some((_, word)) => words.push_str(word),
            None => words.extend([String::from("u"), format!("{:x}", u32::from(sign))]),
        }
    }
    words
}

/// A character of ASCII as it is, a Latin letter without its accent; `None` for any other.
fn fold(sign: char) -> Option<Cow<'static, str>> {
    if sign.is_ascii() {
        return Some(Cow::Owned(sign.to_string()));
    }
    let (_, plain) = LATIN.iter().find(|(accented, _)| accented.contains(sign))?;
    Some(Cow::Borrowed(plain))
}

/// The letters of Latin-1 and the commonest of Latin Extended-A, by what is left without accent.
const LATIN: &[(&str, &str)] = &[
    ("àáâãåāăą", "a"),
    ("ÀÁÂÃÅĀĂĄ", "A"),
    ("äæ", "ae"),
    ("ÄÆ", "Ae"),
    ("çćč", "c"),
    ("ÇĆČ", "C"),
    ("ďđð", "d"),
    ("ĎĐÐ", "D"),
    ("èéêëēęě", "e"),
    ("ÈÉÊËĒĘĚ", "E"),
    ("ğģ", "g"),
    ("ĞĢ", "G"),
    ("ìíîïīįı", "i"),
    ("ÌÍÎÏĪĮİ", "I"),
    ("ķ", "k"),
    ("Ķ", "K"),
    ("łļľ", "l"),
    ("ŁĻĽ", "L"),
    ("ñńňņ", "n"),
    ("ÑŃŇŅ", "N"),
    ("òóôõøōő", "o"),
    ("ÒÓÔÕØŌŐ", "O"),
    ("öœ", "oe"),
    ("ÖŒ", "Oe"),
    ("řŕ", "r"),
    ("ŘŔ", "R"),
    ("śšş", "s"),
    ("ŚŠŞ", "S"),
    ("ß", "ss"),
    ("ťţ", "t"),
    ("ŤŢ", "T"),
    ("þ", "th"),
    ("Þ", "Th"),
    ("ùúûūůűų", "u"),
    ("ÙÚÛŪŮŰŲ", "U"),
    ("ü", "ue"),
    ("Ü", "Ue"),
    ("ýÿ", "y"),
    ("ÝŸ", "Y"),
    ("źżž", "z"),
    ("ŹŻŽ", "Z"),
];

/// Words for the signs of ASCII.
const SIGNS: &[(char, &str)] = &[
    (' ', "space"),
    ('!', "not"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "star"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open"),
    ('\\', "backslash"),
    (']', "close"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backtick"),
    ('{', "open"),
    ('|', "or"),
    ('}', "close"),
    ('~', "tilde"),
];
