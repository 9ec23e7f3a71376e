//! Policies and a concept page that no longer say the same.

use super::{check, replace};
use insta::assert_snapshot;

#[test]
fn a_mark_too_many() {
    let change = replace("| Auth Admin | | | x |", "| Auth Admin | x | | x |");
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @"error[policy-drift] policies/password-reset.md:23:3: `Auth Admin` differs in its marks: 4 here, 3 at concepts/working-with-users.md:40");
}

#[test]
fn a_condition_that_the_page_does_not_have() {
    let change = replace(
        "| Password Admin | x | x |",
        "| Password Admin | x (at night) | x |",
    );
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @"error[policy-drift] policies/password-reset.md:30:3: `Password Admin` differs in its conditions: 1 here, 0 at concepts/working-with-users.md:47");
}

#[test]
fn a_row_too_few() {
    let change = replace("| Groups Admin | | x | x | x |\n", "");
    assert_snapshot!(check("sensitive-actions.md", change, |text| text).diagnostics(), @r"
    error[policy-drift] concepts/working-with-users.md:83:1: `Groups Admin` is not in the policy that is checked against this
      help: did you mean `Global Admin`?
    ");
}

#[test]
fn a_row_that_the_page_does_not_have() {
    let change = replace("| Groups Admin |", "| Group Admin |");
    assert_snapshot!(check("sensitive-actions.md", change, |text| text).diagnostics(), @r"
    error[policy-drift] policies/sensitive-actions.md:24:3: `Group Admin` is not in concepts/working-with-users.md
      help: did you mean `Groups Admin`?
    error[policy-drift] concepts/working-with-users.md:83:1: `Groups Admin` is not in the policy that is checked against this
      help: did you mean `Group Admin`?
    ");
}

#[test]
fn a_column_that_the_page_does_not_have() {
    let change = replace("Auth Admin | User Admin", "Auth Admin | Group Admin");
    assert_snapshot!(check("sensitive-actions.md", change, |text| text).diagnostics(), @"error[policy-drift] policies/sensitive-actions.md:19:1: concepts/working-with-users.md has no table with these columns after `Who can perform sensitive actions`");
}

#[test]
fn a_page_that_changed() {
    let change = replace(
        "Helpdesk Admin | ✔️ | ✔️ | ✔️ | ✔️ | ||",
        "Helpdesk Admin | ✔️ | ✔️ | ✔️ | |||",
    );
    assert_snapshot!(check("password-reset.md", |text| text, change).diagnostics(), @"error[policy-drift] policies/password-reset.md:28:3: `Helpdesk Admin` differs in its marks: 4 here, 3 at concepts/working-with-users.md:45");
}

#[test]
fn a_page_without_the_heading() {
    let change = replace("Who can reset passwords\n", "Resetting passwords\n");
    assert_snapshot!(check("password-reset.md", |text| text, change).diagnostics(), @"error[policy-drift] policies/password-reset.md:12:10: concepts/working-with-users.md has no heading `Who can reset passwords`");
}

#[test]
fn a_page_with_another_default_property() {
    let change = replace(
        "surname | The last name of the user. |",
        "surname | The last name of the user. |\nage | The age. |",
    );
    assert_snapshot!(check("default-properties.md", |text| text, change).diagnostics(), @"error[policy-drift] concepts/working-with-users.md:113:1: `age` is not in the policy that is checked against this");
}

#[test]
fn a_default_property_that_the_page_does_not_have() {
    let change = replace("`surname`", "`lastName`");
    assert_snapshot!(check("default-properties.md", change, |text| text).diagnostics(), @r"
    error[policy-drift] concepts/working-with-users.md:112:1: `surname` is not in the policy that is checked against this
    error[policy-drift] policies/default-properties.md:26:4: `lastName` is not in concepts/working-with-users.md
    ");
}

#[test]
fn a_lost_name_that_nothing_describes() {
    let change = replace("The user's email address.", "The address.");
    assert_snapshot!(check("default-properties.md", change, |text| text).diagnostics(), @r"
    error[policy-drift] concepts/working-with-users.md:108:1: a row lost its name, and no property is described as `The user's email address.`
    error[policy-drift] policies/default-properties.md:22:4: `mail` is not in concepts/working-with-users.md
    ");
}

#[test]
fn a_concept_document_that_is_not_there() {
    let change = replace("working-with-users.md", "working-with-groups.md");
    assert_snapshot!(check("default-properties.md", change, |text| text).diagnostics(), @"warning[policy-unchecked] policies/default-properties.md:6:18: `concepts/working-with-groups.md` is not among the concept documents");
}
