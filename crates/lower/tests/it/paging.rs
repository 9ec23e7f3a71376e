//! Which operations page, and how.

use crate::case::{Case, check, lowered};
use graphwright_lower::{Config, NextPage, Paging, Select};
use graphwright_source::{Origin, SourceMap};
use insta::assert_snapshot;

/// Lists in every form: a page with a link, one with a cursor below another object, a bare list, one
/// that only looks like a list, one that is asked for by POST.
const DOCUMENT: &str = r"
openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /linked:
    get:
      operationId: linked
      responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
    post:
      operationId: linked-by-post
      responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
  /nested:
    get:
      operationId: nested
      parameters:
        - { name: after, in: query, schema: { type: string } }
      responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Nested' } } } } }
  /bare:
    get:
      operationId: bare
      parameters:
        - { name: page, in: query, schema: { type: integer, default: 0 } }
      responses: { '200': { description: Ok, content: { application/json: { schema: { type: array, items: { type: string, nullable: true } } } } } }
  /counted:
    get:
      operationId: counted
      parameters:
        - { name: skip, in: query, schema: { type: integer } }
        - { name: top, in: query, schema: { type: integer } }
      responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } } }
  /nothing:
    get:
      operationId: nothing
      parameters:
        - { name: after, in: header, schema: { type: string } }
        - { name: page, in: query, schema: { type: boolean } }
      responses: { '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Nothing' } } } } }
  /two:
    get:
      operationId: two
      responses:
        '200': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }
        '203': { description: Ok, content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } } }
components:
  schemas:
    Page:
      type: object
      properties:
        data: { $ref: '#/components/schemas/Rows' }
        next: { type: string }
        count: { type: integer }
    Rows: { type: array, items: { type: object, properties: { a: { type: string } } } }
    Nested:
      type: object
      required: [meta]
      properties:
        meta: { type: object, properties: { next: { type: integer }, 'of/all': { type: string } } }
        data: { type: object, properties: { rows: { $ref: '#/components/schemas/Rows' } } }
    Nothing:
      type: object
      properties:
        data: { type: string }
        next: { $ref: '#/components/schemas/Rows' }
";

fn rule(next: NextPage, items: Option<&str>, total: Option<&str>) -> Paging {
    Paging {
        next,
        items: items.map(str::to_owned),
        total: total.map(str::to_owned),
        origin: None,
    }
}

fn cursor(member: &str) -> NextPage {
    NextPage::Cursor {
        parameter: "after".to_owned(),
        member: member.to_owned(),
    }
}

fn offset() -> NextPage {
    NextPage::Offset {
        parameter: "skip".to_owned(),
        limit: Some("top".to_owned()),
    }
}

fn page(first: Option<u64>) -> NextPage {
    NextPage::Page {
        parameter: "page".to_owned(),
        first,
    }
}

