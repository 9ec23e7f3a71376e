//! Enums and unions, and the unlisted values that open ones keep.

use graphwright_wire::json::{self, Error, Value, json};
use graphwright_wire::open_enum::{
    self, ClosedEnum, OpenEnum, OpenIntegerEnum, Unlisted, UnlistedInteger,
};
use graphwright_wire::union::{self, Constant, Dispatch, Shape, Union};
use proptest::prelude::*;
use serde::{Deserialize, Deserializer, Serialize};
use std::marker::PhantomData;

#[derive(Debug, PartialEq)]
enum UserType {
    Member,
    Unknown(Unlisted),
}

impl OpenEnum for UserType {
    fn listed(value: &str) -> Option<Self> {
        (value == "Member").then_some(Self::Member)
    }

    fn unlisted(value: Unlisted) -> Self {
        Self::Unknown(value)
    }
}

#[derive(Debug, PartialEq)]
enum Priority {
    Low,
    Unknown(UnlistedInteger),
}

impl OpenIntegerEnum for Priority {
    fn listed(value: i64) -> Option<Self> {
        (value == 1).then_some(Self::Low)
    }

    fn unlisted(value: UnlistedInteger) -> Self {
        Self::Unknown(value)
    }
}

#[derive(Debug, PartialEq)]
enum Order {
    Up,
}

impl ClosedEnum for Order {
    const VALUES: &'static [&'static str] = &["up"];

    fn listed(value: &str) -> Option<Self> {
        (value == "up").then_some(Self::Up)
    }
}

#[test]
fn open_enums_keep_unlisted_values() {
    assert_eq!(
        open_enum::deserialize(json!("Member")).ok(),
        Some(UserType::Member)
    );
    let other: UserType = open_enum::deserialize(json!("member")).unwrap();
    assert!(matches!(&other, UserType::Unknown(value) if value.as_str() == "member"));
    let wrong = open_enum::deserialize::<UserType, _>(json!(7)).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "invalid type: integer `7`, expected a string"
    );
}

#[test]
fn open_integer_enums_keep_unlisted_values() {
    assert_eq!(
        open_enum::deserialize_integer(json!(1)).ok(),
        Some(Priority::Low)
    );
    let other: Priority = open_enum::deserialize_integer(json!(-9)).unwrap();
    assert!(matches!(other, Priority::Unknown(value) if value.get() == -9));
    let check = |value: Value, expected: &str| {
        let wrong = open_enum::deserialize_integer::<Priority, _>(value).unwrap_err();
        assert_eq!(wrong.to_string(), expected);
    };
    check(
        json!(1.5),
        "invalid type: floating point `1.5`, expected an integer",
    );
    check(
        json!(u64::MAX),
        "invalid value: integer `18446744073709551615`, expected a 64-bit integer",
    );
}

#[test]
fn closed_enums_name_the_listed_values() {
    assert_eq!(
        open_enum::deserialize_closed(json!("up")).ok(),
        Some(Order::Up)
    );
    let wrong = open_enum::deserialize_closed::<Order, _>(json!("down")).unwrap_err();
    assert_eq!(wrong.to_string(), "unknown variant `down`, expected `up`");
}

/// The rule of a union under test, and whether it has a fallback variant.
trait Rules: Sized {
    const DISPATCH: Dispatch;
    const OPEN: bool;
}

/// A union of a text, a number and a list of numbers.
enum Choice<R> {
    Text(String),
    Number(i64),
    Numbers(Vec<i64>),
    Tagged(Value),
    Unknown(union::Unlisted),
    #[expect(dead_code, reason = "carries the rules")]
    Rules(PhantomData<R>),
}

impl<R: Rules> Union for Choice<R> {
    const NAME: &'static str = "Choice";
    const VARIANTS: &'static [&'static str] = &["Text", "Number", "Numbers", "Tagged"];
    const DISPATCH: Dispatch = R::DISPATCH;

    fn variant(index: usize, value: Value) -> Result<Self, Error> {
        match index {
            0 => union::decode(value).map(Self::Text),
            1 => union::decode(value).map(Self::Number),
            2 => union::decode(value).map(Self::Numbers),
            _ => union::decode(value).map(Self::Tagged),
        }
    }

    fn unlisted(value: union::Unlisted) -> Option<Self> {
        R::OPEN.then_some(Self::Unknown(value))
    }
}

fn encode(value: &impl Serialize) -> Value {
    json::to_value(value).unwrap()
}

impl<R: Rules> Choice<R> {
    /// The variant, and its content as JSON.
    fn show(&self) -> (&'static str, Value) {
        match self {
            Self::Text(value) => ("Text", encode(value)),
            Self::Number(value) => ("Number", encode(value)),
            Self::Numbers(value) => ("Numbers", encode(value)),
            Self::Tagged(value) => ("Tagged", encode(value)),
            Self::Unknown(value) => ("Unknown", encode(value)),
            Self::Rules(_) => ("Rules", Value::Null),
        }
    }
}

impl<'de, R: Rules> Deserialize<'de> for Choice<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        union::deserialize(deserializer)
    }
}

/// Decodes a value, and compares its variant, or the error. The variant must encode to the same
/// value.
#[track_caller]
fn check<R: Rules>(value: &Value, expected: &str) {
    let outcome = match json::from_value::<Choice<R>>(value.clone()) {
        Ok(choice) => {
            let (variant, held) = choice.show();
            assert_eq!(&held, value);
            variant.to_owned()
        }
        Err(error) => error.to_string(),
    };
    assert_eq!(outcome, expected);
}

struct ByTag;

