//! One of many: `licenses` to `license`.

/// Words whose singular no rule gives, in lower case.
const IRREGULAR: &[(&str, &str)] = &[
    ("addresses", "address"),
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("appendices", "appendix"),
    ("buses", "bus"),
    ("canvases", "canvas"),
    ("children", "child"),
    ("cookies", "cookie"),
    ("criteria", "criterion"),
    ("heroes", "hero"),
    ("indices", "index"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("movies", "movie"),
    ("news", "news"),
    ("people", "person"),
    ("series", "series"),
    ("species", "species"),
    ("statuses", "status"),
    ("vertices", "vertex"),
    ("viruses", "virus"),
    ("women", "woman"),
];

/// Endings and what they become; the first that fits counts.
const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("zzes", "zz"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
];

/// A name whose last word is made singular; itself where that is none of many.
pub fn singular(name: &str) -> String {
    let start = name
        .char_indices()
        .rev()
        .find(|(at, sign)| {
            !sign.is_ascii_alphabetic() || (sign.is_ascii_uppercase() && !follows_upper(name, *at))
        })
        .map_or(0, |(at, sign)| {
            if sign.is_ascii_alphabetic() {
                at
            } else {
                at + sign.len_utf8()
            }
        });
    let (head, word) = name.split_at(start);
    let lower = word.to_ascii_lowercase();
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == lower) {
        let first = word.get(..1).unwrap_or_default();
        return format!("{head}{first}{}", one.get(1..).unwrap_or_default());
    }
    for (ending, one) in ENDINGS {
        if let Some(stem) = lower.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            return format!("{head}{}{one}", &word[..stem.len()]);
        }
    }
    name.to_owned()
}

/// Returns whether the sign before a place is in upper case, as inside of `URLs`.
fn follows_upper(name: &str, at: usize) -> bool {
    name[..at].ends_with(|before: char| before.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_of_many() {
        for (many, one) in [
            ("assignedLicenses", "assignedLicense"),
            ("disabled_plans", "disabled_plan"),
            ("policies", "policy"),
            ("mailboxes", "mailbox"),
            ("addresses", "address"),
            ("userAddresses", "userAddress"),
            ("orderStatuses", "orderStatus"),
            ("grandchildren", "grandchildren"),
            ("grandChildren", "grandChild"),
            ("People", "Person"),
            ("status", "status"),
            ("data", "data"),
            ("URLs", "URL"),
            ("is", "is"),
            ("s", "s"),
            ("", ""),
            ("名s", "名s"),
        ] {
            assert_eq!(singular(many), one, "{many}");
        }
    }

    proptest! {
        #[test]
        fn never_empty_never_a_panic(name in "\\PC{1,20}") {
            prop_assert!(!singular(&name).is_empty());
        }
    }
}
