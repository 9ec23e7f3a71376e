//! Objects that are all of some schemas and one of others.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// The type `T`, and what is said; the other types are left out.
fn choice(schemas: &str) -> String {
    check(&Case::schemas(schemas).showing(&[Part::Type("T")]))
}

#[test]
fn what_overlaps_is_not_told_by_keys() {
    let schemas = |key: &str| {
        format!("
        A: {{ type: object, required: [a], properties: {{ a: {{ type: string }} }} }}
        B: {{ type: object, required: [b], properties: {{ b: {{ type: string }} }} }}
        T: {{ type: object, properties: {{ c: {{ type: string }} }}, {key}: [{{ $ref: '#/components/schemas/A' }}, {{ $ref: '#/components/schemas/B' }}] }}
    ")
    };
    assert_snapshot!(choice(&schemas("oneOf")), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with a A, object with b B
      A: TA
      B: TB
      * -> Unknown

    ---
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    ");
    assert_snapshot!(choice(&schemas("anyOf")), @r"
    struct T in t (T_SCHEMA): unused, hashable
      c: String, optional
      a: String, optional
      b: String, optional

    ---
    warning not-expressed 8: nothing tells the members of this choice apart; one type has what any of them has, and which go together is not checked
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    ");
}

#[test]
fn members_beside_properties_are_called_after_what_tells_them() {
    assert_snapshot!(choice("
        T:
          type: object
          properties: { name: { type: string } }
          oneOf:
            - { type: object, required: [kind], properties: { kind: { enum: [a] }, x: { type: string } } }
            - { type: object, required: [kind], properties: { kind: { enum: [b] }, y: { type: string } } }
    "), @r#"
    union T in t (T_SCHEMA): unused
      by shape: object with kind = "a" A, object with kind = "b" B
      A: AModel
      B: B
      * -> Unknown

    ---
    note renamed 10: the type is `AModel`, since `A` is reserved or taken
    "#);
}

#[test]
fn the_outermost_member_with_a_name_stands_for_a_way() {
    assert_snapshot!(choice("
        A: { type: object, required: [k], properties: { k: { enum: [a] } } }
        B: { type: object, required: [k], properties: { k: { enum: [b] } } }
        C: { type: object, required: [k], properties: { k: { enum: [c] } } }
        D: { type: object, required: [k], properties: { k: { enum: [d] } } }
        Inner: { oneOf: [{ $ref: '#/components/schemas/B' }] }
        T:
          type: object
          properties: { name: { type: string } }
          oneOf:
            - { oneOf: [{ $ref: '#/components/schemas/A' }] }
            - { title: Titled, oneOf: [{ $ref: '#/components/schemas/D' }] }
            - { $ref: '#/components/schemas/Inner' }
            - { $ref: '#/components/schemas/C' }
    "), @r#"
    union T in t (T_SCHEMA): unused
      by shape: object with k = "a" A, object with k = "d" Titled, object with k = "b" Inner, object with k = "c" C
      A: TA
      Titled: Titled
      Inner: TInner
      C: TC
      * -> Unknown

    ---
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    note renamed 9: the type is `DModel`, since `D` is reserved or taken
    "#);
}

#[test]
fn members_may_share_a_base() {
    assert_snapshot!(check(&Case::schemas("
        Base: { type: object, properties: { id: { type: string } } }
        T:
          type: object
          properties: { name: { type: string } }
          oneOf:
            - { title: One, allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, required: [k], properties: { k: { enum: [1] } } }] }
            - { title: Two, allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, required: [k], properties: { k: { enum: [2] } } }] }
    ")), @r"
    struct Base in base (BASE): unused, hashable
      id: String, optional

    union T in t (T_SCHEMA): unused
      by shape: object with k = 1 One, object with k = 2 Two
      One: One
      Two: Two
      * -> Unknown

    struct One in t (ONE): unused, hashable
      name: String, optional
      id: String, optional
      k: OneK, required

    enum k -> OneK in t (ONE_K): unused, hashable
      1 -> N1
      * -> Unknown(I64)

    struct Two in t (TWO): unused, hashable
      name: String, optional
      id: String, optional
      k: TwoK, required

    enum k -> TwoK in t (TWO_K): unused, hashable
      2 -> N2
      * -> Unknown(I64)
    ");
}

#[test]
fn an_all_of_with_what_no_value_fits_is_json() {
    let text = "
openapi: 3.1.0
info: { title: Test, version: '1' }
components:
  schemas:
    Base: { type: object, properties: { id: { type: string } } }
    T: { allOf: [{ $ref: '#/components/schemas/Base' }, false], properties: { a: { type: string } } }
";
    let case = Case {
        text: text.into(),
        ..Case::schemas("")
    };
    assert_snapshot!(check(&case), @r"
    struct Base in base (BASE): unused, hashable
      id: String, optional

    untyped T in t (T_SCHEMA): unused: no value fits it

    ---
    warning untyped 7: kept as JSON: no value fits it
    ");
}

#[test]
fn what_the_members_of_an_all_of_exclude_is_told() {
    assert_snapshot!(choice("
        Base: { type: object, properties: { id: { type: string } } }
        T:
          allOf:
            - $ref: '#/components/schemas/Base'
            - { type: object, properties: { word: { allOf: [{ type: string }, { not: { enum: [x] } }] } } }
            - { not: { required: [a] } }
    "), @r"
    struct T in t (T_SCHEMA): unused, hashable
      id: String, optional
      word: String, optional

    ---
    warning not-expressed 11: `not` is not checked
    warning not-expressed 10: `not` is not checked
    ");
}
