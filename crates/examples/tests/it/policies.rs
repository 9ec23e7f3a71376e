//! The generated policies compared with their source tables: every cell of the role matrices, every
//! property set, every filter operator. The tables are parsed here from plain text, independently
//! of the generator.

use graph_users_server::model::wire::policy::Permission;
use graph_users_server::model::wire::property::{Kind, Operator, Support};
use graph_users_server::model::wire::security::Consent;
use graph_users_server::model::{DirectoryRole, User, UserField, security};
use std::path::Path;

/// Parses the rows of the table in a policy file: the header first, without the line of dashes.
fn table(name: &str) -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec/policies");
    let text = std::fs::read_to_string(path.join(name)).expect("the file is part of the project");
    let lines = text.lines().filter(|line| line.starts_with('|'));
    let rows = lines.map(|line| {
        let cells = line.trim_matches('|').split('|');
        cells.map(|cell| cell.trim().trim_matches('`').to_owned())
    });
    let rows = rows.map(Iterator::collect::<Vec<_>>);
    rows.filter(|cells| !cells[0].starts_with("---")).collect()
}

fn role(name: &str) -> DirectoryRole {
    name.parse().expect("it is a role")
}

/// Compares every cell of a matrix with the result of a function, and counts the cells.
fn check_cells(name: &str, ask: fn(DirectoryRole, DirectoryRole) -> Permission) -> usize {
    let rows = table(name);
    let (header, rows) = rows.split_first().expect("it has a header");
    let mut cells = 0;
    for row in rows {
        for (caller, mark) in header.iter().zip(row).skip(1) {
            let expected = match mark.as_str() {
                "" => Permission::Denied,
                "x" => Permission::Allowed,
                "x (not the last one's own assignment)" => {
                    Permission::AllowedIf("not the last one's own assignment")
                }
                other => panic!("{other} is no mark"),
            };
            assert_eq!(
                ask(role(caller), role(&row[0])),
                expected,
                "{caller}, {}",
                row[0]
            );
            cells += 1;
        }
        // A role without a column is permitted nothing.
        let others = DirectoryRole::ALL.iter();
        for other in others.filter(|role| !header.iter().any(|name| name == role.as_str())) {
            assert_eq!(
                ask(*other, role(&row[0])),
                Permission::Denied,
                "{other}, {}",
                row[0]
            );
        }
    }
    // Every role has a row, so nobody is denied for a missing row.
    assert_eq!(rows.len(), DirectoryRole::ALL.len());
    cells
}

#[test]
fn every_cell_of_the_matrices() {
    let reset = check_cells("password-reset.md", DirectoryRole::can_reset_password_of);
    let act = check_cells(
        "sensitive-actions.md",
        DirectoryRole::can_act_on_sensitive_properties_of,
    );
    assert_eq!((reset, act), (96, 64));
}

/// "A target with several roles is bound by the strictest."
#[test]
fn several_roles() {
    use DirectoryRole::{
        AuthAdmin, GlobalAdmin, GroupsAdmin, HelpdeskAdmin, NoAdminRole, PasswordAdmin, UserAdmin,
    };
    let can_reset = |callers: &[DirectoryRole], targets: &[DirectoryRole]| {
        DirectoryRole::CAN_RESET_PASSWORD_OF.allows(callers, targets, |_| false)
    };
    assert!(can_reset(&[PasswordAdmin], &[NoAdminRole]));
    assert!(can_reset(&[PasswordAdmin], &[NoAdminRole, PasswordAdmin]));
    assert!(!can_reset(&[PasswordAdmin], &[NoAdminRole, HelpdeskAdmin]));
    assert!(can_reset(
        &[PasswordAdmin, HelpdeskAdmin],
        &[NoAdminRole, HelpdeskAdmin]
    ));
    // Each of the two may reset one of these, but neither may reset both.
    assert!(!can_reset(
        &[UserAdmin, AuthAdmin],
        &[GroupsAdmin, AuthAdmin]
    ));
    // Without roles everything is denied, so that a missing look-up permits nothing.
    assert!(!can_reset(&[GlobalAdmin], &[]) && !can_reset(&[], &[NoAdminRole]));
    // The server evaluates the condition.
    assert!(!can_reset(&[GlobalAdmin], &[GlobalAdmin]));
    let is_not_last = true;
    assert!(
        GlobalAdmin
            .can_reset_password_of(GlobalAdmin)
            .is_allowed_if(|_| is_not_last)
    );
}

