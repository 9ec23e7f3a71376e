//! Policies: what the committed ones say, that they agree with the concept page, and what is said
//! when they do not.

use graphwright_source::entity::Cell;
use graphwright_source::fixup::{self, Action, PolicyStep};
use graphwright_source::policy::{
    self, Body, Fields, OPERATORS, Policy, PropertySet, Relation, Support,
};
use graphwright_source::{Diagnostic, SourceMap};
use insta::assert_snapshot;
use std::fmt::Write;
use std::path::Path;

const CONCEPT: &str = "concepts/working-with-users.md";

/// A policy and the concept page, both read.
struct Checked {
    map: SourceMap,
    policy: Option<Policy>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the committed policy and page, each after a change.
fn check(
    name: &str,
    policy: impl FnOnce(String) -> String,
    concept: impl FnOnce(String) -> String,
) -> Checked {
    let mut map = SourceMap::new();
    let file = map.add(
        format!("policies/{name}"),
        policy(committed(&format!("policies/{name}"))),
    );
    let concept = map.add(CONCEPT, concept(committed(CONCEPT)));
    let read = policy::read(&map, file);
    let mut diagnostics = read.diagnostics;
    if let Some(policy) = &read.policy {
        diagnostics.extend(policy::check(&map, policy, &[concept]));
    }
    Checked {
        map,
        policy: read.policy,
        diagnostics,
    }
}

fn as_committed(name: &str) -> Checked {
    check(name, |text| text, |text| text)
}

/// Replaces the first `from`, which must be there.
fn replace(from: &str, to: &str) -> impl FnOnce(String) -> String {
    move |text| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    }
}

fn committed(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../spec")
        .join(path);
    std::fs::read_to_string(path).expect("the file is part of the project")
}

impl Checked {
    fn relation(&self) -> &Relation {
        match self.policy.as_ref().map(|policy| &policy.body) {
            Some(Body::Relation(relation)) => relation,
            other => panic!("a relation, not {other:?}"),
        }
    }

    fn property_set(&self) -> &PropertySet {
        match self.policy.as_ref().map(|policy| &policy.body) {
            Some(Body::PropertySet(set)) => set,
            other => panic!("a property set, not {other:?}"),
        }
    }

    fn fields(&self) -> &Fields {
        match self.policy.as_ref().map(|policy| &policy.body) {
            Some(Body::Fields(fields)) => fields,
            other => panic!("fields, not {other:?}"),
        }
    }

    fn diagnostics(&self) -> String {
        let mut out = String::new();
        for Diagnostic {
            severity,
            code,
            message,
            origin,
            help,
            ..
        } in &self.diagnostics
        {
            let location = self.map.locate(origin.as_ref().expect("each has a place"));
            let (line, column) = (
                location.line.unwrap_or_default(),
                location.column.unwrap_or_default(),
            );
            let _ = writeln!(
                out,
                "{severity}[{code}] {}:{line}:{column}: {message}",
                location.path
            );
            if let Some(help) = help {
                let _ = writeln!(out, "  help: {help}");
            }
        }
        out
    }

    fn at<T>(&self, cell: &Cell<T>) -> String {
        let location = self.map.locate(&cell.origin);
        format!(
            "{}:{}",
            location.line.unwrap_or_default(),
            location.column.unwrap_or_default()
        )
    }
}

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
        let checked = as_committed(name);
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
    assert_snapshot!(matrix(&as_committed("password-reset.md")), @r"
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
    assert_snapshot!(matrix(&as_committed("sensitive-actions.md")), @r"
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
    let checked = as_committed("password-reset.md");
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
    let checked = as_committed("default-properties.md");
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
    let checked = as_committed("sensitive-properties.md");
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
    let checked = as_committed("filter-operators.md");
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
    error[broken-cell] policies/filter-operators.md:20:1: the row has nothing in column `ne`
    error[duplicate-row] policies/filter-operators.md:52:4: `state` stands here a second time
      help: the first is at line 40; remove or rename one of them
    ");
}

/// What fixups say of a policy is read, and left to whoever makes the relation.
#[test]
fn a_fixup_that_changes_a_row() {
    let read = |step: &str| {
        let mut map = SourceMap::new();
        let text = format!(
            "[[fixup]]\nname = 'a'\nbecause = 'b'\nsource = 's'\n[[fixup.steps]]\n{step}\n"
        );
        let file = map.add("fixups.toml", text);
        let (fixups, diagnostics) = fixup::read(&map, file);
        let said: Vec<String> = diagnostics
            .iter()
            .map(|said| said.message.clone())
            .collect();
        (fixups, said.join("; "))
    };
    let (fixups, said) = read("allow = ['A', 'B']\npolicy = 'can_see'\nrow = 'C'");
    assert_eq!(said, "");
    let Action::Policy(PolicyStep { policy, row, allow }) = &fixups[0].steps[0].action else {
        panic!("{fixups:?}");
    };
    let allow: Vec<&str> = allow.iter().map(|name| name.value.as_str()).collect();
    assert_eq!(
        (policy.value.as_str(), row.value.as_str(), allow),
        ("can_see", "C", vec!["A", "B"])
    );
    assert_eq!(
        read("allow = 'A'\npolicy = 1").1,
        "`allow` must be a list of texts; `policy` must be a text; `row` is missing"
    );
    assert_eq!(
        read("allow = ['A']\npolicy = 'p'\nrow = 'r'\ncolumn = 'c'").1,
        "`column` is no key of this table"
    );
}

#[test]
fn what_a_policy_means_is_what_stands_before_its_table() {
    let policy = as_committed("password-reset.md").policy.expect("it is one");
    assert_eq!(policy.title.value, "Who can reset passwords");
    assert_eq!(policy.docs.len(), 2);
    assert!(
        policy.docs[1]
            .value
            .ends_with("which self-service password reset needs.")
    );
}

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
    error[policy-syntax] policies/password-reset.md:3:1: `fonction` is no key of a policy
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
    error[duplicate-column] policies/password-reset.md:21:35: `Password Admin` stands here a second time
      help: the first is at line 21; remove or rename one of them
    error[policy-drift] policies/password-reset.md:21:1: concepts/working-with-users.md has no table with these columns after `Who can reset passwords`
    ");
}

#[test]
fn a_kind_that_is_none() {
    let change = replace("kind: relation", "kind: relations");
    assert_snapshot!(check("password-reset.md", change, |text| text).diagnostics(), @r"
    error[policy-syntax] policies/password-reset.md:2:7: `relations` is no kind of policy
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
