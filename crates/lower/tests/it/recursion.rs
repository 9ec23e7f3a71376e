//! Types that contain themselves: which edge of a circle is cut, and where none is.

use crate::case::{Case, check};
use insta::assert_snapshot;

#[test]
fn of_two_aliases_for_each_other_the_one_that_closes_the_circle_is_json() {
    let schemas = "
        A: { type: array, items: { $ref: '#/components/schemas/B' } }
        B: { type: object, additionalProperties: { $ref: '#/components/schemas/A' } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    alias A -> AModel in a_model (A_MODEL): unused = List<B>

    untyped B in b (B_SCHEMA): unused: it contains itself without an object in between

    ---
    warning untyped 7: kept as JSON: it contains itself without an object in between
    note renamed 6: the type is `AModel`, since `A` is reserved or taken
    ");
}

#[test]
fn an_object_between_aliases_ends_a_circle() {
    let schemas = "
        List: { type: array, items: { $ref: '#/components/schemas/Node' } }
        Node: { type: object, properties: { all: { $ref: '#/components/schemas/List' } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    alias List in list (LIST): unused, hashable = List<Node>

    struct Node in node (NODE): unused, hashable
      all: List, optional
    ");
}

#[test]
fn each_field_that_closes_a_circle_is_boxed_and_lists_are_not() {
    let schemas = "
        Tree:
          type: object
          required: [left]
          properties:
            left: { $ref: '#/components/schemas/Tree' }
            right: { nullable: true, allOf: [{ $ref: '#/components/schemas/Tree' }] }
            all: { type: array, items: { $ref: '#/components/schemas/Tree' } }
            by_name: { type: object, additionalProperties: { $ref: '#/components/schemas/Tree' } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct Tree in tree (TREE): unused
      left: Box<Tree>, required
      right: Box<Tree>?, optional
      all: List<Tree>, optional
      by_name: Map<Tree>, optional
    ");
}

#[test]
fn a_variant_may_be_boxed_too() {
    let schemas = "
        Rule: { oneOf: [{ type: string }, { $ref: '#/components/schemas/Not' }] }
        Not: { type: object, required: [rule], properties: { rule: { $ref: '#/components/schemas/Rule' } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    union Rule in rule (RULE): unused
      by shape: object Not, string String
      String: String
      Not: Not
      * -> Unknown

    struct Not in not (NOT): unused
      rule: Box<Rule>, required
    ");
}

#[test]
fn a_box_stands_where_the_walk_from_the_first_type_comes_back() {
    let schemas = "
        Leaf: { type: object, properties: { root: { $ref: '#/components/schemas/Alias' } } }
        Root: { type: object, properties: { leaf: { $ref: '#/components/schemas/Leaf' } } }
        Alias: { $ref: '#/components/schemas/Root' }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct Leaf in leaf (LEAF): unused, hashable
      root: Alias, optional

    struct Root in root (ROOT): unused, hashable
      leaf: Box<Leaf>, optional

    alias Alias in alias (ALIAS): unused, hashable = Root
    ");
}

#[test]
fn a_reference_that_leads_back_to_itself_is_json() {
    let schemas = "
        Loop: { $ref: '#/components/schemas/Other' }
        Other: { $ref: '#/components/schemas/Loop' }
        Deep: { type: object, properties: { a: { $ref: '#/components/schemas/Deep/properties/a' } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    alias Loop in loop_ (LOOP): unused = Other

    untyped Other in other (OTHER): unused: it contains itself without an object in between

    struct Deep in deep (DEEP): unused
      a: Json, optional

    ---
    warning untyped 8: kept as JSON: its `$ref`s come back to it without a type in between
    warning untyped 7: kept as JSON: it contains itself without an object in between
    ");
}

#[test]
fn a_schema_inside_of_another_may_be_referred_to_twice() {
    let schemas = "
        T: { type: object, properties: { a: { $ref: '#/components/schemas/U/properties/x' }, b: { $ref: '#/components/schemas/U/properties/x' } } }
        U: { type: object, properties: { x: { type: string, maxLength: 3 } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: String max length 3, optional
      b: String max length 3, optional

    struct U in u (U_SCHEMA): unused, hashable
      x: String max length 3, optional
    ");
}

#[test]
fn a_reference_to_a_place_of_a_titled_schema_is_its_type() {
    let schemas = "
        T: { type: object, properties: { a: { type: object, title: Point, properties: { x: { type: integer } } } } }
        U: { type: object, properties: { b: { type: object, title: Point, properties: { x: { type: integer } } } } }
        V: { type: object, properties: { c: { $ref: '#/components/schemas/U/properties/b' } } }
    ";
    assert_snapshot!(check(&Case::schemas(schemas)), @r"
    struct T in t (T_SCHEMA): unused, hashable
      a: Point, optional

    struct U in u (U_SCHEMA): unused, hashable
      b: Point, optional

    struct V in v (V_SCHEMA): unused, hashable
      c: Point, optional

    struct Point in point (POINT): unused, hashable, in 2 places
      x: I64, optional
    ");
}
