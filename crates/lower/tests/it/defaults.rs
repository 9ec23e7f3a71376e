//! Defaults, held against the type that they are for.

use crate::case::{Case, check};
use insta::assert_snapshot;

/// A struct with these properties.
fn fields(properties: &str) -> String {
    check(&Case::schemas(&format!(
        "T:\n  type: object\n  properties:\n{properties}"
    )))
}

#[test]
fn a_number_must_fit_its_scalar() {
    assert_snapshot!(fields("
    small: { type: integer, format: int32, default: 2147483648 }
    large: { type: integer, default: 9223372036854775808 }
    unsigned: { type: integer, format: uint64, default: 18446744073709551615 }
    negative: { type: integer, format: uint64, default: -1 }
    fraction: { type: integer, default: 1.5 }
    written: { type: number, default: 1.50 }
"), @r"
    struct T in t (T_SCHEMA): unused
      small: I32 format int32, optional
      large: I64, optional
      unsigned: U64 format uint64, default 18446744073709551615, unsigned_or_default()
      negative: U64 format uint64, optional
      fraction: I64, optional
      written: F64, default 1.5, written_or_default()

    ---
    warning default-mismatch 9: the default `2147483648` is no value of its type; it is not used
    warning default-mismatch 10: the default `9223372036854775808` is no value of its type; it is not used
    warning default-mismatch 12: the default `-1` is no value of its type; it is not used
    ");
}

#[test]
fn text_is_no_number_and_no_boolean() {
    assert_snapshot!(fields("
    number: { type: integer, default: '1' }
    flag: { type: boolean, default: 'true' }
    text: { type: string, default: 1 }
    date: { type: string, format: date, default: '2024-01-01' }
    secret: { type: string, format: password, default: hidden }
"), @r#"
    struct T in t (T_SCHEMA): unused
      number: I64, optional
      flag: Bool, optional
      text: String, optional
      date: Date, default "2024-01-01", date_or_default()
      secret: Secret, default "hidden", secret, secret_or_default()
    "#);
}

#[test]
fn lists_maps_and_objects_are_kept_as_json_and_have_no_getter() {
    assert_snapshot!(fields("
    list: { type: array, items: { type: string }, default: [a] }
    not_a_list: { type: array, items: { type: string }, default: a }
    map: { type: object, additionalProperties: { type: string }, default: { a: b } }
    not_a_map: { type: object, additionalProperties: { type: string }, default: [] }
    object: { type: object, properties: { a: { type: string } }, default: {} }
    not_an_object: { type: object, properties: { b: { type: string } }, default: 1 }
    anything: { default: [1, 'a'] }
"), @r#"
    struct T in t (T_SCHEMA): unused
      list: List<String>, default ["a"]
      not_a_list: List<String>, optional
      map: Map<String>, default {"a":"b"}
      not_a_map: Map<String>, optional
      object: TObject, default {}
      not_an_object: NotAnObject, optional
      anything: Json, default [1,"a"]

    struct object -> TObject in t (T_OBJECT): unused, hashable
      a: String, optional

    struct not_an_object -> NotAnObject in t (NOT_AN_OBJECT): unused, hashable
      b: String, optional
    "#);
}

#[test]
fn the_default_of_an_enum_is_one_of_its_values() {
    assert_snapshot!(fields("
    word: { type: string, enum: [a, b], default: b }
    number: { type: integer, enum: [1, 2], default: 2 }
    neither: { type: string, enum: [c], default: d }
"), @r#"
    struct T in t (T_SCHEMA): unused, hashable
      word: Word, default B, word_or_default()
      number: TNumber, default N2, number_or_default()
      neither: Neither, optional

    enum word -> Word in t (WORD): unused, hashable
      "a" -> A
      "b" -> B
      * -> Unknown(String)

    enum number -> TNumber in t (T_NUMBER): unused, hashable
      1 -> N1
      2 -> N2
      * -> Unknown(I64)

    enum neither -> Neither in t (NEITHER): unused, hashable
      "c" -> C
      * -> Unknown(String)

    ---
    warning default-mismatch 11: the default `"d"` is no value of its type; it is not used
    "#);
}

#[test]
fn null_and_the_default_of_what_must_be_there_say_nothing() {
    let schemas = "
        T:
          type: object
          required: [a]
          properties:
            a: { type: string, default: x }
            b: { type: string, nullable: true, default: null }
            c: { type: string, default: null }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: String, required
      b: String?, optional
      c: String, optional
    ");
}

#[test]
fn a_default_may_stand_behind_references() {
    let schemas = "
        T:
          type: object
          properties:
            referred: { $ref: '#/components/schemas/Alias' }
            wrapped: { allOf: [{ $ref: '#/components/schemas/Level' }] }
            nearer: { allOf: [{ $ref: '#/components/schemas/Level' }], default: low }
            joined: { allOf: [{ $ref: '#/components/schemas/Level' }, { description: And more. }] }
        Alias: { $ref: '#/components/schemas/Level' }
        Level: { type: string, enum: [low, high], default: high }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    struct T in t (T_SCHEMA): unused, hashable
      referred: Alias, default High, referred_or_default()
      wrapped: Level, default High, wrapped_or_default()
      nearer: Level, default Low, nearer_or_default()
      joined: Level, optional

    alias Alias in alias (ALIAS): unused, hashable = Level

    enum Level in level (LEVEL): unused, hashable
      "low" -> Low
      "high" -> High
      * -> Unknown(String)
    "#);
}

#[test]
fn getters_are_free_among_all_methods() {
    assert_snapshot!(fields("
    type: { type: string, default: a }
    type_or_default: { type: string }
    a_b: { type: integer, default: 1 }
    aB: { type: integer, default: 2 }
"), @r#"
    struct T in t (T_SCHEMA): unused, hashable
      type -> type_: String, default "a", type_or_default_2()
      type_or_default: String, optional
      a_b: I64, default 1, a_b_or_default()
      aB -> a_b_2: I64, default 2, a_b_2_or_default()

    ---
    note renamed 12: the field is `a_b_2`, since `a_b` is reserved or taken
    "#);
}

#[test]
fn a_property_that_is_described_in_two_ways_has_no_default() {
    let schemas = "
        T:
          type: object
          properties: { a: { type: string } }
          anyOf:
            - { properties: { b: { type: string, default: x } } }
            - { properties: { b: { type: integer, default: 1 } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused
      a: String, optional
      b: B, optional

    union b -> B in t (B_SCHEMA): unused
      by shape: string String, integer Integer
      String: String
      Integer: I64
      * -> Unknown

    ---
    warning not-expressed 7: nothing tells the members of this choice apart; one type has what any of them has, and which go together is not checked
    ");
}

#[test]
fn parameters_have_defaults_even_where_they_must_be_there() {
    let paths = "
        /a:
          get:
            operationId: a
            parameters:
              - { name: size, in: query, schema: { type: integer, default: 20 } }
              - { name: sort, in: query, required: true, schema: { type: string, enum: [up, down], default: down } }
              - { name: wrong, in: header, schema: { type: integer, default: many } }
            responses: { '204': { description: Done } }
    ";
    assert_snapshot!(check(&Case::paths(paths, "")), @r"
    op a GET /a -> root.a, AOperation, A, idempotent
      query size: I64, optional, default 20
      query sort: AOperationSort, required, default Down
      header wrong: I64, optional
      204 NoContent: nothing, success

    ---
    note renamed 6: the request is `AOperation`, since `A` is reserved or taken
    ");
}
