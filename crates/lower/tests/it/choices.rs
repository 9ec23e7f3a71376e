//! Choices between schemas: what they come down to, and what tells their members apart.

use crate::case::{Case, Part, check};
use insta::assert_snapshot;

/// The type `T`, and what is said; the other types are left out.
fn choice(schemas: &str) -> String {
    check(&Case::schemas(schemas).showing(&[Part::Type("T")]))
}

/// A choice `T` between members with these schemas, which have names.
fn between(beside: &str, members: &[&str]) -> String {
    let schemas = members.iter().enumerate();
    let schemas = schemas.map(|(index, member)| format!("M{index}: {member}"));
    let schemas = schemas.collect::<Vec<_>>().join("\n");
    let references =
        (0..members.len()).map(|index| format!("{{ $ref: '#/components/schemas/M{index}' }}"));
    let references = references.collect::<Vec<_>>().join(", ");
    choice(&format!(
        "{schemas}\nT: {{ oneOf: [{references}]{beside} }}"
    ))
}

#[test]
fn a_choice_of_one_and_null_is_that_one() {
    assert_snapshot!(choice("
        A: { type: object, properties: { a: { type: string } } }
        T: { type: object, properties: { one: { oneOf: [{ $ref: '#/components/schemas/A' }] }, other: { anyOf: [{ nullable: true }, { $ref: '#/components/schemas/A' }] }, twice: { anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/A' }] } } }
    "), @r"
    struct T in t (T_SCHEMA): unused, hashable
      one: AModel, optional
      other: AModel?, optional
      twice: AModel, optional

    ---
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    ");
}

#[test]
fn scalars_of_one_kind_are_a_scalar() {
    assert_snapshot!(choice("
        T:
          type: object
          properties:
            texts: { oneOf: [{ type: string, format: date }, { type: string }] }
            integers: { oneOf: [{ type: integer, format: int32 }, { type: integer }] }
            numbers: { oneOf: [{ type: integer }, { type: number }] }
            flags: { oneOf: [{ type: boolean }, { type: boolean, description: D }] }
            one_type: { type: string, oneOf: [{ type: string, maxLength: 3 }, { type: integer }] }
    "), @r"
    struct T in t (T_SCHEMA): unused
      texts: String, optional
      integers: I64, optional
      numbers: Number, optional
      flags: Bool, optional
      one_type: String max length 3, optional
    ");
}

#[test]
fn lists_are_one_list_of_what_any_has() {
    assert_snapshot!(choice("
        T: { type: object, properties: { a: { oneOf: [{ type: array, items: { type: string } }, { type: array, items: { type: integer } }] }, b: { oneOf: [{ type: array, items: { type: string } }, { type: array, items: { type: string } }] } } }
    "), @r"
    struct T in t (T_SCHEMA): unused
      a: List<TA>, optional
      b: List<String>, optional
    ");
}

#[test]
fn members_are_told_by_a_property_that_each_must_have_with_values_of_its_own() {
    let member = |value: &str| {
        format!(
            "{{ type: object, required: [k, l], properties: {{ l: {{ enum: [x] }}, k: {{ enum: [{value}] }} }} }}"
        )
    };
    assert_snapshot!(between("", &[&member("a"), &member("b, c")]), @r#"
    union T in t (T_SCHEMA): unused
      by shape: object with k = "a" M0, object with k = "b" M1, object with k = "c" M1
      M0: M0
      M1: M1
      * -> Unknown
    "#);
    // One value for two members tells nothing.
    assert_snapshot!(between("", &[&member("a"), &member("b, a")]), @r"
    struct T in t (T_SCHEMA): unused, hashable
      l: L, required
      k: TK, required

    ---
    warning not-expressed 8: nothing tells the members of this choice apart; one type has what any of them has, and which go together is not checked
    ");
    assert_snapshot!(between("", &[&member("1"), &member("true")]), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with k = 1 M0, object with k = true M1
      M0: M0
      M1: M1
      * -> Unknown

    ---
    warning not-expressed 7: the other boolean is not refused, since one alone is no type
    ");
}

#[test]
fn a_key_that_no_other_knows_comes_before_a_value_that_may_be_absent() {
    let a =
        "{ type: object, required: [a], properties: { a: { type: string }, k: { enum: [x] } } }";
    let b =
        "{ type: object, required: [b], properties: { b: { type: string }, k: { enum: [y] } } }";
    assert_snapshot!(between("", &[a, b]), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with a M0, object with b M1
      M0: M0
      M1: M1
      * -> Unknown
    ");
    let c = "{ type: object, properties: { k: { enum: [z] } } }";
    let d = "{ type: object, properties: { k: { enum: [w] } } }";
    assert_snapshot!(between("", &[c, d]), @r#"
    union T in t (T_SCHEMA): unused
      by shape: object with k = "z" M0, object with k = "w" M1
      M0: M0
      M1: M1
      * -> Unknown
    "#);
}

#[test]
fn one_member_may_have_neither_key_nor_value() {
    let keyed = "{ type: object, required: [a], properties: { a: { type: string } } }";
    let rest = "{ type: object, properties: { b: { type: string } } }";
    assert_snapshot!(between("", &[rest, keyed]), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with a M1, object M0
      M0: M0
      M1: M1
      * -> Unknown
    ");
    let known = "{ type: object, properties: { a: { type: string } } }";
    assert_snapshot!(between("", &[known, keyed]), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: String, optional

    ---
    warning not-expressed 8: nothing tells the members of this choice apart; one type has what any of them has, and which go together is not checked
    ");
}

#[test]
fn types_of_json_tell_and_integers_come_before_numbers() {
    assert_snapshot!(choice("
        T: { oneOf: [{ type: number }, { type: integer }, { type: boolean }, { type: object, properties: { a: { type: string } } }] }
    "), @r"
    union T in t (T_SCHEMA): unused
      by shape: object Variant4, integer Integer, bool Bool, number Number
      Number: F64
      Integer: I64
      Bool: Bool
      Variant4: TVariant4
      * -> Unknown
    ");
    // Two lists beside a text: one type for both.
    assert_snapshot!(choice("
        T: { oneOf: [{ type: array, items: { type: string } }, { type: string }, { type: array, items: { type: integer } }] }
    "), @r"
    union T in t (T_SCHEMA): unused
      by shape: array List, string String
      List: List<TVariant1Item>
      String: String
      * -> Unknown
    ");
}

#[test]
fn a_discriminator_tells_by_mapping_constants_tag_or_name() {
    let tagged = ", discriminator: { propertyName: k, mapping: { x: M0, y: '#/components/schemas/M0', z: Gone } }";
    let plain = "{ type: object, properties: { k: { type: string } } }";
    let constant = "{ type: object, properties: { k: { type: string, enum: [c, d] } } }";
    let own = "{ type: object, x-ms-discriminator-value: o, properties: { k: { type: string } } }";
    assert_snapshot!(between(tagged, &[plain, constant, own, plain]), @r#"
    union T in t (T_SCHEMA): unused
      by tag k: "x" M0, "y" M0, "c" M1, "d" M1, "o" M2, "M3" M3
      M0: M0
      M1: M1
      M2: M2
      M3: M3
      * -> Unknown
    "#);
}

#[test]
fn a_tag_for_two_members_is_none() {
    let constant = "{ type: object, properties: { k: { type: string, enum: [c] } } }";
    let tagged = ", discriminator: { propertyName: k }";
    assert_snapshot!(between(tagged, &[constant, constant]), @r"
    struct T in t (T_SCHEMA): unused, hashable
      k: K, optional

    ---
    warning not-expressed 8: nothing tells the members of this choice apart; one type has what any of them has, and which go together is not checked
    ");
}

#[test]
fn a_tag_that_is_no_number_is_none_of_a_property_of_numbers() {
    let member = "{ type: object, required: [k], properties: { k: { type: integer } } }";
    let other = "{ type: object, required: [a], properties: { k: { type: integer }, a: { type: string } } }";
    assert_snapshot!(between(", discriminator: { propertyName: k, mapping: { '1': M0, '2': M1 } }", &[member, other]), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with k = 1 M0, object with k = 2 M1
      M0: M0
      M1: M1
      * -> Unknown
    ");
    assert_snapshot!(between(", discriminator: { propertyName: k, mapping: { one: M0, two: M1 } }", &[member, other]), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with a M1, object M0
      M0: M0
      M1: M1
      * -> Unknown
    ");
}

#[test]
fn a_choice_between_what_is_required_only_bounds() {
    assert_snapshot!(choice("
        T: { type: object, properties: { a: { type: string }, b: { type: string } }, oneOf: [{ required: [a] }, { required: [b], type: object }] }
    "), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: String, optional
      b: String, optional

    ---
    warning not-expressed 6: which properties `oneOf` wants to be there is not checked
    ");
    assert_snapshot!(choice("
        T: { type: string, anyOf: [{ maxLength: 3 }, { pattern: a }] }
    "), @r"
    alias T in t (T_SCHEMA): unused, hashable = String

    ---
    warning not-expressed 6: the bounds in `anyOf` are not checked
    ");
}

#[test]
fn a_choice_with_a_member_of_no_one_type_is_json() {
    assert_snapshot!(choice("
        Either: { oneOf: [{ type: string }, { type: object, properties: { a: { type: string } } }], nullable: true }
        T: { oneOf: [{ allOf: [{ $ref: '#/components/schemas/Either' }] }, { type: boolean }] }
    "), @r"
    untyped T in t (T_SCHEMA): unused: it is a choice with a member that has no one type

    ---
    warning untyped 7: kept as JSON: it is a choice with a member that has no one type
    ");
    assert_snapshot!(choice("T: { oneOf: [{ description: Nothing. }, { title: Nothing }] }"), @r"
    untyped T in t (T_SCHEMA): unused: no member of its choice says what it is

    ---
    warning not-expressed 6: this member of the choice allows anything; values are read as the others
    warning not-expressed 6: this member of the choice allows anything; values are read as the others
    warning untyped 6: kept as JSON: no member of its choice says what it is
    ");
    assert_snapshot!(choice("T: { oneOf: [{ $ref: '#/components/schemas/Gone' }, { type: string }] }"), @r"
    untyped T in t (T_SCHEMA): unused: it is a choice with a `$ref` that leads to nothing

    ---
    warning untyped 6: kept as JSON: it is a choice with a `$ref` that leads to nothing
    ");
}

#[test]
fn members_without_a_name_are_called_after_what_tells_them() {
    assert_snapshot!(check(&Case::schemas("
        T:
          oneOf:
            - { type: object, required: [kind], properties: { kind: { enum: [round] } } }
            - { type: object, title: Flat one, required: [kind], properties: { kind: { enum: [flat] } } }
            - { type: object, required: [kind], properties: { kind: { enum: [odd, even] } } }
            - { type: array, items: { type: string } }
    ")), @r#"
    union T in t (T_SCHEMA): unused
      by shape: object with kind = "round" Round, object with kind = "flat" FlatOne, object with kind = "odd" Variant3, object with kind = "even" Variant3, array List
      Round: TRound
      FlatOne: FlatOne
      Variant3: TVariant3
      List: List<String>
      * -> Unknown

    struct member -> TRound in t (T_ROUND): unused, hashable
      kind: TRoundKind, required

    enum kind -> TRoundKind in t (T_ROUND_KIND): unused, hashable
      "round" -> Round
      * -> Unknown(String)

    struct Flat one -> FlatOne in t (FLAT_ONE): unused, hashable
      kind: FlatOneKind, required

    enum kind -> FlatOneKind in t (FLAT_ONE_KIND): unused, hashable
      "flat" -> Flat
      * -> Unknown(String)

    struct member -> TVariant3 in t (T_VARIANT3): unused, hashable
      kind: TVariant3Kind, required

    enum kind -> TVariant3Kind in t (T_VARIANT3_KIND): unused, hashable
      "odd" -> Odd
      "even" -> Even
      * -> Unknown(String)
    "#);
}

#[test]
fn a_choice_of_one_inline_schema_is_its_body_and_of_one_component_another_name() {
    assert_snapshot!(check(&Case::schemas("
        Inline: { oneOf: [{ type: object, properties: { a: { type: string } } }] }
        Referring: { oneOf: [{ $ref: '#/components/schemas/Inline' }] }
    ")), @r"
    struct Inline in inline (INLINE): unused, hashable
      a: String, optional

    alias Referring in referring (REFERRING): unused, hashable = Inline
    ");
}

#[test]
fn members_without_a_name_are_called_after_their_tags() {
    assert_snapshot!(choice("
        T:
          oneOf:
            - { type: object, x-ms-discriminator-value: tag.cat, properties: { kind: { type: string } } }
            - { type: object, x-ms-discriminator-value: tag.dog, properties: { kind: { type: string } } }
          discriminator: { propertyName: kind }
    "), @r#"
    union T in t (T_SCHEMA): unused
      by tag kind: "tag.cat" TagCat, "tag.dog" TagDog
      TagCat: TTagCat
      TagDog: TTagDog
      * -> Unknown
    "#);
}

#[test]
fn what_a_property_must_not_be_is_told_at_the_property() {
    assert_snapshot!(choice("
        T: { type: object, properties: { a: { type: string, not: { enum: [x] } }, b: { type: string } } }
    "), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: String, optional
      b: String, optional

    ---
    warning not-expressed 6: `not` is not checked
    ");
}

#[test]
fn the_items_of_several_lists_are_one_type_wherever_they_are_joined() {
    assert_snapshot!(check(&Case::schemas("
        Word: { type: string, maxLength: 3 }
        Flag: { type: boolean, nullable: true }
        T: { oneOf: [{ type: array, items: { $ref: '#/components/schemas/Word' } }, { type: array, items: { $ref: '#/components/schemas/Flag' } }] }
        U: { oneOf: [{ type: array, items: { $ref: '#/components/schemas/Word' } }, { type: array, items: { $ref: '#/components/schemas/Flag' } }] }
    ")), @r"
    alias Word in word (WORD): unused, hashable = String max length 3

    alias Flag in flag (FLAG): unused, hashable = Bool

    alias T in t (T_SCHEMA): unused = List<TItem?>

    alias U in u (U_SCHEMA): unused = List<TItem?>

    union [] -> TItem in t (T_ITEM): unused
      by shape: string Word, bool Flag
      Word: Word
      Flag: Flag?
      * -> Unknown
    ");
}

#[test]
fn lists_of_what_has_no_one_type_are_lists_of_json() {
    assert_snapshot!(choice("
        Either: { oneOf: [{ type: string }, { type: object, properties: { a: { type: string } } }] }
        T: { oneOf: [{ type: array, items: { allOf: [{ $ref: '#/components/schemas/Either' }] } }, { type: array, items: { type: boolean } }] }
        U: { oneOf: [{ type: array, items: {} }, { type: array, items: { type: boolean } }] }
    "), @r"
    alias T in t (T_SCHEMA): unused = List<Json>

    ---
    warning untyped 7: kept as JSON: it is a choice with a member that has no one type
    ");
}

#[test]
fn of_several_keys_of_its_own_the_first_by_name_tells_a_member() {
    let one = "{ type: object, required: [z, b, y], properties: { z: { type: string }, b: { type: string }, y: { type: string } } }";
    let other = "{ type: object, required: [c], properties: { c: { type: string } } }";
    assert_snapshot!(between("", &[one, other]), @r"
    union T in t (T_SCHEMA): unused
      by shape: object with b M0, object with c M1
      M0: M0
      M1: M1
      * -> Unknown
    ");
}
