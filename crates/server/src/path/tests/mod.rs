//! The matcher on a table of paths and on random ones.

mod naive;

use super::{Case, Matcher, parameters};
use graphwright_wire::percent::{self, BadEncoding};
use proptest::prelude::*;

const TEMPLATES: &[&str] = &[
    "/v1.0/users",
    "/v1.0/users/{id}",
    "/v1.0/users/me",
    "/v1.0/users/{id}/photo/$value",
    "/v1.0/users/me/photo/size",
    "/v1.0/items(id={id})",
    "/v1.0/items(id={id},lang={lang})",
    "/v1.0/report.{format}",
    "/v1.0/{name}:cancel",
    "/v1.0/{name}.{extension}",
    "/v1.0/{a}{b}!",
    "/v1.0/files/",
    "/",
];

/// `expected` is the template and the values of its parameters, `404` or `400`.
fn check(path: &str, expected: &str) {
    check_in(Case::Sensitive, path, expected);
}

fn check_in(case: Case, path: &str, expected: &str) {
    let mut matcher = Matcher::new(case);
    for template in TEMPLATES {
        matcher.get_or_insert_with(template, || *template);
    }
    let found = match matcher.find(path) {
        Ok(Some(found)) => std::iter::once(*found.value)
            .map(str::to_owned)
            .chain(found.captures.into_iter().map(decoded))
            .collect::<Vec<_>>()
            .join(" | "),
        Ok(None) => "404".to_owned(),
        Err(BadEncoding) => "400".to_owned(),
    };
    assert_eq!(found, expected, "{path}");
}

#[test]
fn literals_come_first_and_dead_ends_are_left() {
    check("/", "/");
    check("/v1.0/users", "/v1.0/users");
    check("/v1.0/users/me", "/v1.0/users/me");
    check("/v1.0/users/me/photo/size", "/v1.0/users/me/photo/size");
    check(
        "/v1.0/users/me/photo/$value",
        "/v1.0/users/{id}/photo/$value | me",
    );
    check("/v1.0/users/%6De", "/v1.0/users/me");
    check("/v1.0/users/Me", "/v1.0/users/{id} | Me");
}

#[test]
fn segments_mix_literals_and_parameters() {
    check("/v1.0/items(id=7)", "/v1.0/items(id={id}) | 7");
    check("/v1.0/items(id=a%29)", "/v1.0/items(id={id}) | a)");
    check(
        "/v1.0/items(id=7,lang=de)",
        "/v1.0/items(id={id},lang={lang}) | 7 | de",
    );
    check("/v1.0/items(id=)", "404");
    check("/v1.0/report.pdf", "/v1.0/report.{format} | pdf");
    check("/v1.0/report.", "404");
    check(
        "/v1.0/other.tar.gz",
        "/v1.0/{name}.{extension} | other | tar.gz",
    );
    check("/v1.0/job:cancel", "/v1.0/{name}:cancel | job");
    check("/v1.0/:cancel:cancel", "/v1.0/{name}:cancel | :cancel");
    check("/v1.0/:cancel", "404");
    check("/v1.0/äbc!", "/v1.0/{a}{b}! | ä | bc");
    check("/v1.0/a!", "404");
}

#[test]
fn letters_match_in_either_case_if_set() {
    let check = |path, expected| check_in(Case::Insensitive, path, expected);
    check("/V1.0/Users/%4De", "/v1.0/users/me");
    check(
        "/v1.0/USERS/Ann/Photo/$Value",
        "/v1.0/users/{id}/photo/$value | Ann",
    );
    check(
        "/v1.0/Items(ID=A,Lang=DE)",
        "/v1.0/items(id={id},lang={lang}) | A | DE",
    );
    check("/v1.0/JoB:Cancel", "/v1.0/{name}:cancel | JoB");
    check("/v1.0/äbC!", "/v1.0/{a}{b}! | ä | bC");
}

#[test]
fn decodes_each_segment_once() {
    check("/v1.0/users/a%2Fb", "/v1.0/users/{id} | a/b");
    check("/v1.0/users/a+b%2525", "/v1.0/users/{id} | a+b%25");
    check(
        "/v1.0/users/7/photo/%24value",
        "/v1.0/users/{id}/photo/$value | 7",
    );
    check("/v1.0/users/%zz", "400");
    check("/v1.0/users/%FF", "400");
}

#[test]
fn no_parameter_matches_an_empty_or_a_dot_segment() {
    for path in [
        "/v1.0/users/",
        "/v1.0/users/.",
        "/v1.0/users/..",
        "/v1.0/users/%2E%2e",
        "/v1.0/users//photo/$value",
    ] {
        check(path, "404");
    }
    check("/v1.0/files/", "/v1.0/files/");
    check("/v1.0/files", "404");
    check("/v1.0/users/7/", "404");
    check("", "/");
    check("/v1.0", "404");
}

#[test]
fn one_value_for_paths_that_differ_in_names_only() {
    let mut matcher = Matcher::new(Case::Sensitive);
    matcher.get_or_insert_with("/a/{x}/b", || 1);
    *matcher.get_or_insert_with("/a/{y}/b", || 2) += 10;
    assert_eq!(
        matcher
            .find("/a/1/b")
            .ok()
            .flatten()
            .map(|found| *found.value),
        Some(11)
    );
}

#[test]
fn names_the_parameters() {
    assert_eq!(
        parameters("/a/{b}/c(d={e},f={g})/{h").collect::<Vec<_>>(),
        ["b", "e", "g"]
    );
}

/// A template of random segments, the values that fill it, and the path that they make.
fn filled() -> impl Strategy<Value = (String, Vec<String>, String)> {
    let value = "[^./\\-!]{1,8}".prop_filter("a parameter's own marks", |value| !value.is_empty());
    let segment = (0..4u8, "[a-z$]{1,6}", value.clone(), value);
    prop::collection::vec(segment, 1..6).prop_map(|segments| {
        let (mut template, mut values, mut path) = (String::new(), Vec::new(), String::new());
        for (form, word, first, second) in segments {
            let (one, two) = (encode(&first), encode(&second));
            let (form, segment, taken) = match form {
                0 => (word.clone(), encode(&word), vec![]),
                1 => ("{p}".to_owned(), one, vec![first]),
                2 => (
                    format!("{word}-{{p}}!"),
                    format!("{word}-{one}!"),
                    vec![first],
                ),
                _ => (
                    format!("{{p}}.{{q}}-{word}"),
                    format!("{one}.{two}-{word}"),
                    vec![first, second],
                ),
            };
            template.extend(["/", form.as_str()]);
            path.extend(["/", segment.as_str()]);
            values.extend(taken);
        }
        (template, values, path)
    })
}

fn decoded(raw: &str) -> String {
    percent::decode(raw).expect("well encoded").into_owned()
}

fn encode(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}

proptest! {
    #[test]
    fn a_filled_template_gives_its_values_back((template, values, path) in filled()) {
        let mut matcher = Matcher::new(Case::Sensitive);
        matcher.get_or_insert_with(&template, || ());
        let found = matcher.find(&path).expect("well encoded").expect("its own path");
        let found: Vec<String> = found.captures.into_iter().map(decoded).collect();
        prop_assert_eq!(found, values);
    }

    #[test]
    fn no_path_and_no_template_panics(templates in prop::collection::vec("[/{}a.%]{0,12}", 0..4), path in "[/a.%0-9{}]{0,16}") {
        let mut matcher = Matcher::new(Case::Sensitive);
        for template in &templates {
            matcher.get_or_insert_with(template, || ());
        }
        let _ = matcher.find(&path);
    }
}
