//! Words of several capitals that are one word all the same: `OAuth2`, `IPv4`, `userIDs`.

use std::borrow::Cow;
use std::ops::Range;

/// Words that break in the middle where a capital begins a word, and how they are read as one.
const WORDS: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("IPv", "Ipv"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
    ("GraphQL", "Graphql"),
];

/// The text with such words, and plurals of acronyms, spelled as one word each.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for (word, one) in WORDS {
        if text.contains(word) {
            text = Cow::Owned(text.replace(word, one));
        }
    }
    let tails: Vec<Range<usize>> = plurals(text.as_bytes()).collect();
    if tails.is_empty() {
        return text;
    }
    let mut spelled = text.into_owned();
    for tail in tails {
        // Capitals are ASCII, so the text keeps its length.
        let small = spelled[tail.clone()].to_ascii_lowercase();
        spelled.replace_range(tail, &small);
    }
    Cow::Owned(spelled)
}

/// The capitals but the first of each acronym that has an `s` behind it and no other small letter:
/// the `D` of `IDs`, the `RL` of `URLsOnly`.
fn plurals(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let is = |place: usize, what: fn(&u8) -> bool| text.get(place).is_some_and(what);
    let ends = (0..text.len()).filter(move |end| {
        text[*end] == b's'
            && !is(*end + 1, |sign| {
                sign.is_ascii_lowercase() || sign.is_ascii_digit()
            })
    });
    ends.filter_map(move |end| {
        let capitals = text[..end].iter().rev();
        let count = capitals
            .take_while(|sign| sign.is_ascii_uppercase())
            .count();
        (count > 1).then(|| end + 1 - count..end)
    })
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn one_word_stays_one() {
        for (text, expected) in [
            ("OAuth2PermissionGrant", "Oauth2PermissionGrant"),
            ("IPv4Address", "Ipv4Address"),
            ("userIDs", "userIds"),
            ("URLsOnly", "UrlsOnly"),
            ("MACs_and_IPs", "Macs_and_Ips"),
            ("ASset", "ASset"),
            ("HTTPServer", "HTTPServer"),
            ("IDs", "Ids"),
            ("plain", "plain"),
        ] {
            assert_eq!(joined(text), expected);
        }
    }
}
