//! Pages: how a request of the client gets the next one.

use crate::testing::*;
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
        responses: vec![response(Status::Code(200), "Ok", Some(json(answer)))],
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

#[test]
fn every_way_to_the_next_page() {
    let items = ["impl Paged for"];
    assert_snapshot!(check_items(&paged(), "client/src/things.rs", &items), @r#"
    impl Paged for Linked {
        type Item = Paging;

        const PAGING: ::graphwright_client::Paging = ::graphwright_client::Paging::Link;

        fn items(page: &mut Rows) -> Option<&mut Vec<Paging>> {
            page.value.as_mut()
        }

        fn next(page: &Rows) -> Option<String> {
            paging::text(&page.next)
        }

        fn total(page: &Rows) -> Option<u64> {
            paging::count(&page.additional.get("@count"))
        }
    }
    impl Paged for ByCursor {
        type Item = Paging;

        const PAGING: ::graphwright_client::Paging = ::graphwright_client::Paging::Cursor {
            parameter: "after",
        };

        fn items(page: &mut Rows) -> Option<&mut Vec<Paging>> {
            Some(&mut page.data.as_mut()?.rows)
        }

        fn next(page: &Rows) -> Option<String> {
            paging::text(&page.meta.as_ref()?.next)
        }

        fn total(page: &Rows) -> Option<u64> {
            paging::count(&page.meta.all)
        }
    }
    impl Paged for ByOffset {
        type Item = Option<String>;

        const PAGING: ::graphwright_client::Paging = ::graphwright_client::Paging::Offset {
            parameter: "skip",
            limit: Some("top"),
            first: 0,
        };

        fn items(page: &mut Vec<Option<String>>) -> Option<&mut Vec<Option<String>>> {
            Some(page)
        }
    }
    impl Paged for ByPage {
        type Item = Option<String>;

        const PAGING: ::graphwright_client::Paging = ::graphwright_client::Paging::Page {
            parameter: "page",
            first: 1,
        };

        fn items(page: &mut Vec<Option<String>>) -> Option<&mut Vec<Option<String>>> {
            Some(page)
        }
    }
    impl Paged for ByHeader {
        type Item = Option<String>;

        const PAGING: ::graphwright_client::Paging = ::graphwright_client::Paging::LinkHeader;

        fn items(page: &mut Vec<Option<String>>) -> Option<&mut Vec<Option<String>>> {
            Some(page)
        }
    }
    "#);
}

#[test]
fn pages_are_told_in_the_documentation() {
    let file = check(&paged(), "client/src/things.rs");
    let told = "[`stream`](Paged::stream) returns the items of all pages.";
    assert_eq!(file.matches(told).count(), 5, "{file}");
}
