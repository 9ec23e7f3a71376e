//! Base types with a discriminator, and the subtypes that it leads to.

use crate::case::{Case, check};
use insta::assert_snapshot;

#[test]
fn a_base_without_a_mapping_has_the_subtypes_that_extend_it() {
    let base = "
        Base: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
        Sub: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { a: { type: string } } }] }
        Leaf: { allOf: [{ $ref: '#/components/schemas/Sub' }, { type: object, properties: { kind: { enum: [leaf, twig] } } }] }
    ";
    assert_snapshot!(check(&Case::schemas(&format!("{base}
        T: {{ type: object, properties: {{ any: {{ $ref: '#/components/schemas/Base' }} }} }}
    "))), @r#"
    union Base in base (BASE): unused, hashable
      by shape: object with kind = "Sub" Sub, object with kind = "leaf" Leaf, object with kind = "twig" Leaf, object Base
      Sub: Sub
      Leaf: Leaf
      Base: BaseBase

    struct Sub in sub (SUB): unused, hashable
      kind: String, required
      a: String, optional

    struct Leaf in leaf (LEAF): unused, hashable
      kind: LeafKind, required
      a: String, optional

    struct T in t (T_SCHEMA): unused, hashable
      any: Base, optional

    struct Base -> BaseBase in base (BASE_BASE): unused, hashable
      kind: String, required

    enum kind -> LeafKind in leaf (LEAF_KIND): unused, hashable
      "leaf" -> Leaf
      "twig" -> Twig
      * -> Unknown(String)
    "#);
    // Nothing but its subtypes uses it.
    let shown = check(&Case::schemas(base));
    assert!(shown.starts_with("struct Base"), "{shown}");
}

#[test]
fn an_all_of_alone_is_a_subtype_if_the_mapping_leads_to_it() {
    assert_snapshot!(check(&Case::schemas("
        Base: { type: object, properties: { kind: { type: string } }, discriminator: { propertyName: kind, mapping: { a: '#/components/schemas/Named', b: Keyed } } }
        Named: { type: object, allOf: [{ $ref: '#/components/schemas/Base' }] }
        Keyed: { type: object, allOf: [{ $ref: '#/components/schemas/Base' }] }
        Other: { type: object, allOf: [{ $ref: '#/components/schemas/Base' }] }
    ")), @r#"
    union Base in base (BASE): unused, hashable
      by shape: object with kind = "a" Named, object with kind = "b" Keyed, object Base
      Named: Named
      Keyed: Keyed
      Base: BaseBase

    struct Named in named (NAMED): unused, hashable
      kind: String, optional

    struct Keyed in keyed (KEYED): unused, hashable
      kind: String, optional

    alias Other in other (OTHER): unused, hashable = Base

    struct Base -> BaseBase in base (BASE_BASE): unused, hashable
      kind: String, optional
    "#);
}
