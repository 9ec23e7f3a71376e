//! The policies of users: two matrices, two sets of properties, one table of operators.

use super::{Checked, unchanged};
use graphwright_tables::policy::{OPERATORS, Support};
use insta::assert_snapshot;
use std::fmt::Write;

/// The matrix as text: one line for each row, and for each subject its initials or a point.
fn matrix(checked: &Checked) -> String {
    let relation = checked.relation();
    let mut out = format!(
        "{} . {} ( {} )\n",
        relation.subject.value, relation.function.value, relation.object.value
    );
    for variant in &relation.variants {
        let _ = writeln!(out, "{} = {}", variant.name.value, variant.ident.value);
    }
    for row in &relation.rows {
        let marks = relation
            .subjects
            .iter()
            .zip(&row.marks)
            .map(|(subject, mark)| {
                let initials: String = subject
                    .value
                    .split(' ')
                    .filter_map(|word| word.chars().next())
                    .collect();
                let condition = mark
                    .condition
                    .as_ref()
                    .map_or_else(String::new, |text| format!(" ({})", text.value));
                if mark.allowed {
                    initials + &condition
                } else {
                    ".".to_owned()
                }
            });
        let marks: Vec<String> = marks.collect();
        let _ = writeln!(
            out,
            "{} {}: {}",
            checked.at(&row.name),
            row.name.value,
            marks.join(" ")
        );
    }
    out
}

#[test]
fn the_matrices_have_160_cells_and_agree_with_the_concept_page() {
    let mut cells = 0;
    for (name, size) in [
        ("password-reset.md", (16, 6)),
        ("sensitive-actions.md", (16, 4)),
    ] {
        let checked = unchanged(name);
        assert_eq!(checked.diagnostics(), "");
        let relation = checked.relation();
        assert_eq!((relation.rows.len(), relation.subjects.len()), size);
        for row in &relation.rows {
            cells += row.marks.len();
            let line = |origin| checked.map.locate(origin).line;
            assert!(
                row.marks
                    .iter()
                    .all(|mark| line(&mark.origin) == line(&row.name.origin))
            );
        }
    }
    assert_eq!(cells, 160);
}

