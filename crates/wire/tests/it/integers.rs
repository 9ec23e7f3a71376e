//! Integers: `1.0` and `1e3` are integers too, in fields and in lists and maps of them.

use graphwright_wire::object::{Fields, MapAccess, Object, Writer};
use graphwright_wire::{Additional, Patch, json, object};
use serde::Serializer;
use std::collections::BTreeMap;

/// A field of each type that is read from integers, and a member that may be null.
#[derive(Debug, Default)]
struct Counts {
    small: Option<i32>,
    large: Option<u64>,
    list: Option<Vec<Option<i64>>>,
    map: Option<BTreeMap<String, i64>>,
    patch: Patch<i64>,
    nullable: Option<i64>,
    others: BTreeMap<String, i64>,
    nulls: Additional,
}

impl<'de> Object<'de> for Counts {
    const NAME: &'static str = "Counts";

    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut counts = Self::default();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "small" => fields.read_integer(&mut counts.small),
                "large" => fields.read_integer(&mut counts.large),
                "list" => fields.read_integer(&mut counts.list),
                "map" => fields.read_integer(&mut counts.map),
                "patch" => fields.read_integer(&mut counts.patch),
                "nullable" => {
                    fields.read_nullable_integer(&mut counts.nullable, key, &mut counts.nulls)
                }
                _ => fields.keep_integer(key, &mut counts.others),
            }?;
        }
        Ok(counts)
    }
}

/// Reads counts and writes them again.
#[track_caller]
fn check(text: &str, expected: &str) {
    let mut decoder = serde_json::Deserializer::from_str(text);
    let outcome = match object::deserialize::<Counts, _>(&mut decoder) {
        Ok(counts) => String::from_utf8(encode(&counts)).unwrap(),
        Err(error) => error.to_string(),
    };
    assert_eq!(outcome, expected, "{text}");
}

fn encode(counts: &Counts) -> Vec<u8> {
    let mut encoder = serde_json::Serializer::new(Vec::new());
    write(counts, &mut encoder).unwrap();
    encoder.into_inner()
}

fn write<S: Serializer>(counts: &Counts, serializer: S) -> Result<S::Ok, S::Error> {
    let kept = (&counts.others, &counts.nulls);
    Writer::with(serializer, &kept)
        .optional("small", &counts.small)
        .optional("large", &counts.large)
        .optional("list", &counts.list)
        .optional("map", &counts.map)
        .patch("patch", &counts.patch)
        .optional("nullable", &counts.nullable)
        .end()
}

#[test]
fn a_fraction_of_zero_is_ignored() {
    check(
        r#"{"small":1.0,"large":1e3,"list":[1.0,null,-0.0],"map":{"a":2.0},"patch":3.0,"nullable":4.0,"b":5.0}"#,
        r#"{"small":1,"large":1000,"list":[1,null,0],"map":{"a":2},"patch":3,"nullable":4,"b":5}"#,
    );
    check(
        r#"{"small":-1,"large":18446744073709551615}"#,
        r#"{"small":-1,"large":18446744073709551615}"#,
    );
}

#[test]
fn other_numbers_are_errors() {
    check(
        r#"{"small":0.5}"#,
        "invalid type: floating point `0.5`, expected i32 at line 1 column 12",
    );
    check(
        r#"{"small":3e9}"#,
        "invalid type: floating point `3000000000.0`, expected i32 at line 1 column 12",
    );
    check(
        r#"{"large":-1}"#,
        "invalid value: integer `-1`, expected u64 at line 1 column 11",
    );
    check(
        r#"{"list":[1e300]}"#,
        "invalid type: floating point `1e+300`, expected i64 at line 1 column 14",
    );
    check(
        r#"{"map":{"a":"1"}}"#,
        "invalid type: string \"1\", expected i64 at line 1 column 15",
    );
}

#[test]
fn a_null_is_kept_with_typed_members_until_the_field_is_set() {
    let text = r#"{"nullable":null,"b":1}"#;
    check(text, r#"{"b":1,"nullable":null}"#);
    let mut decoder = serde_json::Deserializer::from_str(text);
    let mut counts: Counts = object::deserialize(&mut decoder).unwrap();
    counts.nullable = Some(2);
    assert_eq!(
        json::from_slice::<json::Value>(&encode(&counts)).unwrap(),
        json::json!({"nullable": 2, "b": 1})
    );
}
