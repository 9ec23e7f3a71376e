//! What a request of the client says of pages and of scopes.

use super::check;
use super::support::*;
use graphwright_ir::*;
use insta::assert_snapshot;

fn member(pointer: &str, path: &[(&str, bool)]) -> PageMember {
    let path = path.iter().map(|&(ident, optional)| PageField {
        ident: ident.into(),
        optional,
    });
    PageMember {
        pointer: pointer.into(),
        path: path.collect(),
    }
}

fn listing(
    method: &str,
    request: &str,
    constant: &str,
    answer: TypeRef,
    paging: Paging,
) -> Operation {
    Operation {
        method: Method::Get,
        responses: vec![response(Status::Code(200), "Ok", true, Some(json(answer)))],
        paging: Some(paging),
        ..operation(method, request, constant)
    }
}

fn linked() -> Operation {
    let paging = Paging {
        item: Slot::of(named(1)),
        items: Some(member("/value", &[("value", true)])),
        next: NextPage::Link(member("/next", &[("next", true)])),
        total: Some(Total::Additional {
            field: "additional".into(),
            wire: "@count".into(),
        }),
    };
    listing("linked", "Linked", "LINKED", named(0), paging)
}

fn cursor() -> Operation {
    let paging = Paging {
        item: Slot::of(named(1)),
        items: Some(member("/data/rows", &[("data", true), ("rows", false)])),
        next: NextPage::Cursor {
            parameter: "after".into(),
            member: member("/meta/next", &[("meta", true), ("next", true)]),
        },
        total: Some(Total::Member(member(
            "/meta/all",
            &[("meta", false), ("all", true)],
        ))),
    };
    listing("cursor", "ByCursor", "CURSOR", named(0), paging)
}

fn bare(method: &str, request: &str, constant: &str, next: NextPage) -> Operation {
    let paging = Paging {
        item: Slot {
            nullable: true,
            ..Slot::of(scalar(Scalar::String))
        },
        items: None,
        next,
        total: None,
    };
    let item = Box::new(paging.item.clone());
    listing(method, request, constant, TypeRef::List(item), paging)
}

fn paged() -> Api {
    let page = object(vec![
        field("value", "value", list(named(1)), ""),
        field("next", "next", scalar(Scalar::String), ""),
    ]);
    // A type of the API with the name of one of the runtime's keeps it.
    let types = vec![
        ty("Rows", "rows", page, ""),
        ty("Paging", "paging", object(vec![]), ""),
    ];
    let offset = NextPage::Offset {
        parameter: "skip".into(),
        limit: Some("top".into()),
        first: 0,
    };
    let page = NextPage::Page {
        parameter: "page".into(),
        first: 1,
    };
    let header = NextPage::LinkHeader;
    let operations = vec![
        linked(),
        cursor(),
        bare("offset", "ByOffset", "OFFSET", offset),
        bare("page", "ByPage", "PAGE", page),
        bare("header", "ByHeader", "HEADER", header),
    ];
    api(types, operations)
}

/// The blocks of the client's file that begin with a text.
fn blocks(api: &Api, begin: &str) -> String {
    let file = check(api, "client/src/things.rs");
    let mut lines = file.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines
        .by_ref()
        .find(|line| line.trim_start().starts_with(begin))
    {
        blocks.push(line);
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = [format!("{indent}}}"), format!("{indent}];")];
        if !line.ends_with(';') {
            for line in lines.by_ref() {
                blocks.push(line);
                if end.iter().any(|end| end == line) {
                    break;
                }
            }
        }
    }
    blocks.join("\n")
}

#[test]
fn every_way_to_the_next_page() {
    assert_snapshot!(blocks(&paged(), "impl Paged for"));
}

#[test]
fn pages_are_told_in_the_documentation() {
    let file = check(&paged(), "client/src/things.rs");
    let told = "[`stream`](Paged::stream) returns the items of all pages.";
    assert_eq!(file.matches(told).count(), 5, "{file}");
}

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
