//! Texts that do not have the form of a policy, and fixups of policies.

use super::{check, replace};
use graphwright_source::fixup;
use graphwright_source::{Diagnostic, SourceMap};
use graphwright_tables::fixup::{Action, PolicyStep};
use graphwright_tables::policy;
use insta::assert_snapshot;

#[test]
fn front_matter_that_is_not_as_it_should_be() {
    let change = |text: String| {
        let text = text.replacen(
            "function: can_reset_password_of\n",
            "fonction: can_reset_password_of\n",
            1,
        );
        text.replacen(
            "object: DirectoryRole\n",
            "object: DirectoryRole\nobject: Role\nanything\n",
            1,
        )
    };
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @r"
    error[policy-syntax] policies/password-reset.md:2:1: the front matter has no `function`
    error[policy-syntax] policies/password-reset.md:3:1: `fonction` is not a key of a policy
      help: did you mean `function`?
    error[duplicate-key] policies/password-reset.md:6:1: `object` stands twice
    error[policy-syntax] policies/password-reset.md:7:1: a line of front matter is `key: value`
    ");
}

#[test]
fn a_variant_for_a_name_that_is_not_in_the_table() {
    let change = replace(
        "All custom roles: CustomRole",
        "All custom role: CustomRole",
    );
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @r"
    error[policy-syntax] policies/password-reset.md:9:3: `All custom role` is neither a column nor a row of the table
      help: did you mean `All custom roles`?
    ");
}

#[test]
fn a_column_twice() {
    let change = replace("| Helpdesk Admin |", "| Password Admin |");
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @r"
    error[duplicate-column] policies/password-reset.md:21:35: `Password Admin` is repeated here
      help: the first is at line 21; remove or rename one of them
    error[policy-drift] policies/password-reset.md:21:1: concepts/working-with-users.md has no table with these columns after `Who can reset passwords`
    ");
}

#[test]
fn a_kind_that_is_none() {
    let change = replace("kind: relation", "kind: relations");
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @r"
    error[policy-syntax] policies/password-reset.md:2:7: `relations` is not a kind of policy
      help: did you mean `relation`?
    ");
}

#[test]
fn cells_that_are_no_marks() {
    let change = |text: String| {
        let text = text.replacen("| Auth Admin | | | x |", "| Auth Admin | | | yes |", 1);
        text.replacen("x (not the last one's own assignment)", "x not the last", 1)
    };
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @r"
    error[broken-cell] policies/password-reset.md:23:20: `yes` is not `x`, `x (condition)` or nothing
    error[broken-cell] policies/password-reset.md:25:32: `not the last` is not a condition in parentheses
    error[policy-drift] policies/password-reset.md:23:3: `Auth Admin` differs in its marks: 2 here, 3 at concepts/working-with-users.md:40
    error[policy-drift] policies/password-reset.md:25:3: `Global Admin` differs in its conditions: 0 here, 1 at concepts/working-with-users.md:42
    ");
}

#[test]
fn texts_that_are_no_policy() {
    for text in [
        "",
        "# Title\n\n| a |\n|---|\n| b |\n",
        "---\nkind: relation\n---\n\n# Title\n",
        "---\n---\n",
        "---\n",
    ] {
        let mut map = SourceMap::new();
        let file = map.add("policies/any.md", text);
        let read = policy::read(&map, file);
        assert!(read.policy.is_none(), "{text:?}");
        assert!(
            read.diagnostics.iter().any(Diagnostic::is_error),
            "{text:?}"
        );
    }
}

#[test]
fn operators_that_are_not_as_they_should_be() {
    let change = |text: String| {
        let text = text.replacen("| `id` | D |", "| `id` | X |", 1);
        let text = text.replacen("| `mail` | D | A |", "| `mail` | D | |", 1);
        let text = text.replacen("| `city` |", "| `state` |", 1);
        text.replacen("type: User\n", "type: User\nchecked-against: x.md\n", 1)
    };
    assert_snapshot!(check("filter-operators.md", change, |text| text).diagnostics(), @r"
    error[policy-syntax] policies/filter-operators.md:5:18: no concept document has a table of operators to check this against
    error[broken-cell] policies/filter-operators.md:17:10: `X` is not `D` (by default), `A` (in advanced queries) or `-` (not at all)
    error[broken-cell] policies/filter-operators.md:20:1: the row has an empty cell in column `ne`
    error[duplicate-row] policies/filter-operators.md:52:4: `state` is repeated here
      help: the first is at line 40; remove or rename one of them
    ");
}

/// Steps of fixups about a policy are read, and left to the lowering of the relation.
#[test]
fn a_fixup_that_changes_a_row() {
    let read = |step: &str| {
        let mut map = SourceMap::new();
        let text = format!(
            "[[fixup]]\nname = 'a'\nbecause = 'b'\nsource = 's'\n[[fixup.steps]]\n{step}\n"
        );
        let file = map.add("fixups.toml", text);
        let read = fixup::read_with(&map, file, &graphwright_tables::fixup::STEPS);
        let said: Vec<String> = read
            .diagnostics
            .iter()
            .map(|said| said.message.clone())
            .collect();
        (read.others, said.join("; "))
    };
    let (fixups, said) = read("allow = ['A', 'B']\npolicy = 'can_see'\nrow = 'C'");
    assert_eq!(said, "");
    let Action::Policy(PolicyStep { policy, row, allow }) = &fixups[0].step else {
        panic!("{fixups:?}");
    };
    let allow: Vec<&str> = allow.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(
        (policy.value.as_str(), row.value.as_str(), allow),
        ("can_see", "C", vec!["A", "B"])
    );
    assert_eq!(
        read("allow = 'A'\npolicy = 1").1,
        "`allow` must be a list of strings; `policy` must be a string; `row` is missing"
    );
    assert_eq!(
        read("allow = ['A']\npolicy = 'p'\nrow = 'r'\ncolumn = 'c'").1,
        "`column` is not a key of this table"
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_part_of_a_policy_or_a_page_makes_it_panic(policy in 0..3_000_usize, page in 0..9_000_usize, name in 0..5_usize) {
        let files = ["password-reset.md", "sensitive-actions.md", "default-properties.md", "sensitive-properties.md", "filter-operators.md"];
        let cut = |at: usize| move |text: String| {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            text[..at].to_owned()
        };
        check(files[name], cut(policy), cut(page));
    }
}
