//! Objects: properties, presence, members without a property, and `allOf`.

use crate::case::{Case, check, lowered};
use graphwright_ir::TypeKind;
use graphwright_lower::Unknown;
use insta::assert_snapshot;

#[test]
fn members_without_a_property_are_kept_typed_or_refused() {
    let schemas = "
        Silent: { type: object, properties: { a: { type: string } } }
        Anything: { type: object, properties: { a: { type: string } }, additionalProperties: {} }
        Yes: { type: object, properties: { a: { type: string } }, additionalProperties: true }
        Typed: { type: object, properties: { additional: { type: string } }, additionalProperties: { type: integer } }
        No: { type: object, properties: { a: { type: string } }, additionalProperties: false }
        Reopened: { allOf: [{ $ref: '#/components/schemas/No' }, { type: object, properties: { b: { type: string } }, additionalProperties: { type: string } }] }
    ";
    let case = Case::schemas(schemas).with(|config| config.unknown = Unknown::Keep);
    assert_snapshot!(check(&case), @r"
    struct Silent in silent (SILENT): unused
      a: String, optional
      * -> additional: kept

    struct Anything in anything (ANYTHING): unused
      a: String, optional
      * -> additional: kept

    struct Yes in yes (YES): unused
      a: String, optional
      * -> additional: kept

    struct Typed in typed (TYPED): unused, hashable
      additional: String, optional
      * -> additional_properties: I64

    struct No in no (NO): unused, hashable
      a: String, optional
      * refused

    struct Reopened in reopened (REOPENED): unused, hashable
      a: String, optional
      b: String, optional
      * -> additional: String
    ");
}

#[test]
fn nulls_need_a_field_only_where_nothing_else_keeps_them() {
    let schemas = "
        Closed: { type: object, properties: { a: { type: string, nullable: true } }, additionalProperties: false }
        Required: { type: object, required: [a], properties: { a: { type: string, nullable: true } }, additionalProperties: false }
        Typed: { type: object, properties: { nulls: { type: string, nullable: true } }, additionalProperties: { type: integer } }
        Open: { type: object, properties: { a: { type: string, nullable: true } } }
    ";
    let case = Case::schemas(schemas).with(|config| config.unknown = Unknown::Keep);
    assert_snapshot!(check(&case), @r"
    struct Closed in closed (CLOSED): unused, hashable
      a: String?, optional
      * refused
      null -> nulls: kept

    struct Required in required (REQUIRED): unused, hashable
      a: String?, required
      * refused

    struct Typed in typed (TYPED): unused, hashable
      nulls: String?, optional
      * -> additional: I64
      null -> explicit_nulls: kept

    struct Open in open (OPEN): unused
      a: String?, optional
      * -> additional: kept
    ");
}

#[test]
fn what_is_required_and_not_described_is_told_in_order() {
    let schemas =
        "T: { type: object, required: [z, a, y, x, w, v], properties: { a: { type: string } } }";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: String, required

    ---
    warning not-expressed 6: `v` is required, but no schema describes it; its presence is not checked
    warning not-expressed 6: `w` is required, but no schema describes it; its presence is not checked
    warning not-expressed 6: `x` is required, but no schema describes it; its presence is not checked
    warning not-expressed 6: `y` is required, but no schema describes it; its presence is not checked
    warning not-expressed 6: `z` is required, but no schema describes it; its presence is not checked
    ");
}

#[test]
fn setters_give_way_to_methods_and_fields_to_words_of_the_language() {
    let schemas = "T: { type: object, properties: { clone: { type: string }, with_clone: { type: string }, type: { type: string }, new: { type: string } } }";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      clone: String, optional, setter with_clone
      with_clone: String, optional, setter with_with_clone
      type -> type_: String, optional
      new: String, optional, setter with_new
    ");
}

#[test]
fn of_two_descriptions_the_one_that_says_more_holds() {
    let both = |one: &str, other: &str| {
        let part = |property: &str| format!("{{ type: object, properties: {{ a: {property} }} }}");
        let schemas = format!("T: {{ allOf: [{}, {}] }}", part(one), part(other));
        let shown = check(&Case::schemas(&schemas));
        shown
            .lines()
            .skip(1)
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    };
    // A remark and a type, in either order.
    assert_snapshot!(both("{ description: Words. }", "{ type: integer }"), @"  a: I64, optional");
    assert_snapshot!(both("{ type: integer }", "{ description: Words. }"), @"  a: I64, optional");
    // All that one says and more.
    assert_snapshot!(both("{ type: string }", "{ type: string, maxLength: 3 }"), @"  a: String max length 3, optional");
    assert_snapshot!(both("{ type: string, maxLength: 3 }", "{ type: string }"), @"  a: String max length 3, optional");
    // Values of the type that is all that the other says.
    assert_snapshot!(both("{ type: string, maxLength: 3 }", "{ enum: [x] }"), @r#"
      a: TA, optional
    enum a -> TA in t (TA_SCHEMA): unused, hashable
      "x" -> X
      * -> Unknown(String)
    ---
    warning all-of-conflict 6: `a` is described differently at #/components/schemas/T/allOf/0/properties/a
    "#);
    assert_snapshot!(both("{ type: string, description: D }", "{ enum: [x] }"), @r#"
      a: TA, optional
    enum a -> TA in t (TA_SCHEMA): unused, hashable
      "x" -> X
      * -> Unknown(String)
    "#);
    // Neither: the later one.
    assert_snapshot!(both("{ type: string }", "{ type: integer }"), @r"
      a: I64, optional
    ---
    warning all-of-conflict 6: `a` is described differently at #/components/schemas/T/allOf/0/properties/a
    ");
    // A default is a remark, and whether null is allowed is none.
    assert_snapshot!(both("{ type: string, default: a }", "{ type: string }"), @r#"  a: String, default "a", a_or_default()"#);
    assert_snapshot!(both("{ type: string, nullable: true }", "{ type: string }"), @"  a: String?, optional");
}

#[test]
fn an_all_of_of_one_with_remarks_is_that_one() {
    let schemas = "
        Base: { type: object, properties: { a: { type: string } } }
        Remarked: { allOf: [{ $ref: '#/components/schemas/Base' }, { description: More. }] }
        Requiring: { allOf: [{ $ref: '#/components/schemas/Base' }], required: [a] }
        Adding: { allOf: [{ $ref: '#/components/schemas/Base' }], properties: { b: { type: string } } }
        Bounded: { allOf: [{ required: [a] }] }
        Nothing: { allOf: [{}, { description: D }] }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct Base in base (BASE): unused, hashable
      a: String, optional

    alias Remarked in remarked (REMARKED): unused, hashable = Base

    struct Requiring in requiring (REQUIRING): unused, hashable
      a: String, required

    struct Adding in adding (ADDING): unused, hashable
      a: String, optional
      b: String, optional

    struct Bounded in bounded (BOUNDED): unused, hashable

    alias Nothing in nothing (NOTHING): unused = Json

    ---
    warning not-expressed 10: `a` is required, but no schema describes it; its presence is not checked
    ");
}

#[test]
fn of_a_value_that_is_no_object_the_most_telling_member_gives_the_type() {
    let schemas = "
        Word: { type: string, minLength: 1 }
        T:
          type: object
          properties:
            listed: { allOf: [{ $ref: '#/components/schemas/Word' }, { type: string, enum: [a] }] }
            named: { allOf: [{ type: string, format: uuid }, { $ref: '#/components/schemas/Word' }] }
            formatted: { allOf: [{ type: string }, { type: string, format: uuid }] }
            whole: { allOf: [{ type: number, maximum: 3 }, { type: integer }] }
            own: { type: string, format: date, allOf: [{ type: string, maxLength: 3 }] }
            items: { allOf: [{ type: array }, { type: array, items: { type: string } }, { maxItems: 2 }] }
            never: { allOf: [{ type: string }, { type: boolean }] }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    alias Word in word (WORD): unused, hashable = String min length 1

    struct T in t (T_SCHEMA): unused
      listed: Listed min length 1, optional
      named: Word format uuid, optional
      formatted: Uuid, optional
      whole: I64 max 3, optional
      own: Date max length 3, optional
      items: List<String> max items 2, optional
      never: Json, optional

    enum listed -> Listed in t (LISTED): unused, hashable
      "a" -> A
      * -> Unknown(String)

    ---
    warning untyped 16: kept as JSON: no value is all that its `allOf` wants
    "#);
}

#[test]
fn a_format_beside_an_all_of_says_more_than_the_type_in_it() {
    let schemas = "
        T:
          type: object
          properties:
            day: { type: string, format: date, allOf: [{ type: string, maxLength: 10 }] }
            whole: { type: integer, allOf: [{ type: number, maximum: 3 }] }
            named: { type: string, format: date, allOf: [{ $ref: '#/components/schemas/Day' }] }
            object: { type: object, format: odd, allOf: [{ $ref: '#/components/schemas/Sealed' }] }
        Day: { type: string, format: date }
        Sealed: { additionalProperties: false }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      day: Date max length 10, optional
      whole: I64 max 3, optional
      named: Day format date, optional
      object: Sealed, optional

    alias Day in day (DAY): unused, hashable = Date

    struct Sealed in sealed (SEALED): unused, hashable
      * refused
    ");
}

#[test]
fn later_bounds_take_the_place_of_earlier_ones() {
    let schemas = "
        Word: { type: string, minLength: 1, maxLength: 9, pattern: a }
        T:
          type: object
          properties:
            narrowed: { allOf: [{ $ref: '#/components/schemas/Word' }, { type: string, maxLength: 3 }], pattern: b }
            exact: { type: number, minimum: 0.10, maximum: 1, exclusiveMinimum: true, exclusiveMaximum: false }
            map: { type: object, minProperties: 1, additionalProperties: { type: string } }
            object: { type: object, maxProperties: 3, properties: { a: { type: string } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    alias Word in word (WORD): unused, hashable = String min length 1 max length 9 pattern "a"

    struct T in t (T_SCHEMA): unused
      narrowed: Word max length 3 pattern "b", optional
      exact: F64 min 0.1 exclusive max 1, optional
      map: Map<String> min properties 1, optional
      object: TObject, optional

    struct object -> TObject in t (T_OBJECT): unused, hashable
      a: String, optional
      max properties 3
    "#);
}

#[test]
fn only_bounds_beyond_what_is_signed_make_a_number_unsigned() {
    let schemas = "
        T:
          type: object
          properties:
            unsigned: { type: integer, minimum: 0, maximum: 9223372036854775808 }
            signed: { type: integer, minimum: 0, maximum: 9223372036854775807 }
            below: { type: integer, minimum: -1, maximum: 9223372036854775808 }
            open: { type: integer, minimum: 0 }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      unsigned: U64 min 0 max 9223372036854775808, optional
      signed: I64 min 0 max 9223372036854775807, optional
      below: I64 min -1 max 9223372036854775808, optional
      open: I64 min 0, optional
    ");
}

#[test]
fn checked_formats_are_bounds_unless_values_are_listed() {
    let schemas = "
        T:
          type: object
          properties:
            mail: { type: string, format: EMAIL }
            home: { type: string, format: url }
            listed: { type: string, format: email, enum: [a@b.c] }
            empty: { type: string, format: '' }
            odd: { type: boolean, format: email }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    struct T in t (T_SCHEMA): unused, hashable
      mail: String format email, optional
      home: String, optional
      listed: Listed, optional
      empty: String, optional
      odd: Bool, optional

    enum listed -> Listed in t (LISTED): unused, hashable
      "a@b.c" -> ABC
      * -> Unknown(String)
    "#);
}

#[test]
fn a_map_has_values_of_any_of_its_patterns() {
    let text = "
openapi: 3.1.0
info: { title: Test, version: '1' }
components:
  schemas:
    Patterns: { type: object, patternProperties: { '^a': { type: string }, '^b': { type: string } }, additionalProperties: false }
    Others: { type: object, patternProperties: { '^a': { type: string } }, additionalProperties: { type: string } }
    Open: { type: object, patternProperties: { '^a': { type: string } } }
";
    let case = Case {
        text: text.into(),
        ..Case::schemas("")
    };
    assert_snapshot!(check(&case), @r"
    alias Patterns in patterns (PATTERNS): unused = Map<String>

    alias Others in others (OTHERS): unused = Map<String>

    alias Open in open (OPEN): unused = Map<Json>

    ---
    warning not-expressed 6: which names `patternProperties` allows for which values is not checked
    warning not-expressed 7: which names `patternProperties` allows for which values is not checked
    warning not-expressed 8: which names `patternProperties` allows for which values is not checked
    ");
}

#[test]
fn a_type_is_hashable_if_all_of_it_is() {
    let schemas = "
        Plain: { type: object, properties: { a: { type: string }, all: { type: array, items: { $ref: '#/components/schemas/Plain' } } }, additionalProperties: false }
        Float: { type: object, properties: { a: { type: number } }, additionalProperties: false }
        Secret: { type: object, properties: { a: { type: string, format: password } }, additionalProperties: false }
        Map: { type: object, properties: { a: { type: object, additionalProperties: { type: string } } }, additionalProperties: false }
        Any: { type: object, properties: { a: {} }, additionalProperties: false }
        OfFloats: { type: object, properties: { a: { type: array, items: { $ref: '#/components/schemas/Float' } } }, additionalProperties: false }
        Alias: { $ref: '#/components/schemas/OfFloats' }
        Kept: { type: object, properties: { a: { type: string } } }
        Choice: { oneOf: [{ type: string }, { type: integer }] }
        Word: { type: string, enum: [a] }
    ";
    let case = Case::schemas(schemas).with(|config| config.unknown = Unknown::Keep);
    let shown = check(&case);
    let hashable = shown.lines().filter(|line| line.contains("hashable"));
    assert_snapshot!(hashable.collect::<Vec<_>>().join("\n"), @r"
    struct Plain in plain (PLAIN): unused, hashable
    enum Word in word (WORD): unused, hashable
    ");
}

#[test]
fn null_is_found_behind_references_and_choices() {
    let schemas = "
        T:
          type: object
          properties:
            referred: { $ref: '#/components/schemas/Alias' }
            chosen: { anyOf: [{ $ref: '#/components/schemas/Maybe' }, { type: string, enum: [a] }] }
            wrapped: { allOf: [{ $ref: '#/components/schemas/Maybe' }] }
            joined: { allOf: [{ $ref: '#/components/schemas/Maybe' }, { type: string, maxLength: 3 }] }
            none: { type: string }
        Alias: { $ref: '#/components/schemas/Maybe' }
        Maybe: { type: string, nullable: true }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r#"
    struct T in t (T_SCHEMA): unused, hashable
      referred: Alias?, optional
      chosen: Chosen?, optional
      wrapped: Maybe?, optional
      joined: Maybe? max length 3, optional
      none: String, optional

    alias Alias in alias (ALIAS): unused, hashable = Maybe

    alias Maybe in maybe (MAYBE): unused, hashable = String

    enum chosen -> Chosen in t (CHOSEN): unused, hashable
      "a" -> A
      * -> Unknown(String), allowed
    "#);
}

#[test]
fn a_schema_without_a_type_is_told_by_its_keywords() {
    let schemas = "
        Object: { required: [a], properties: { a: { type: string } } }
        Map: { additionalProperties: { type: string } }
        List: { items: { type: string } }
        Text: { maxLength: 3 }
        Empty: { type: object, properties: {} }
        Sealed: { additionalProperties: false }
        Not: { type: string, not: { enum: [a] } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct Object -> ObjectModel in object_model (OBJECT_MODEL): unused, hashable
      a: String, required

    alias Map -> MapModel in map_model (MAP_MODEL): unused = Map<String>

    alias List in list (LIST): unused, hashable = List<String>

    alias Text in text (TEXT): unused = Json max length 3

    alias Empty in empty (EMPTY): unused = Map<Json>

    struct Sealed in sealed (SEALED): unused, hashable
      * refused

    alias Not in not (NOT): unused, hashable = String

    ---
    warning not-expressed 12: `not` is not checked
    note renamed 6: the type is `ObjectModel`, since `Object` is reserved or taken
    note renamed 7: the type is `MapModel`, since `Map` is reserved or taken
    ");
}

#[test]
fn an_all_of_without_properties_is_the_map_in_it() {
    let schemas = "
        T: { type: object, properties: { a: { allOf: [{ type: object }, { type: object, additionalProperties: { type: integer } }] } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused
      a: Map<I64>, optional
    ");
}

#[test]
fn of_equal_descriptions_the_first_with_words_holds() {
    let words = |one: &str, other: &str| {
        let part = |words: &str| {
            format!("{{ type: object, properties: {{ a: {{ type: string {words} }} }} }}")
        };
        let schemas = format!("T: {{ allOf: [{}, {}] }}", part(one), part(other));
        let (_, lowered) = lowered(&Case::schemas(&schemas));
        let TypeKind::Struct(body) = &lowered.api.types[0].kind else {
            panic!("{:?}", lowered.api.types[0]);
        };
        body.fields[0].docs.description.clone()
    };
    let (one, other) = (", description: One.", ", description: Other.");
    assert_eq!(words("", other).as_deref(), Some("Other."));
    assert_eq!(words(one, "").as_deref(), Some("One."));
    assert_eq!(words(one, other).as_deref(), Some("One."));
}
