//! Names of types that have none, and of what they are part of.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// The first line of each type.
fn names(case: &Case<'_>) -> String {
    let shown = check(case);
    let lines = shown
        .lines()
        .filter(|line| !line.starts_with(' ') && !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

const INLINE: &str = "{ type: object, properties: { x: { type: string } } }";

#[test]
fn an_inline_schema_has_the_short_name_unless_two_want_it_or_it_is_vague() {
    let schemas = format!(
        "
        A: {{ type: object, properties: {{ alone: {INLINE}, both: {INLINE}, status: {INLINE} }} }}
        B: {{ type: object, properties: {{ both: {INLINE}, A: {INLINE} }} }}
    "
    );
    assert_snapshot!(names(&Case::schemas(&schemas)), @r"
    struct A -> AModel in a_model (A_MODEL): unused, hashable
    struct B in b (B_SCHEMA): unused, hashable
    struct alone -> Alone in a_model (ALONE): unused, hashable
    struct both -> AModelBoth in a_model (A_MODEL_BOTH): unused, hashable
    struct status -> AModelStatus in a_model (A_MODEL_STATUS): unused, hashable
    struct both -> BBoth in b (B_BOTH): unused, hashable
    struct A -> BA in b (BA_SCHEMA): unused, hashable
    ---
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    ");
}

#[test]
fn items_and_values_have_the_singular() {
    let schemas = format!("
        A: {{ type: object, properties: {{ boxes: {{ type: array, items: {INLINE} }}, byKeys: {{ type: object, additionalProperties: {INLINE} }}, sheep: {{ type: array, items: {INLINE} }} }} }}
        Page: {{ type: object, properties: {{ value: {{ type: array, items: {INLINE} }}, data: {{ type: array, items: {INLINE} }} }} }}
        Rows: {{ type: array, items: {INLINE} }}
        Fish: {{ type: array, items: {{ type: array, items: {INLINE} }} }}
    ");
    assert_snapshot!(names(&Case::schemas(&schemas)), @r"
    struct A -> AModel in a_model (A_MODEL): unused
    struct Page in page (PAGE): unused, hashable
    alias Rows in rows (ROWS): unused, hashable = List<Row>
    alias Fish in fish (FISH): unused, hashable = List<List<FishItem>>
    struct boxes[] -> AModelBox in a_model (A_MODEL_BOX): unused, hashable
    struct byKeys[] -> ByKey in a_model (BY_KEY): unused, hashable
    struct sheep[] -> Sheep in a_model (SHEEP): unused, hashable
    struct value[] -> PageItem in page (PAGE_ITEM): unused, hashable
    struct data[] -> PageDataItem in page (PAGE_DATA_ITEM): unused, hashable
    struct [] -> Row in rows (ROW): unused, hashable
    struct [] -> FishItem in fish (FISH_ITEM): unused, hashable
    ---
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    ");
}

#[test]
fn bodies_are_called_by_operation_and_role() {
    let json = format!("content: {{ application/json: {{ schema: {INLINE} }} }}");
    let list = format!(
        "content: {{ application/json: {{ schema: {{ type: array, items: {INLINE} }} }} }}"
    );
    let paths = format!("
        /a: {{ post: {{ operationId: make, requestBody: {{ {json} }}, responses: {{ '200': {{ description: D, {json} }}, '404': {{ description: D, {json} }}, default: {{ description: D, {list} }} }} }} }}
        /b: {{ put: {{ operationId: replaceAll, requestBody: {{ {list} }}, responses: {{ '200': {{ description: D, {list} }} }} }} }}
    ");
    assert_snapshot!(names(&Case::paths(&paths, "").showing(&[Part::Types])), @r"
    struct body -> MakeBody in make_body (MAKE_BODY): create, hashable
    struct response -> MakeResponse in make_response (MAKE_RESPONSE): read, hashable
    struct NotFound -> MakeNotFound in make_not_found (MAKE_NOT_FOUND): read, hashable
    struct Default[] -> MakeDefaultItem in make_default_item (MAKE_DEFAULT_ITEM): read, hashable
    struct body[] -> ReplaceAllBodyItem in replace_all_body_item (REPLACE_ALL_BODY_ITEM): create, hashable
    struct response[] -> ReplaceAllItem in replace_all_item (REPLACE_ALL_ITEM): read, hashable
    ");
}

#[test]
fn a_type_in_an_operation_has_its_file_and_one_in_a_type_its_owners() {
    let paths = format!(
        "/a: {{ post: {{ operationId: make, requestBody: {{ content: {{ application/json: {{ schema: {{ type: object, properties: {{ inner: {INLINE} }} }} }} }} }}, responses: {{ '204': {{ description: D }} }} }} }}"
    );
    assert_snapshot!(names(&Case::paths(&paths, "").showing(&[Part::Types])), @r"
    struct body -> MakeBody in make_body (MAKE_BODY): create, hashable
    struct inner -> Inner in make_body (INNER): create, hashable
    ");
}

#[test]
fn a_method_is_the_id_less_its_tag_where_no_other_has_the_same() {
    let operation = |id: &str, tags: &str| {
        format!(
            "{{ operationId: {id}, tags: [{tags}], responses: {{ '204': {{ description: D }} }} }}"
        )
    };
    let paths = format!(
        "
        /a: {{ get: {}, post: {}, put: {} }}
        /b: {{ get: {}, post: {} }}
    ",
        operation("listUsers", "Users"),
        operation("list_user", "Users"),
        operation("users_reset", "Users"),
        operation("users", "Users"),
        operation("list", "Other"),
    );
    let shown = check(&Case::paths(&paths, ""));
    let heads = shown.lines().filter(|line| line.starts_with("op "));
    assert_snapshot!(heads.collect::<Vec<_>>().join("\n"), @r"
    op listUsers GET /a -> users.list_users, ListUsers, LIST_USERS, idempotent
    op list_user POST /a -> users.list_user, ListUser, LIST_USER
    op users_reset PUT /a -> users.reset, UsersReset, USERS_RESET, idempotent
    op users GET /b -> users.users, UsersOperation, USERS, idempotent
    op list POST /b -> other.list, List, LIST
    ");
}

#[test]
fn names_of_the_configuration_come_before_keys_and_forms_follow_them() {
    let paths = "
        /a:
          get: { operationId: get, responses: { '200': { description: D, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } }
          patch: { operationId: change, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }, responses: { '204': { description: D } } }
    ";
    let schemas = "
        Animal: { type: object, properties: { a: { type: string } } }
        Pet: { type: object, properties: { name: { type: string, nullable: true } } }
    ";
    let case = Case::paths(paths, schemas)
        .showing(&[Part::Types])
        .with(|config| {
            config.names = vec![("#/components/schemas/Pet".to_owned(), "Animal".to_owned())];
        });
    assert_snapshot!(names(&case), @r"
    struct Animal -> Animal2 in animal2 (ANIMAL2): unused, hashable
    struct Pet -> Animal in animal (ANIMAL): read, hashable
    struct Pet -> AnimalUpdate in animal (ANIMAL_UPDATE): update, update form of Animal, hashable
    ---
    note renamed 9: the type is `Animal2`, since `Animal` is reserved or taken
    ");
}

#[test]
fn an_operation_has_the_name_of_the_configuration_or_of_its_extension() {
    let operation = "responses: { '204': { description: D } }";
    let paths = format!("
        /a: {{ get: {{ operationId: one, x-ms-client-name: first, {operation} }}, put: {{ operationId: two, x-ms-client-name: second, {operation} }} }}
        /b/{{id}}: {{ get: {{ parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}], {operation} }} }}
    ");
    let case = Case::paths(&paths, "").with(|config| {
        config.names = vec![("#/paths/~1a/put".to_owned(), "other".to_owned())];
    });
    let shown = check(&case);
    let heads = shown.lines().filter(|line| line.starts_with("op "));
    assert_snapshot!(heads.collect::<Vec<_>>().join("\n"), @r"
    op one GET /a -> root.first, First, FIRST, idempotent
    op two PUT /a -> root.other, Other, OTHER, idempotent
    op GET /b/{id} GET /b/{id} -> root.get_b_by_id, GetBById, GET_B_BY_ID, idempotent
    ");
}

#[test]
fn a_schema_in_several_places_has_its_title_and_one_in_one_its_property() {
    let titled = |title: &str, property: &str| {
        format!(
            "{{ type: object, title: {title}, properties: {{ {property}: {{ type: string }} }} }}"
        )
    };
    let (point, size) = (titled("Point", "x"), titled("Size", "w"));
    let schemas = format!(
        "
        T: {{ type: object, properties: {{ from: {point}, to: {point}, once: {size} }} }}
        U: {{ type: object, properties: {{ value: {}, other: {}, label: {} }} }}
    ",
        titled("Value", "v"),
        titled(
            "A long title that is rather a sentence than the name of any type",
            "v"
        ),
        titled("Label", "l"),
    );
    assert_snapshot!(names(&Case::schemas(&schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
    struct U in u (U_SCHEMA): unused, hashable
    struct Point in point (POINT): unused, hashable, in 2 places
    struct once -> Once in t (ONCE): unused, hashable
    struct value -> UValue in u (U_VALUE): unused, hashable
    struct other -> Other in u (OTHER): unused, hashable
    struct label -> Label in u (LABEL): unused, hashable
    ");
}

#[test]
fn a_name_of_the_configuration_may_stand_at_what_holds_the_schema() {
    let json = format!("content: {{ application/json: {{ schema: {INLINE} }} }}");
    let paths = format!(
        "/a: {{ post: {{ operationId: make, requestBody: {{ {json} }}, responses: {{ '200': {{ description: D, {json} }} }} }} }}"
    );
    let case = Case::paths(&paths, "")
        .showing(&[Part::Types])
        .with(|config| {
            let name = |pointer: &str, name: &str| (pointer.to_owned(), name.to_owned());
            config.names = vec![
                name("#/paths/~1a/post/requestBody", "Order"),
                name("#/paths/~1a/post/responses/200", "Receipt"),
                name("#/paths/~1a/post/responses/404", "Nothing"),
            ];
        });
    assert_snapshot!(names(&case), @r"
    struct body -> Order in order (ORDER): create, hashable
    struct response -> Receipt in receipt (RECEIPT): read, hashable
    ---
    error unused-name -: `[names]` calls `#/paths/~1a/post/responses/404` `Nothing`, but no type or operation is made from there
    ");
}