#[test]
fn who_can_reset_passwords() {
    assert_snapshot!(matrix(&unchanged("password-reset.md")), @r"
    DirectoryRole . can_reset_password_of ( DirectoryRole )
    User (no admin role) = NoAdminRole
    User (no admin role, but member or owner of a role-assignable group) = RoleAssignableGroupMember
    All custom roles = CustomRole
    23:3 Auth Admin: . . AA . PAA GA
    24:3 Directory Readers: PA HA AA UA PAA GA
    25:3 Global Admin: . . . . PAA GA (not the last one's own assignment)
    26:3 Groups Admin: . . . UA PAA GA
    27:3 Guest Inviter: PA HA AA UA PAA GA
    28:3 Helpdesk Admin: . HA . UA PAA GA
    29:3 Message Center Reader: . HA AA UA PAA GA
    30:3 Password Admin: PA HA AA UA PAA GA
    31:3 Privileged Auth Admin: . . . . PAA GA
    32:3 Privileged Role Admin: . . . . PAA GA
    33:3 Reports Reader: . HA AA UA PAA GA
    34:3 User (no admin role): PA HA AA UA PAA GA
    35:3 User (no admin role, but member or owner of a role-assignable group): . . . . PAA GA
    36:3 User Admin: . . . UA PAA GA
    37:3 Usage Summary Reports Reader: . HA AA UA PAA GA
    38:3 All custom roles: PA HA AA UA PAA GA
    ");
}

#[test]
fn who_can_perform_sensitive_actions() {
    assert_snapshot!(matrix(&unchanged("sensitive-actions.md")), @r"
    DirectoryRole . can_act_on_sensitive_properties_of ( DirectoryRole )
    User (no admin role) = NoAdminRole
    User (no admin role, but member or owner of a role-assignable group) = RoleAssignableGroupMember
    All custom roles = CustomRole
    21:3 Auth Admin: AA . PAA GA
    22:3 Directory Readers: AA UA PAA GA
    23:3 Global Admin: . . PAA GA
    24:3 Groups Admin: . UA PAA GA
    25:3 Guest Inviter: AA UA PAA GA
    26:3 Helpdesk Admin: . UA PAA GA
    27:3 Message Center Reader: AA UA PAA GA
    28:3 Password Admin: AA UA PAA GA
    29:3 Privileged Auth Admin: . . PAA GA
    30:3 Privileged Role Admin: . . PAA GA
    31:3 Reports Reader: AA UA PAA GA
    32:3 User (no admin role): AA UA PAA GA
    33:3 User (no admin role, but member or owner of a role-assignable group): . . PAA GA
    34:3 User Admin: . UA PAA GA
    35:3 Usage Summary Reports Reader: AA UA PAA GA
    36:3 All custom roles: AA UA PAA GA
    ");
}

#[test]
fn one_cell_with_its_condition_and_place() {
    let checked = unchanged("password-reset.md");
    let mark = checked
        .relation()
        .mark("Global Admin", "Global Admin")
        .expect("it is in the table");
    assert!(mark.allowed);
    let condition = mark.condition.as_ref().expect("it has one");
    assert_eq!(condition.value, "not the last one's own assignment");
    let location = checked.map.locate(&condition.origin);
    assert_eq!(
        checked.map.text(condition.origin.file)[location.start..location.end],
        condition.value
    );
    assert!(
        !checked
            .relation()
            .mark("Password Admin", "Auth Admin")
            .expect("it is in the table")
            .allowed
    );
    assert_eq!(checked.relation().mark("Nobody", "Auth Admin"), None);
}

/// Fact F11: the concept page lost the name of the sixth of eleven properties.
#[test]
fn the_default_properties() {
    let checked = unchanged("default-properties.md");
    assert_eq!(checked.diagnostics(), "");
    let set = checked.property_set();
    let names: Vec<&str> = set
        .properties
        .iter()
        .map(|property| property.name.value.as_str())
        .collect();
    assert_eq!(names.len(), 11);
    assert_eq!(names[5], "mail");
    assert_eq!(
        (set.constant.value.as_str(), set.ty.value.as_str()),
        ("DEFAULT_PROPERTIES", "User")
    );
}

#[test]
fn the_sensitive_properties() {
    let checked = unchanged("sensitive-properties.md");
    assert_eq!(checked.diagnostics(), "");
    let names = checked
        .property_set()
        .properties
        .iter()
        .map(|property| property.name.value.as_str());
    let expected = "accountEnabled businessPhones mobilePhone onPremisesImmutableId otherMails passwordProfile userPrincipalName";
    assert_eq!(names.collect::<Vec<_>>().join(" "), expected);
}

/// Section a.1 of the facts: 37 properties whose operators are documented, 12 of which nothing is.
#[test]
fn the_filter_operators() {
    let checked = unchanged("filter-operators.md");
    assert_eq!(checked.diagnostics(), "");
    let fields = checked.fields();
    assert_eq!(
        (fields.enumeration.value.as_str(), fields.ty.value.as_str()),
        ("UserField", "User")
    );
    assert_eq!(fields.rows.len(), 37);
    let support = |property: &str, operator: &str| {
        let row = fields.rows.iter().find(|row| row.name.value == property);
        let column = OPERATORS.iter().position(|name| *name == operator);
        row.zip(column).map(|(row, column)| row.support[column])
    };
    for (property, operator, expected) in [
        ("id", "eq", Some(Support::Default)),
        ("id", "ne", Some(Support::Advanced)),
        ("id", "startsWith", Some(Support::Unsupported)),
        ("mail", "endsWith", Some(Support::Advanced)),
        ("passwordPolicies", "eq", Some(Support::Unsupported)),
        ("proxyAddresses", "startsWith", Some(Support::Default)),
        ("aboutMe", "eq", None),
    ] {
        assert_eq!(
            support(property, operator),
            expected,
            "{property} {operator}"
        );
    }
    // Two properties alone support `endsWith`.
    let ends_with = fields
        .rows
        .iter()
        .filter(|row| row.support[8] != Support::Unsupported);
    let ends_with: Vec<&str> = ends_with.map(|row| row.name.value.as_str()).collect();
    assert_eq!(ends_with, ["userPrincipalName", "mail"]);
}

#[test]
fn what_a_policy_means_is_what_stands_before_its_table() {
    let policy = unchanged("password-reset.md").policy.expect("it is one");
    assert_eq!(policy.title.value, "Who can reset passwords");
    assert_eq!(policy.docs.len(), 2);
    assert!(
        policy.docs[1]
            .value
            .ends_with("which self-service password reset needs.")
    );
}
