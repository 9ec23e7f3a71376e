//! Files of the model.

use super::support::*;
use super::{check, options};
use crate::{Runtime, emit};
use graphwright_ir::*;
use insta::assert_snapshot;

#[test]
fn presence() {
    let mut nullable = field("note", "note", scalar(Scalar::String), "");
    nullable.presence = Presence::Required;
    nullable.slot.nullable = true;
    let mut old = field("old", "old", scalar(Scalar::I32), "No longer used");
    old.deprecated = true;
    let thing = object(vec![
        required(field("id", "id", scalar(Scalar::Uuid), "Its id")),
        required(field("count", "count", scalar(Scalar::I64), "")),
        required(field("key", "key", scalar(Scalar::Secret), "")),
        field(
            "fields",
            "fields",
            list(scalar(Scalar::String)),
            "Has the name of a local",
        ),
        nullable,
        patch(field("job", "job", scalar(Scalar::String), "The job")),
        old,
    ]);
    assert_snapshot!(check(
        &api(vec![ty("Thing", "thing", thing, "A thing")], vec![]),
        "model/src/thing.rs"
    ));
}

#[test]
fn defaults() {
    let colour = values(Scalar::String, &[(text("red"), "Red")], Some("Unknown"));
    let thing = object(vec![
        defaulted(
            field("flag", "flag", scalar(Scalar::Bool), ""),
            Literal::Bool(true),
        ),
        defaulted(field("size", "size", scalar(Scalar::I64), ""), number("-3")),
        defaulted(
            field("rate", "rate", scalar(Scalar::F64), ""),
            number("1e3"),
        ),
        defaulted(
            field("name", "name", scalar(Scalar::String), ""),
            text("a \"b\""),
        ),
        defaulted(
            field("colour", "colour", named(1), ""),
            Literal::Variant("Red".into()),
        ),
        defaulted(
            field("tags", "tags", list(scalar(Scalar::String)), ""),
            Literal::Json("[]".into()),
        ),
        defaulted(
            field("born", "born", scalar(Scalar::Date), ""),
            text("2020-01-01"),
        ),
    ]);
    let types = vec![
        ty("Thing", "thing", thing, ""),
        ty("Colour", "thing", colour, ""),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/thing.rs"));
}

#[test]
fn other_members() {
    let with = |additional: Additional, fields: Vec<Field>| {
        TypeKind::Struct(Struct {
            fields,
            additional,
            min_properties: Some(1),
            max_properties: None,
            nulls: None,
        })
    };
    let one = || vec![field("a", "a", scalar(Scalar::Bool), "")];
    let numbers = Additional::Typed("others".into(), Box::new(Slot::of(scalar(Scalar::I32))));
    let types = vec![
        ty("Typed", "typed", with(numbers.clone(), one()), ""),
        ty("TypedAlone", "typed", with(numbers, vec![]), ""),
        ty("Dropped", "typed", with(Additional::Drop, one()), ""),
        ty("Nothing", "typed", with(Additional::Deny, vec![]), ""),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/typed.rs"));
}

#[test]
fn recursion_and_files() {
    let boxed = TypeRef::Boxed(Box::new(named(0)));
    let node = object(vec![
        field("next", "next", boxed, "What comes after"),
        field("leaf", "leaf", named(1), ""),
        field(
            "leaves",
            "leaves",
            TypeRef::Map(Box::new(Slot::of(named(1)))),
            "",
        ),
        field("any", "any", TypeRef::Json, ""),
    ]);
    let leaf = object(vec![field("weight", "weight", scalar(Scalar::F32), "")]);
    let types = vec![
        ty("Node", "node", node, "A node"),
        ty("Leaf", "leaf", leaf, "A leaf"),
    ];
    let api = api(types, vec![]);
    assert_snapshot!("recursion", check(&api, "model/src/node.rs"));
    assert_snapshot!("root", check(&api, "model/src/lib.rs"));
}

#[test]
fn enums() {
    let types = vec![
        TypeDef {
            hashable: true,
            ..ty(
                "Colour",
                "colour",
                values(
                    Scalar::String,
                    &[(text("red"), "Red"), (text(""), "Empty")],
                    None,
                ),
                "",
            )
        },
        ty(
            "Level",
            "colour",
            values(
                Scalar::I64,
                &[(number("-1"), "Minus1"), (number("2"), "N2")],
                Some("Unknown"),
            ),
            "",
        ),
        ty(
            "Code",
            "colour",
            values(Scalar::I32, &[(number("7"), "N7")], None),
            "A code",
        ),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/colour.rs"));
}

/// Where the document itself allows other values, its schema lists none.
#[test]
fn enums_of_known_values() {
    let known = |kind| match kind {
        TypeKind::Enum(body) => TypeKind::Enum(Enum {
            allows_others: true,
            ..body
        }),
        other => other,
    };
    let texts = values(Scalar::String, &[(text("red"), "Red")], Some("Unknown"));
    let codes = values(Scalar::I32, &[(number("7"), "N7")], Some("Unknown"));
    let types = vec![
        ty("Colour", "colour", known(texts), ""),
        ty("Code", "colour", known(codes), ""),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/colour.rs"));
}

#[test]
fn newtypes() {
    let bounds = Constraints {
        min_length: Some(1),
        pattern: Some("^[a-z]+$".into()),
        ..Constraints::default()
    };
    let types = vec![
        TypeDef {
            hashable: true,
            ..ty(
                "UserId",
                "user_id",
                TypeKind::Newtype(Newtype {
                    often: Some(Scalar::Uuid),
                    ..Newtype::of(Scalar::String, bounds)
                }),
                "An id",
            )
        },
        ty(
            "Money",
            "user_id",
            TypeKind::Newtype(Newtype::of(Scalar::F64, Constraints::default())),
            "",
        ),
        ty(
            "Ids",
            "user_id",
            TypeKind::Alias(Slot::of(list(named(0)))),
            "",
        ),
        TypeDef {
            deprecated: true,
            ..ty(
                "Odd",
                "user_id",
                TypeKind::Untyped {
                    reason: "it has `not`".into(),
                },
                "",
            )
        },
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/user_id.rs"));
}

#[test]
fn unions() {
    let variant = |ident: &str, index| Variant {
        ident: ident.into(),
        slot: Slot::of(named(index)),
        docs: Docs::default(),
    };
    let union = |dispatch, fallback: Option<&str>| {
        let variants = vec![variant("Cat", 3), variant("Dog", 4)];
        TypeKind::Union(Union {
            dispatch,
            variants,
            fallback: fallback.map(str::to_owned),
        })
    };
    let tagged = |value: &str, index| TagValue {
        value: value.into(),
        variant: VariantIndex(index),
    };
    let tag = Dispatch::Tag {
        wire: "kind".into(),
        values: vec![tagged("cat", 0), tagged("dog", 1)],
    };
    let shape_of = |kind, index| Shape {
        kind,
        variant: VariantIndex(index),
    };
    let key = |wire: &str, value| KnownKey {
        wire: wire.into(),
        value,
    };
    let kind = |value| JsonKind::ObjectWith(vec![key("kind", Some(value))]);
    let cat = vec![key("lives", None), key("kind", Some(text("cat")))];
    let shape = Dispatch::Shape(vec![
        shape_of(JsonKind::ObjectWith(cat), 0),
        shape_of(kind(number("-1")), 1),
        shape_of(kind(Literal::Bool(true)), 1),
        shape_of(JsonKind::Object, 1),
    ]);
    let constants = ["cat", "kitten", "tom"].map(|value| shape_of(kind(text(value)), 0));
    let types = vec![
        ty("Animal", "animal", union(tag, Some("Unknown")), "An animal"),
        ty("Shaped", "animal", union(shape, None), ""),
        ty(
            "Ordered",
            "animal",
            union(Dispatch::Ordered, Some("Unknown")),
            "",
        ),
        ty("Cat", "cat", object(vec![]), ""),
        ty("Dog", "dog", object(vec![]), ""),
        ty(
            "Told",
            "animal",
            union(Dispatch::Shape(constants.to_vec()), None),
            "",
        ),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/animal.rs"));
}

/// What is at hand can be given as it is: texts and numbers for a union, literals for a list of
/// texts, nothing for what can have but one value.
#[test]
fn values_as_they_are() {
    let variant = |ident: &str, of: TypeRef| Variant {
        ident: ident.into(),
        slot: Slot::of(of),
        docs: Docs::default(),
    };
    let union = |variants: Vec<Variant>| {
        TypeKind::Union(Union {
            dispatch: Dispatch::Ordered,
            variants,
            fallback: None,
        })
    };
    let word = vec![
        variant("Text", scalar(Scalar::String)),
        variant("Integer", scalar(Scalar::I64)),
        variant("List", list(scalar(Scalar::String))),
        variant("Itself", TypeRef::Boxed(Box::new(named(0)))),
        variant("Other", TypeRef::Boxed(Box::new(named(2)))),
        variant("Null", scalar(Scalar::Null)),
    ];
    let alike = vec![
        variant("Text", scalar(Scalar::String)),
        variant("Link", scalar(Scalar::Uri)),
        variant("Lists", list(scalar(Scalar::I64))),
        variant("Others", list(scalar(Scalar::String))),
        variant("Flag", scalar(Scalar::Bool)),
    ];
    let types = vec![
        ty("Word", "word", union(word), ""),
        ty("Alike", "word", union(alike), ""),
        ty(
            "Tagged",
            "word",
            object(vec![
                required(field("type", "type_", named(3), "")),
                field("names", "names", list(scalar(Scalar::String)), ""),
            ]),
            "",
        ),
        ty(
            "Tag",
            "word",
            values(Scalar::String, &[(text("it"), "It")], Some("Unknown")),
            "",
        ),
        ty(
            "Pair",
            "word",
            object(vec![
                required(field("tag", "tag", named(3), "")),
                required(field("word", "word", named(0), "")),
            ]),
            "",
        ),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/word.rs"));
}

#[test]
fn constraints() {
    let bound = |value: &str, exclusive| {
        Some(Bound {
            value: value.into(),
            exclusive,
        })
    };
    let mut age = field("age", "age", scalar(Scalar::I32), "");
    age.slot.constraints.minimum = bound("0", false);
    age.slot.constraints.maximum = bound("1.5e2", true);
    age.slot.constraints.multiple_of = Some("5".into());
    let mut mail = field("mail", "mail", scalar(Scalar::String), "");
    mail.slot.constraints.format = Some("email".into());
    mail.slot.constraints.max_length = Some(320);
    let mut tags = field("tags", "tags", list(scalar(Scalar::String)), "");
    tags.slot.constraints.unique_items = true;
    tags.slot.constraints.max_items = Some(9);
    let mut id = field("id", "id", scalar(Scalar::Uuid), "");
    id.access = Access::Read;
    let thing = object(vec![age, mail, tags, id]);
    assert_snapshot!(check(
        &api(vec![ty("Thing", "thing", thing, "")], vec![]),
        "model/src/thing.rs"
    ));
}

#[test]
fn a_schema_may_have_the_name_of_a_runtime_type() {
    let types = vec![
        ty(
            "Object",
            "object",
            object(vec![field("schema", "schema", named(1), "")]),
            "",
        ),
        ty(
            "Schema",
            "schema_",
            object(vec![field("a", "a", scalar(Scalar::Uuid), "")]),
            "",
        ),
    ];
    assert_snapshot!(check(&api(types, vec![]), "model/src/object.rs"));
}

#[test]
fn security_schemes() {
    let scheme = |wire: &str, kind| SecurityScheme {
        wire: wire.into(),
        ident: wire.into(),
        kind,
        docs: docs(""),
    };
    let mut api = api(vec![], vec![]);
    api.security_schemes = vec![
        scheme(
            "key",
            SchemeKind::ApiKey {
                place: KeyPlace::Header,
                name: "X-Key".into(),
            },
        ),
        scheme("basic", SchemeKind::Basic),
    ];
    let need = |scheme| Requirement {
        scheme: SchemeId(scheme),
        scopes: vec!["read".into()],
        any_of: true,
    };
    api.security = SecurityNeed {
        alternatives: vec![vec![need(0), need(1)], vec![]],
    };
    assert_snapshot!(check(&api, "model/src/security.rs"));
}

#[test]
fn manifests() {
    let mut api = api(vec![], vec![]);
    api.info.title = "A \"quoted\"\n\u{202e}title".into();
    let mut text = String::new();
    for runtime in [
        Runtime::Path("../crates".into()),
        Runtime::Git {
            url: "https://git.example/x".into(),
            rev: "abc".into(),
        },
        Runtime::Version("0.1".into()),
    ] {
        let options = crate::Options {
            runtime,
            workspace: true,
            folder: "a/{target}".into(),
            ..options()
        };
        let files = emit(&api, &options);
        for (path, manifest) in files.iter().filter(|(path, _)| !path.contains("/src/")) {
            text.extend(["==> ", path, "\n", manifest, "\n"]);
        }
    }
    assert_snapshot!(text);
}