/// Which operations page by these rules, and what is said of the rules.
fn paged(paging: Vec<Paging>, select: Select) -> String {
    let shown = check(&Case {
        config: Config {
            paging,
            select,
            ..Config::default()
        },
        ..Case::of(DOCUMENT)
    });
    let mut operation = "";
    let mut lines = Vec::new();
    for line in shown.lines() {
        if let Some(head) = line.strip_prefix("op ") {
            operation = head.split(' ').next().unwrap_or_default();
        } else if let Some(pages) = line.trim_start().strip_prefix("pages: ") {
            lines.push(format!("{operation}: {pages}"));
        } else if line.contains("paging") {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n")
}

#[test]
fn each_operation_has_the_first_rule_that_fits() {
    let rules = vec![
        rule(offset(), Some("data"), Some("count")),
        Paging::link("next", "data"),
        rule(
            cursor("/meta/next"),
            Some("/data/rows"),
            Some("/meta/of~1all"),
        ),
        rule(page(None), None, None),
    ];
    assert_snapshot!(paged(rules, Select::default()), @r"
    linked: items /data -> data, next by link /next -> next
    nested: items /data/rows -> data.rows, next by parameter after = /meta/next -> meta.next, total /meta/of~1all -> meta.of_all
    bare: items are the answer, next by parameter page = pages from 0
    counted: items /data -> data, next by parameter skip = items from 0 (limit top), total /count -> count
    ");
}

#[test]
fn other_ways_and_defaults() {
    let rules = vec![
        rule(NextPage::LinkHeader, None, Some("all")),
        rule(NextPage::LinkHeader, Some("data"), Some("all")),
    ];
    assert_snapshot!(paged(rules, Select::default()), @r"
    linked: items /data -> data, next by header Link, total /all -> additional[all]
    bare: items are the answer, next by header Link
    counted: items /data -> data, next by header Link, total /all -> additional[all]
    ");
    let first = vec![rule(page(Some(1)), None, None)];
    assert_snapshot!(paged(first, Select::default()), @"bare: items are the answer, next by parameter page = pages from 1");
}

#[test]
fn a_rule_that_nothing_fits_is_told() {
    let rules = || {
        vec![
            Paging::link("later", "data"),
            Paging::link("next", "rows"),
            rule(cursor("next"), Some("data"), None),
            rule(page(None), Some("data"), None),
            rule(offset(), None, None),
            rule(NextPage::LinkHeader, Some("/data/no"), None),
        ]
    };
    assert_snapshot!(paged(rules(), Select::default()), @r"
    warning paging-unused -: no operation has pages with a list `data` and a link `later`
    warning paging-unused -: no operation has pages with a list `rows` and a link `next`
    warning paging-unused -: no operation has pages with a list `data`, a member `next` and a parameter `after` of the query
    warning paging-unused -: no operation has pages with a list `data` and a parameter `page` of the query
    warning paging-unused -: no operation has pages that are a bare list and parameters `skip` and `top` of the query
    warning paging-unused -: no operation has pages with a list `/data/no`
    ");
    let select = Select {
        operations: vec!["linked".to_owned()],
        ..Select::default()
    };
    assert_eq!(
        paged(rules(), select),
        "",
        "what was selected says nothing of the rules"
    );
}

/// How an operation with this method, these parameters and this answer pages by a rule.
fn one(method: &str, parameters: &str, answer: &str, rule: Paging) -> String {
    let paths = format!(
        "/a: {{ {method}: {{ operationId: a, parameters: [{parameters}], responses: {{ '200': {{ description: D, content: {{ application/json: {{ schema: {answer} }} }} }} }} }} }}"
    );
    let schemas = "
        List: { type: array, items: { type: string } }
        Link: { type: string, format: uri }
        Word: { type: string, enum: [a] }
    ";
    let case = Case::paths(&paths, schemas).with(|config| config.paging = vec![rule]);
    let shown = check(&case);
    let pages = shown
        .lines()
        .find_map(|line| line.trim().strip_prefix("pages: "));
    pages.unwrap_or("not").to_owned()
}

/// An object with a list `data` and these properties.
fn listed(properties: &str) -> String {
    format!(
        "{{ type: object, properties: {{ data: {{ $ref: '#/components/schemas/List' }}, {properties} }} }}"
    )
}

#[test]
fn members_are_what_answers_have() {
    let by_link = |answer: &str| one("get", "", answer, Paging::link("next", "data"));
    assert_snapshot!(by_link(&listed("next: { $ref: '#/components/schemas/Link' }")), @"items /data -> data, next by link /next -> next");
    assert_snapshot!(by_link(&listed("next: { type: string, nullable: true }")), @"items /data -> data, next by link /next -> next");
    assert_snapshot!(by_link(&listed("next: { type: string, writeOnly: true }")), @"not");
    assert_snapshot!(by_link(&listed("next: { $ref: '#/components/schemas/Word' }")), @"not");
    assert_snapshot!(by_link(&listed("next: { type: string }, ").replace("type: object", "type: object, nullable: true")), @"not");
    assert_snapshot!(by_link("{ type: array, items: { type: string } }"), @"not");
}

#[test]
fn parameters_are_plain_text_of_the_query() {
    let by_cursor = |parameters: &str, next: &str| {
        one(
            "post",
            parameters,
            &listed(next),
            rule(cursor("next"), Some("data"), None),
        )
    };
    let next = "next: { type: string }";
    assert_snapshot!(by_cursor("{ name: after, in: query, schema: { type: string } }", next), @"items /data -> data, next by parameter after = /next -> next");
    assert_snapshot!(by_cursor("{ name: after, in: header, schema: { type: string } }", next), @"not");
    assert_snapshot!(by_cursor("{ name: after, in: query, content: { application/json: { schema: { type: string } } } }", next), @"not");
    assert_snapshot!(by_cursor("{ name: after, in: query, schema: { type: string } }", "next: { type: string, format: password }"), @"not");
    assert_snapshot!(by_cursor("{ name: after, in: query, schema: { type: string } }", "next: { type: array, items: { type: string } }"), @"not");
}

#[test]
fn counts_begin_where_the_document_says() {
    let bare = "{ $ref: '#/components/schemas/List' }";
    let by_page = |schema: &str| {
        let parameter = format!("{{ name: page, in: query, schema: {schema} }}");
        one("get", &parameter, bare, rule(page(None), None, None))
    };
    assert_snapshot!(by_page("{ type: integer }"), @"items are the answer, next by parameter page = pages from 1");
    assert_snapshot!(by_page("{ type: string, default: '3' }"), @"items are the answer, next by parameter page = pages from 3");
    assert_snapshot!(by_page("{ type: integer, default: -1 }"), @"items are the answer, next by parameter page = pages from 1");
    assert_snapshot!(by_page("{ type: boolean }"), @"not");
    let by_offset = |parameters: &str| one("get", parameters, bare, rule(offset(), None, None));
    assert_snapshot!(by_offset("{ name: skip, in: query, schema: { type: integer } }"), @"items are the answer, next by parameter skip = items from 0");
    assert_snapshot!(by_offset("{ name: skip, in: query, schema: { type: integer, default: 5 } }, { name: top, in: query, schema: { type: array, items: { type: string } } }"), @"items are the answer, next by parameter skip = items from 5");
}

#[test]
fn a_total_is_a_number_in_a_field_or_among_what_none_names() {
    let total = |properties: &str, place: &str| {
        let by_link = rule(NextPage::LinkHeader, Some("data"), Some(place));
        one("get", "", &listed(properties), by_link)
    };
    assert_snapshot!(total("count: { type: integer }", "count"), @"items /data -> data, next by header Link, total /count -> count");
    assert_snapshot!(total("count: { type: boolean }", "count"), @"items /data -> data, next by header Link");
    assert_snapshot!(total("meta: { type: object, properties: { all: { type: number } } }", "/meta/all"), @"items /data -> data, next by header Link, total /meta/all -> meta.all");
    assert_snapshot!(total("meta: { type: string }", "/meta/all"), @"items /data -> data, next by header Link");
}

#[test]
fn a_rule_that_nothing_fits_is_told_where_it_stands() {
    let mut map = SourceMap::new();
    let origin = Origin::span(map.add("codegen.toml", "[paging]"), 0, 8);
    let rule = Paging {
        origin: Some(origin.clone()),
        ..Paging::link("next", "value")
    };
    let case = Case::schemas("").with(|config| config.paging = vec![rule]);
    let (_, lowered) = lowered(&case);
    let places = lowered.diagnostics.iter().map(|one| one.origin.clone());
    assert_eq!(places.collect::<Vec<_>>(), [Some(origin)]);
}
