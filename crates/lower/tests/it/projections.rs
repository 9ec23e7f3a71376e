//! One schema in several forms: which uses need another form, and what each form has.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// A document that reads a schema `T` by GET and sends it by some methods.
fn used(methods: &[&str], media_type: &str, schemas: &str) -> String {
    let content = |media_type: &str| {
        format!("content: {{ {media_type}: {{ schema: {{ $ref: '#/components/schemas/T' }} }} }}")
    };
    let mut operations = vec![format!(
        "get: {{ operationId: get, responses: {{ '200': {{ description: D, {} }} }} }}",
        content("application/json")
    )];
    for method in methods {
        operations.push(format!("{method}: {{ operationId: {method}, requestBody: {{ {} }}, responses: {{ '204': {{ description: D }} }} }}", content(media_type)));
    }
    let paths = format!("/a: {{ {} }}", operations.join(", "));
    let case = Case::paths(&paths, schemas).showing(&[Part::Types, Part::Operations]);
    let shown = check(&case);
    let lines = shown.lines().filter(|line| {
        let is_other = ["op ", "  200", "  204"]
            .iter()
            .any(|start| line.starts_with(start));
        !is_other && !line.is_empty()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn one_type_serves_what_differs_in_nothing_that_must_be_there() {
    let schemas = "T: { type: object, required: [a], properties: { a: { type: string }, id: { type: string, readOnly: true }, pin: { type: string, writeOnly: true } } }";
    assert_snapshot!(used(&["post", "put"], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read create, hashable
      a: String, required
      id: String, optional, read only
      pin: String, optional, write only
      body: application/json -> Json T, optional
      body: application/json -> Json T, optional
    ");
}

#[test]
fn what_must_be_there_one_way_splits_and_with_it_all_that_hold_it() {
    let schemas = "
        T: { type: object, properties: { part: { $ref: '#/components/schemas/Part' }, same: { $ref: '#/components/schemas/Same' } } }
        Part: { type: object, required: [id], properties: { id: { type: string, readOnly: true }, a: { type: string } } }
        Same: { type: object, properties: { b: { type: string } } }
    ";
    assert_snapshot!(used(&["post"], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read, hashable
      part: Part, optional
      same: Same, optional
    struct Part in part (PART): read, hashable
      id: String, required, read only
      a: String, optional
    struct Same in same (SAME): read create, hashable
      b: String, optional
    struct T -> TCreate in t (T_CREATE): create, create form of T, hashable
      part: PartCreate, optional
      same: Same, optional
    struct Part -> PartCreate in part (PART_CREATE): create, create form of Part, hashable
      a: String, optional
      body: application/json -> Json TCreate, optional
    ");
}

#[test]
fn a_holder_whose_part_is_only_read_is_not_split() {
    let schemas = "
        T: { type: object, properties: { part: { readOnly: true, allOf: [{ $ref: '#/components/schemas/Part' }] }, a: { type: string } } }
        Part: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }
    ";
    assert_snapshot!(used(&["post"], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read create, hashable
      part: Part, optional, read only
      a: String, optional
    struct Part in part (PART): read create, hashable
      id: String, required, read only
      body: application/json -> Json T, optional
    ");
}

#[test]
fn a_change_needs_a_form_where_null_and_absence_differ() {
    let nullable = "T: { type: object, properties: { a: { type: string, nullable: true } } }";
    assert_snapshot!(used(&["patch"], "application/json", nullable), @r"
    struct T in t (T_SCHEMA): read, hashable
      a: String?, optional
    struct T -> TUpdate in t (T_UPDATE): update, update form of T, hashable
      a: String?, optional, patch
      body: application/json -> Json TUpdate, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
    let plain = "T: { type: object, required: [b], properties: { a: { type: string }, b: { type: string, nullable: true } } }";
    assert_snapshot!(used(&["patch"], "application/json", plain), @r"
    struct T in t (T_SCHEMA): read update, hashable
      a: String, optional
      b: String?, required
      body: application/json -> Json T, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
}

#[test]
fn nothing_is_cleared_inside_of_a_change_or_in_a_form() {
    let schemas = "
        T: { type: object, properties: { inner: { $ref: '#/components/schemas/Inner' } } }
        Inner: { type: object, properties: { a: { type: string, nullable: true } } }
    ";
    assert_snapshot!(used(&["patch"], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read update, hashable
      inner: Inner, optional
    struct Inner in inner (INNER): read create, hashable
      a: String?, optional
      body: application/json -> Json T, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
    let form = "T: { type: object, properties: { a: { type: string, nullable: true } } }";
    assert_snapshot!(used(&["patch"], "application/x-www-form-urlencoded", form), @r"
    struct T in t (T_SCHEMA): read create, hashable
      a: String?, optional
      body: application/x-www-form-urlencoded -> Form as Form T, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
}

#[test]
fn a_change_has_the_created_form_of_its_parts() {
    let schemas = "
        T: { type: object, properties: { part: { $ref: '#/components/schemas/Part' }, all: { type: array, items: { $ref: '#/components/schemas/Part' } } } }
        Part: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }
    ";
    assert_snapshot!(used(&["post", "patch"], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read, hashable
      part: Part, optional
      all: List<Part>, optional
    struct Part in part (PART): read, hashable
      id: String, required, read only
    struct T -> TCreate in t (T_CREATE): create, create form of T, hashable
      part: PartCreate, optional
      all: List<PartCreate>, optional
    struct T -> TUpdate in t (T_UPDATE): update, update form of T, hashable
      part: PartCreate, optional
      all: List<PartCreate>, optional
    struct Part -> PartCreate in part (PART_CREATE): create, create form of Part, hashable
      body: application/json -> Json TCreate, optional
      body: application/json -> Json TUpdate, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
}

#[test]
fn aliases_and_unions_follow_their_members() {
    let schemas = "
        T: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Alias' }] }
        Alias: { $ref: '#/components/schemas/Part' }
        Part: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }
    ";
    assert_snapshot!(used(&["post"], "application/json", schemas), @r"
    union T in t (T_SCHEMA): read
      by shape: object Alias, string String
      String: String
      Alias: Alias
      * -> Unknown
    alias Alias in alias (ALIAS): read, hashable = Part
    struct Part in part (PART): read, hashable
      id: String, required, read only
    union T -> TCreate in t (T_CREATE): create, create form of T
      by shape: object Alias, string String
      String: String
      Alias: AliasCreate
      * -> Unknown
    alias Alias -> AliasCreate in alias (ALIAS_CREATE): create, create form of Alias, hashable = PartCreate
    struct Part -> PartCreate in part (PART_CREATE): create, create form of Part, hashable
      body: application/json -> Json TCreate, optional
    ");
}

#[test]
fn a_schema_of_one_direction_keeps_what_only_the_other_has_but_does_not_ask_for_it() {
    let schemas = "
        T: { type: object, required: [pin, id], properties: { pin: { type: string, writeOnly: true }, id: { type: string, readOnly: true } } }
        Unused: { type: object, required: [pin], properties: { pin: { type: string, writeOnly: true } } }
    ";
    assert_snapshot!(used(&[], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read, hashable
      pin: String, optional, write only
      id: String, required, read only
    struct Unused in unused (UNUSED): unused, hashable
      pin: String, required, write only
    ");
}

#[test]
fn parameters_are_created_and_headers_are_read() {
    let paths = "
        /a:
          get:
            operationId: get
            parameters: [{ name: t, in: query, content: { application/json: { schema: { $ref: '#/components/schemas/T' } } } }]
            responses: { '200': { description: D, headers: { X: { schema: { $ref: '#/components/schemas/U' } } }, content: { application/json: { schema: { $ref: '#/components/schemas/T' } } } } }
    ";
    let schemas = "
        T: { type: object, required: [id], properties: { id: { type: string, readOnly: true }, u: { $ref: '#/components/schemas/U' } } }
        U: { type: object, properties: { a: { type: string } } }
    ";
    assert_snapshot!(check(&Case::paths(paths, schemas).showing(&[Part::Types, Part::Operations])), @r"
    struct T in t (T_SCHEMA): read, hashable
      id: String, required, read only
      u: U, optional

    struct U in u (U_SCHEMA): read create, hashable
      a: String, optional

    struct T -> TCreate in t (T_CREATE): create, create form of T, hashable
      u: U, optional

    op get GET /a -> root.get, Get, GET, idempotent
      query t: TCreate, optional, as Json
      200 Ok: application/json -> Json T, success
        header X -> x: U, optional
    ");
}

#[test]
fn an_alias_of_what_changes_changes_and_a_list_of_it_is_replaced() {
    let part = "Part: { type: object, properties: { a: { type: string, nullable: true } } }";
    let alias = format!("T: {{ $ref: '#/components/schemas/Part' }}\n{part}");
    assert_snapshot!(used(&["patch"], "application/json", &alias), @r"
    alias T in t (T_SCHEMA): read, hashable = Part
    struct Part in part (PART): read, hashable
      a: String?, optional
    alias T -> TUpdate in t (T_UPDATE): update, update form of T, hashable = PartUpdate
    struct Part -> PartUpdate in part (PART_UPDATE): update, update form of Part, hashable
      a: String?, optional, patch
      body: application/json -> Json TUpdate, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
    let list =
        format!("T: {{ type: array, items: {{ $ref: '#/components/schemas/Part' }} }}\n{part}");
    assert_snapshot!(used(&["patch"], "application/json", &list), @r"
    alias T in t (T_SCHEMA): read update, hashable = List<Part>
    struct Part in part (PART): read create, hashable
      a: String?, optional
      body: application/json -> Json T, optional
    ---
    note renamed 4: the request is `PatchOperation`, since `Patch` is reserved or taken
    ");
}

#[test]
fn typed_members_and_values_of_maps_have_the_form_of_parts() {
    let schemas = "
        T: { type: object, properties: { by_name: { type: object, additionalProperties: { $ref: '#/components/schemas/Part' } } }, additionalProperties: { $ref: '#/components/schemas/Part' } }
        Part: { type: object, required: [id], properties: { id: { type: string, readOnly: true } } }
    ";
    assert_snapshot!(used(&["post"], "application/json", schemas), @r"
    struct T in t (T_SCHEMA): read
      by_name: Map<Part>, optional
      * -> additional: Part
    struct Part in part (PART): read, hashable
      id: String, required, read only
    struct T -> TCreate in t (T_CREATE): create, create form of T
      by_name: Map<PartCreate>, optional
      * -> additional: PartCreate
    struct Part -> PartCreate in part (PART_CREATE): create, create form of Part, hashable
      body: application/json -> Json TCreate, optional
    ");
}