#[test]
fn roles_by_name() {
    for role in DirectoryRole::ALL {
        assert_eq!(role.to_string().parse(), Ok(*role));
    }
    let unknown = "global admin".parse::<DirectoryRole>();
    assert_eq!(
        unknown.map_err(|error| error.to_string()),
        Err("unknown DirectoryRole \"global admin\"".to_owned())
    );
}

#[test]
fn property_sets() {
    let first = |name: &str| -> Vec<String> {
        let rows = table(name).into_iter().skip(1);
        rows.filter_map(|row| row.into_iter().next()).collect()
    };
    assert_eq!(User::DEFAULT_PROPERTIES, first("default-properties.md"));
    assert_eq!(User::SENSITIVE_PROPERTIES, first("sensitive-properties.md"));
    assert_eq!(
        (
            User::DEFAULT_PROPERTIES.len(),
            User::SENSITIVE_PROPERTIES.len()
        ),
        (11, 7)
    );
}

/// Every cell of the table of operators; properties that it does not list have no operators.
#[test]
fn filter_operators() {
    use Operator::{EndsWith, Eq, Ge, In, Le, Ne, Not, Null, StartsWith};
    let operators = [Eq, Ne, Not, Ge, Le, In, StartsWith, Null, EndsWith];
    let rows = table("filter-operators.md");
    let (header, rows) = rows.split_first().expect("it has a header");
    assert_eq!(
        header.join(" "),
        "Property eq ne not ge le in startsWith null endsWith"
    );
    for row in rows {
        let field: UserField = row[0].parse().expect("it is a property");
        let filter = field.filter().expect("its operators are known");
        for (operator, cell) in operators.into_iter().zip(&row[1..]) {
            let expected = match cell.as_str() {
                "D" => Support::Default,
                "A" => Support::Advanced,
                "-" => Support::Unsupported,
                other => panic!("{other} is no cell"),
            };
            assert_eq!(filter.support(operator), expected, "{field} {operator:?}");
        }
    }
    let known = UserField::ALL
        .iter()
        .filter(|field| field.filter().is_some());
    assert_eq!((known.count(), rows.len()), (37, 37));
}

#[test]
fn fields_by_name() {
    for field in UserField::ALL {
        assert_eq!(field.as_str().parse(), Ok(*field));
    }
    for name in User::DEFAULT_PROPERTIES
        .iter()
        .chain(User::SENSITIVE_PROPERTIES)
    {
        assert!(name.parse::<UserField>().is_ok(), "{name}");
    }
    assert_eq!(UserField::BusinessPhones.kind(), Kind::List(&Kind::String));
    assert_eq!(UserField::CreatedDateTime.kind(), Kind::DateTime);
}

#[test]
fn scopes_by_name() {
    let scope = security::scope("User.Read").expect("it is in the catalogue");
    assert_eq!(scope, &security::USER_READ);
    assert_eq!(
        (scope.delegated, scope.application, scope.consent),
        (true, false, Some(Consent::User))
    );
    assert_eq!(
        scope.scenarios,
        ["User can read his or her own full profile."]
    );
    // The client credentials flow grants it too.
    let all = security::scope("User.Read.All").expect("it is in the catalogue");
    assert_eq!((all.application, all.consent), (true, Some(Consent::Admin)));
    assert_eq!(security::scope("user.read"), None);
    let names: Vec<&str> = security::SCOPES.iter().map(|scope| scope.name).collect();
    assert!(
        names.iter().all(|name| security::scope(name).is_some()),
        "{names:?}"
    );
}
