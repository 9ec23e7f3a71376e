//! Constants of the scopes that a request asks for.

use crate::testing::*;
use graphwright_ir::*;

/// The documentation and the constant of an operation that asks for these alternatives of scopes,
/// each with whether any of them will do.
#[track_caller]
fn check_scopes(alternatives: &[&[(&[&str], bool)]], docs: &str, scopes: &str) {
    let need = |&(scopes, any_of): &(&[&str], bool)| Requirement {
        scheme: SchemeId(0),
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
        any_of,
    };
    let alternatives = alternatives.iter();
    let operation = Operation {
        security: SecurityNeed {
            alternatives: alternatives
                .map(|needs| needs.iter().map(need).collect())
                .collect(),
        },
        ..operation("change", "Change", "CHANGE")
    };
    let file = check(&api(Vec::new(), vec![operation]), "client/src/things.rs");
    let constant = file.split_once("pub const SCOPES: &'static [&'static str] = ");
    let found = constant.map(|(before, after)| {
        let docs = before.trim_end().lines().last().unwrap_or_default();
        (docs.trim(), after.split(';').next().unwrap_or_default())
    });
    let expected = (!scopes.is_empty()).then_some((docs, scopes));
    assert_eq!(found, expected);
}

#[test]
fn scopes_are_constants() {
    check_scopes(&[], "", "");
    check_scopes(&[&[], &[(&[], false)]], "", "");
    let one = "/// The scope that it requires.";
    check_scopes(&[&[(&["a"], false)]], one, r#"&["a"]"#);
    let any = "/// The scopes that it requires, any one of which suffices.";
    check_scopes(&[&[(&["a", "b"], true)]], any, r#"&["a", "b"]"#);
    check_scopes(
        &[&[(&["a"], false)], &[(&["b"], false)]],
        any,
        r#"&["a", "b"]"#,
    );
    let all = "/// The scopes that it requires, all of them.";
    check_scopes(&[&[(&["a", "b"], false)]], all, r#"&["a", "b"]"#);
    let some = "/// The scopes that it requires, in one of several combinations.";
    let alternatives: &[&[(&[&str], bool)]] = &[&[(&["a", "b"], false)], &[(&["b", "c"], true)]];
    check_scopes(alternatives, some, r#"&["a", "b", "c"]"#);
}
