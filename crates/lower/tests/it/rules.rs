//! One small document for each rule, `cases/*.yaml`, with the snapshot of what it becomes.

use crate::case::{Case, check, lowered};
use graphwright_ir::{EnumValue, TypeKind};

#[test]
fn every_case() {
    insta::glob!("cases/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("the case was just listed");
        insta::assert_snapshot!(check(&Case::of(text.as_str())));
    });
}

/// The values of an enum, each with what it means.
fn described(text: &str) -> Vec<(String, String)> {
    let (_, lowered) = lowered(&Case::of(text));
    let enums = lowered.api.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Enum(body) => Some(&body.values),
        _ => None,
    });
    let words = |value: &EnumValue| {
        let words = value.docs.description.clone();
        (value.ident.clone(), words.unwrap_or_default())
    };
    enums.flatten().map(words).collect()
}

#[test]
fn extensions_describe_values() {
    let found = described(include_str!("cases/extensions.yaml"));
    let found: Vec<_> = found
        .iter()
        .filter(|(_, words)| !words.is_empty())
        .map(|(ident, words)| (ident.as_str(), words.as_str()))
        .collect();
    let expected = [
        ("Professional", "For work."),
        ("Less", "It is less."),
        ("More", "It is more."),
        ("Desc", "From high to low."),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_comment_changes_nothing_but_lines() {
    let text = include_str!("cases/operations.yaml");
    let model = |text: &str| {
        let all = check(&Case::of(text));
        all.split_once("\n---\n")
            .map_or(all.clone(), |(model, _)| model.to_owned())
    };
    assert_eq!(model(text), model(&format!("# a comment\n{text}")));
}
