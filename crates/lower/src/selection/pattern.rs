//! Patterns of paths. Braces are text: a pattern names a template, not the requests it stands for.

/// Returns whether a pattern takes a whole path.
///
/// `*` is any text within a segment, `**` any text, `?` any character but `/`. A `/**` at the end
/// may also be nothing. Takes time by the product of both lengths, whatever the pattern is.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let above = pattern.strip_suffix("/**");
    above.is_some_and(|above| matches_all(above, path)) || matches_all(pattern, path)
}

fn matches_all(pattern: &str, path: &str) -> bool {
    let path: Vec<char> = path.chars().collect();
    let mut pattern = pattern.chars().peekable();
    // Which beginnings of the path the pattern so far takes, by their lengths.
    let mut taken = vec![false; path.len() + 1];
    taken[0] = true;
    while let Some(sign) = pattern.next() {
        if sign == '*' {
            let crosses = pattern.next_if_eq(&'*').is_some();
            for end in 0..path.len() {
                taken[end + 1] |= taken[end] && (crosses || path[end] != '/');
            }
        } else {
            for end in (0..path.len()).rev() {
                let fits = path[end] == sign || sign == '?' && path[end] != '/';
                taken[end + 1] = taken[end] && fits;
            }
            taken[0] = false;
        }
    }
    taken[path.len()]
}

#[cfg(test)]
mod tests {
    use super::matches;
    use proptest::prelude::*;

    #[test]
    fn stars_stay_in_their_segment_and_pairs_do_not() {
        let check = |pattern: &str, path: &str, expected: bool| {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        };
        check("/users", "/users", true);
        check("/users", "/users/{id}", false);
        check("/users/*", "/users/{id}", true);
        check("/users/*", "/users/{id}/photo", false);
        check("/users/*", "/users", false);
        check("/users/**", "/users/{id}/photo", true);
        check("/users/**", "/users", true);
        check("/users/**", "/usersettings", false);
        check("**/photo", "/users/{id}/photo", true);
        check("/*/{id}", "/users/{id}", true);
        check("/users/{??}", "/users/{id}", true);
        check("/users?{id}", "/users/{id}", false);
        check("*", "/users", false);
        check("**", "/users", true);
        check("", "", true);
        check("", "/", false);
        check("/é*", "/été", true);
    }

    #[test]
    fn many_stars_take_no_time() {
        assert!(!matches(&"*a".repeat(500), &"a".repeat(499)));
    }

    proptest! {
        #[test]
        fn a_path_without_signs_takes_itself_alone(path in "[a-z/{}]{0,12}", other in "[a-z/{}]{0,12}") {
            prop_assert_eq!(matches(&path, &other), path == other);
        }

        #[test]
        fn two_stars_between_take_what_begins_and_ends_alike(start in "[a-z/]{0,6}", middle in "[a-z/]{0,6}", end in "[a-z]{0,6}") {
            let (pattern, path) = (format!("{start}**{end}"), format!("{start}{middle}{end}"));
            prop_assert!(matches(&pattern, &path));
        }
    }
}
