//! One small document for each rule, `cases/*.yaml`, with the snapshot of what it becomes.

mod common;

use common::{Case, check};

#[test]
fn every_case() {
    insta::glob!("cases/*.yaml", |path| {
        let text = std::fs::read_to_string(path).expect("the case was just listed");
        insta::assert_snapshot!(check(&Case::of(&text)));
    });
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
