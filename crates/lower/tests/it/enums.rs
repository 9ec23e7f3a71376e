//! Lists of values: what becomes a type, and which lists are one.

use crate::case::{Case, check};
use insta::assert_snapshot;

#[test]
fn null_and_repetitions_are_no_variants() {
    let schemas = "
        T: { type: object, properties: { a: { type: string, enum: [x, null, x, y] } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    struct T in t (T_SCHEMA): unused, hashable
      a: TA?, optional

    enum a -> TA in t (TA_SCHEMA): unused, hashable
      "x" -> X
      "y" -> Y
      * -> Unknown(String)
    "#);
}

#[test]
fn null_alone_is_no_enum() {
    let schemas = "
        T: { type: object, properties: { a: { enum: [null] }, b: { type: string, nullable: true, enum: [null] } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: Null?, optional
      b: Null?, optional
    ");
}

#[test]
fn integers_among_fractions_are_numbers_and_texts_among_numbers_are_several_types() {
    let schemas = "
        Fractions: { enum: [1, 2.5] }
        Whole: { type: number, enum: [1, 2] }
        Huge: { type: integer, enum: [9223372036854775808] }
        Mixed: { type: string, enum: [a, 1] }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    alias Fractions in fractions (FRACTIONS): unused = F64

    enum Whole in whole (WHOLE): unused, hashable
      1 -> N1
      2 -> N2
      * -> Unknown(I64)

    alias Huge in huge (HUGE): unused, hashable = I64

    enum Mixed in mixed (MIXED): unused, hashable
      "a" -> A
      "1" -> N1
      * -> Unknown(String)

    ---
    warning not-expressed 6: the values that are allowed are not checked, since they are numbers with a fraction
    "#);
}

#[test]
fn the_format_decides_about_the_width_of_integers() {
    let schemas = "
        Small: { type: integer, format: int32, enum: [1] }
        Double: { type: number, format: double, enum: [1, 2] }
        Date: { type: string, format: date, enum: ['2024-01-01'] }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    enum Small in small (SMALL): unused, hashable
      1 -> N1
      * -> Unknown(I32)

    alias Double in double (DOUBLE): unused = F64

    enum Date -> DateModel in date_model (DATE_MODEL): unused, hashable
      "2024-01-01" -> N20240101
      * -> Unknown(String)

    ---
    warning not-expressed 7: the values that are allowed are not checked, since they are numbers with a fraction
    note renamed 8: the type is `DateModel`, since `Date` is reserved or taken
    "#);
}

#[test]
fn equal_lists_of_one_name_are_one_type() {
    let schemas = "
        A: { type: object, properties: { unit: { type: string, enum: [m, s] } } }
        B: { type: object, properties: { unit: { type: string, enum: [m, s], description: Other words. } } }
        C: { type: object, properties: { unit: { type: string, enum: [s, m] } } }
        D: { type: object, properties: { unit: { type: string, x-extensible-enum: [m, s] } } }
        E: { type: object, properties: { unit: { type: array, items: { type: string, enum: [m, s] } } } }
        F: { type: object, properties: { other: { type: string, enum: [m, s] } } }
    ";
    let shown = check(&Case::schemas(schemas));
    let fields: Vec<&str> = shown.lines().filter(|line| line.contains(": ")).collect();
    assert_snapshot!(fields.join("\n"), @r"
    struct A -> AModel in a_model (A_MODEL): unused, hashable
      unit: AModelUnit, optional
    struct B in b (B_SCHEMA): unused, hashable
      unit: AModelUnit, optional
    struct C in c (C_SCHEMA): unused, hashable
      unit: CUnit, optional
    struct D -> DModel in d_model (D_MODEL): unused, hashable
      unit: DModelUnit, optional
    struct E in e (E_SCHEMA): unused, hashable
      unit: List<EUnit>, optional
    struct F in f (F_SCHEMA): unused, hashable
      other: Other, optional
    enum unit -> AModelUnit in a_model (A_MODEL_UNIT): unused, hashable
    enum unit -> CUnit in c (C_UNIT): unused, hashable
    enum unit -> DModelUnit in d_model (D_MODEL_UNIT): unused, hashable
    enum unit[] -> EUnit in e (E_UNIT): unused, hashable
    enum other -> Other in f (OTHER): unused, hashable
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    note renamed 9: the type is `DModel`, since `D` is reserved or taken
    ");
}

#[test]
fn the_variant_for_other_values_has_the_first_free_name() {
    let schemas = "
        A: { type: string, enum: [a] }
        B: { type: string, enum: [unknown] }
        C: { type: string, enum: [unknown, unlisted, other] }
        D: { type: string, enum: [unknown, unlisted, other, unknownValue] }
    ";
    let shown = check(&Case::schemas(schemas));
    let others: Vec<&str> = shown
        .lines()
        .filter(|line| line.starts_with("  *"))
        .collect();
    assert_snapshot!(others.join("\n"), @r"
    * -> Unknown(String)
    * -> Unlisted(String)
    * -> UnknownValue(String)
    * -> UnknownValue2(String)
    ");
}

#[test]
fn names_for_values_are_sought_list_by_list() {
    let schemas = "
        A: { type: string, enum: [a, b, c], x-enumNames: [First, Second, Third], x-enum-varnames: [Alpha, Beta, Gamma] }
        B: { type: integer, enum: [1, 2], x-ms-enum: { name: B, values: [{ value: 2, name: Two }] }, x-enum: [{ value: 1, name: One }] }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    enum A -> AModel in a_model (A_MODEL): unused, hashable
      "a" -> Alpha
      "b" -> Beta
      "c" -> Gamma
      * -> Unknown(String)

    enum B in b (B_SCHEMA): unused, hashable
      1 -> One
      2 -> Two
      * -> Unknown(I64)

    ---
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    "#);
}

#[test]
fn values_of_several_lists_are_one_enum_whose_titles_are_names() {
    let schemas = "
        T:
          oneOf:
            - { type: string, enum: [a], title: The first }
            - { type: string, enum: [b, c], title: No name for two }
            - { type: string, enum: [a, d] }
        Open: { anyOf: [{ type: string, enum: [a] }, { type: string }] }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    enum T in t (T_SCHEMA): unused, hashable
      "a" -> TheFirst
      "b" -> B
      "c" -> C
      "d" -> D
      * -> Unknown(String)

    enum Open in open (OPEN): unused, hashable
      "a" -> A
      * -> Unknown(String), allowed
    "#);
}