impl Rules for ByTag {
    const DISPATCH: Dispatch = Dispatch::Tag("kind", &[("t", 3), ("wrong", 0)]);
    const OPEN: bool = true;
}

struct ByClosedTag;

impl Rules for ByClosedTag {
    const DISPATCH: Dispatch = Dispatch::Tag("kind", &[("t", 3)]);
    const OPEN: bool = false;
}

#[test]
fn a_tag_selects_the_variant() {
    check::<ByTag>(&json!({ "kind": "t", "more": [1] }), "Tagged");
    check::<ByTag>(&json!({ "kind": "u" }), "Unknown");
    check::<ByTag>(&json!({ "kind": 7 }), "Unknown");
    check::<ByTag>(&json!(null), "Unknown");
    check::<ByTag>(
        &json!({ "kind": "wrong" }),
        "Choice as Text: invalid type: map, expected a string",
    );
    check::<ByClosedTag>(
        &json!({ "kind": "u" }),
        "`kind` of Choice is \"u\", which is not listed",
    );
    check::<ByClosedTag>(
        &json!({}),
        "Choice has no string in `kind`, which selects its type",
    );
}

struct ByShape;

impl Rules for ByShape {
    const DISPATCH: Dispatch = Dispatch::Shape(&[
        (
            Shape::ObjectWith(&[("kind", Some(Constant::Text("t"))), ("more", None)]),
            3,
        ),
        (Shape::Integer, 1),
        (Shape::String, 0),
        (Shape::Array, 2),
    ]);
    const OPEN: bool = false;
}

#[test]
fn a_shape_selects_the_variant() {
    check::<ByShape>(&json!("a"), "Text");
    check::<ByShape>(&json!(1), "Number");
    assert!(matches!(
        json::from_value::<Choice<ByShape>>(json!(1e3)),
        Ok(Choice::Number(1000))
    ));
    check::<ByShape>(&json!([1, 2]), "Numbers");
    check::<ByShape>(&json!({ "kind": "t", "more": null }), "Tagged");
    let none = "Choice has the shape of none of Text, Number, Numbers, Tagged";
    check::<ByShape>(&json!({ "kind": "t" }), none);
    check::<ByShape>(&json!({ "kind": "u", "more": 1 }), none);
    check::<ByShape>(&json!(1.5), none);
    check::<ByShape>(
        &json!(["a"]),
        "Choice as Numbers: invalid type: string \"a\", expected i64",
    );
}

/// A base type among its subtypes: a mapped tag selects a subtype, any other object is of the base
/// type.
struct ByMappedTag;

impl Rules for ByMappedTag {
    const DISPATCH: Dispatch = Dispatch::Shape(&[
        (
            Shape::ObjectWith(&[("@type", Some(Constant::Text("#text")))]),
            0,
        ),
        (
            Shape::ObjectWith(&[("@type", Some(Constant::Text("#word")))]),
            0,
        ),
        (Shape::Object, 3),
    ]);
    const OPEN: bool = false;
}

#[test]
fn objects_with_other_tags_are_of_the_base_type() {
    check::<ByMappedTag>(&json!({}), "Tagged");
    check::<ByMappedTag>(&json!({ "@type": 1, "a": null }), "Tagged");
    let as_text = "Choice as Text: invalid type: map, expected a string";
    check::<ByMappedTag>(&json!({ "@type": "#text" }), as_text);
    check::<ByMappedTag>(&json!({ "@type": "#word" }), as_text);
    let none = "Choice has the shape of none of Text, Number, Numbers, Tagged";
    check::<ByMappedTag>(&json!("#text"), none);
}

/// Objects whose tag is a number or a boolean.
struct ByOtherTag;

impl Rules for ByOtherTag {
    const DISPATCH: Dispatch = Dispatch::Shape(&[
        (
            Shape::ObjectWith(&[("kind", Some(Constant::Integer(-1)))]),
            3,
        ),
        (
            Shape::ObjectWith(&[("kind", Some(Constant::Bool(true)))]),
            0,
        ),
    ]);
    const OPEN: bool = false;
}

#[test]
fn a_tag_may_be_a_number_or_a_boolean() {
    check::<ByOtherTag>(&json!({ "kind": -1 }), "Tagged");
    let as_text = "Choice as Text: invalid type: map, expected a string";
    check::<ByOtherTag>(&json!({ "kind": true }), as_text);
    let none = "Choice has the shape of none of Text, Number, Numbers, Tagged";
    for kind in [
        json!(1),
        json!("-1"),
        json!(-1.5),
        json!(false),
        json!(null),
    ] {
        check::<ByOtherTag>(&json!({ "kind": kind }), none);
    }
    check::<ByOtherTag>(&json!({}), none);
}

struct InOrder;

impl Rules for InOrder {
    const DISPATCH: Dispatch = Dispatch::Ordered;
    const OPEN: bool = false;
}

#[test]
fn the_first_variant_that_decodes_is_selected() {
    check::<InOrder>(&json!([1]), "Numbers");
    // The last variant decodes any JSON.
    check::<InOrder>(&json!(["a"]), "Tagged");
}

proptest! {
    #[test]
    fn any_tag_survives_among_subtypes(tag in "[a-z#.]{0,9}", more in any::<i64>()) {
        prop_assume!(tag != "#text" && tag != "#word");
        check::<ByMappedTag>(&json!({ "@type": tag, "more": more }), "Tagged");
    }

    #[test]
    fn any_string_survives_an_open_enum(text in any::<String>()) {
        let value: UserType = open_enum::deserialize(json!(text)).unwrap();
        let shown = match &value {
            UserType::Member => "Member",
            UserType::Unknown(value) => value.as_str(),
        };
        prop_assert_eq!(shown, text);
    }
}
