//! The matcher compared with one that tries every template, which is slow and obviously correct.

use super::super::template::{self, Part};
use super::{Case, Matcher};
use proptest::prelude::*;
use std::cmp::Reverse;

/// The precedence of a matching segment: the lowest rank comes first.
type Rank = (u8, Reverse<usize>, Vec<Part>);

/// Returns the index of the template that a path matches, and the values of its parameters.
fn find_template(case: Case, templates: &[String], path: &str) -> Option<(usize, Vec<String>)> {
    let matches = templates
        .iter()
        .enumerate()
        .filter_map(|(index, template)| {
            let (ranks, values) = match_template(case, template, path)?;
            Some((ranks, (index, values)))
        });
    matches
        .min_by(|(left, _), (right, _)| left.cmp(right))
        .map(|(_, first)| first)
}

fn match_template(case: Case, template: &str, path: &str) -> Option<(Vec<Rank>, Vec<String>)> {
    let (mut ranks, mut values) = (Vec::new(), Vec::new());
    let mut segments = path.strip_prefix('/').unwrap_or(path).split('/');
    for parts in template::segments(template) {
        let segment = segments.next()?;
        let kind = match parts.as_slice() {
            [Part::Literal(_)] => 0,
            [Part::Parameter] => 2,
            _ => 1,
        };
        if kind > 0 && matches!(segment, "" | "." | "..") {
            return None;
        }
        values.extend(match_segment(case, &parts, segment)?);
        ranks.push((kind, Reverse(literal_length(&parts)), folded(case, parts)));
    }
    segments.next().is_none().then_some((ranks, values))
}

/// Matches a segment by trying every length of every parameter, the shortest first.
fn match_segment(case: Case, parts: &[Part], text: &str) -> Option<Vec<String>> {
    match parts {
        [] => text.is_empty().then(Vec::new),
        [Part::Literal(literal), parts @ ..] => {
            let (begin, rest) = text.split_at_checked(literal.len())?;
            let equal = match case {
                Case::Sensitive => begin == literal,
                Case::Insensitive => begin.eq_ignore_ascii_case(literal),
            };
            equal.then(|| match_segment(case, parts, rest))?
        }
        [Part::Parameter, parts @ ..] => (1..=text.len())
            .filter_map(|end| text.split_at_checked(end))
            .find_map(|(value, rest)| {
                let mut values = match_segment(case, parts, rest)?;
                values.insert(0, value.to_owned());
                Some(values)
            }),
    }
}

fn literal_length(parts: &[Part]) -> usize {
    let literals = parts.iter().map(|part| match part {
        Part::Literal(text) => text.len(),
        Part::Parameter => 0,
    });
    literals.sum()
}

fn folded(case: Case, mut parts: Vec<Part>) -> Vec<Part> {
    case.fold_literals(&mut parts);
    parts
}

/// Templates of few letters, so that paths match many of them.
fn templates() -> impl Strategy<Value = Vec<String>> {
    let segment = prop::collection::vec(prop_oneof!["[abA(ä.]{1,3}", Just("{p}".to_owned())], 0..4);
    let segment = segment.prop_map(|parts| parts.concat());
    let template =
        prop::collection::vec(segment, 1..4).prop_map(|all| format!("/{}", all.join("/")));
    prop::collection::vec(template, 1..40)
}

proptest! {
    #[test]
    fn agrees_with_trying_every_template(
        templates in templates(),
        paths in prop::collection::vec("/[abA(ä.]{0,4}(/[abA(ä.]{0,4}){0,2}", 1..20),
        case in prop_oneof![Just(Case::Sensitive), Just(Case::Insensitive)],
    ) {
        let mut matcher = Matcher::new(case);
        for (index, template) in templates.iter().enumerate() {
            matcher.get_or_insert_with(template, || index);
        }
        // Random paths, and paths that match at least one template.
        let filled = templates.iter().map(|template| template.replace("{p}", "ab"));
        for path in paths.into_iter().chain(filled) {
            let found = matcher.find(&path).expect("nothing is encoded");
            let found = found.map(|found| {
                let values = found.captures.into_iter().map(String::from);
                (*found.value, values.collect::<Vec<_>>())
            });
            prop_assert_eq!(found, find_template(case, &templates, &path), "{}", path);
        }
    }
}
