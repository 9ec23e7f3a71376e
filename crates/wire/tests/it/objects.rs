//! Objects in both directions, with a type like those of generated crates.

use graphwright_wire::json::{self, Value, json};
use graphwright_wire::object::{self, Fields, MapAccess, Object, Writer};
use graphwright_wire::{Additional, Patch, Secret};
use proptest::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
struct Account {
    name: String,
    password: Option<Secret<String>>,
    phones: Option<Vec<String>>,
    manager: Option<String>,
    office: Option<String>,
    title: Patch<String>,
    additional: Additional,
}

impl Account {
    fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            password: None,
            phones: None,
            manager: None,
            office: None,
            title: Patch::Keep,
            additional: Additional::new(),
        }
    }
}

impl<'de> Object<'de> for Account {
    const NAME: &'static str = "Account";

    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut name = None;
        let mut account = Self::named("");
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "name" => fields.read(&mut name),
                "password" => fields.read(&mut account.password),
                "phones" => fields.read(&mut account.phones),
                "manager" => fields.read(&mut account.manager),
                "office" => fields.read_nullable(&mut account.office, key, &mut account.additional),
                "title" => fields.read(&mut account.title),
                _ => fields.keep(key, &mut account.additional),
            }?;
        }
        account.name = object::required(name, "name")?;
        Ok(account)
    }
}

impl<'de> Deserialize<'de> for Account {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::deserialize(deserializer)
    }
}

impl Serialize for Account {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Writer::with(serializer, &self.additional)
            .required("name", &self.name)
            .optional("password", &self.password)
            .optional("phones", &self.phones)
            .nullable("manager", &self.manager)
            .optional("office", &self.office)
            .patch("title", &self.title)
            .end()
    }
}

/// Decodes text by each of the JSON library's decoders, and encodes the value again. `expected` is
/// the text, or the error without its position, which depends on the decoder.
#[track_caller]
fn check(text: &str, expected: &str) {
    let outcome = |decoded: Result<Account, json::Error>| match decoded {
        Ok(account) => json::to_string(&account).unwrap(),
        Err(error) => error
            .to_string()
            .split(" at line")
            .next()
            .unwrap()
            .to_owned(),
    };
    assert_eq!(outcome(json::from_str(text)), expected, "from_str");
    assert_eq!(
        outcome(json::from_slice(text.as_bytes())),
        expected,
        "from_slice"
    );
    assert_eq!(
        outcome(serde_json::from_reader(text.as_bytes())),
        expected,
        "from_reader"
    );
    if let Ok(value) = json::from_str::<Value>(text) {
        assert_eq!(outcome(json::from_value(value)), expected, "from_value");
    }
}

#[test]
fn members_come_in_any_order_and_unknown_ones_are_kept() {
    check(
        r#"{"x":[1,{"y":null}],"phones":["1"],"name":"A","b":1.50}"#,
        r#"{"name":"A","phones":["1"],"manager":null,"x":[1,{"y":null}],"b":1.5}"#,
    );
}

#[test]
fn keys_with_escapes_are_found() {
    check(
        r#"{"\u006eame":"A","\u00e9":1}"#,
        r#"{"name":"A","manager":null,"é":1}"#,
    );
}

#[test]
fn null_is_absence_for_optional_fields_and_clears_patches() {
    check(
        r#"{"name":"A","phones":null,"manager":null,"title":null}"#,
        r#"{"name":"A","manager":null,"title":null}"#,
    );
}

#[test]
fn a_null_that_the_document_allows_is_written_again() {
    check(
        r#"{"office":null,"name":"A"}"#,
        r#"{"name":"A","manager":null,"office":null}"#,
    );
    check(
        r#"{"office":null,"name":"A","office":"1"}"#,
        r#"{"name":"A","manager":null,"office":"1"}"#,
    );
    check(
        r#"{"office":"1","name":"A","office":null}"#,
        r#"{"name":"A","manager":null,"office":null}"#,
    );
    let mut account: Account = json::from_str(r#"{"name":"A","office":null}"#).unwrap();
    account.office = Some("2".to_owned());
    assert_eq!(
        json::to_string(&account).unwrap(),
        r#"{"name":"A","manager":null,"office":"2"}"#
    );
}

#[test]
fn the_last_member_of_a_key_counts() {
    check(
        r#"{"name":"A","name":"B","z":1,"z":2}"#,
        r#"{"name":"B","manager":null,"z":2}"#,
    );
}

#[test]
fn a_required_field_cannot_be_omitted() {
    check("{}", "missing field `name`");
}

#[test]
fn another_kind_of_value_is_an_error() {
    check("[]", "invalid type: sequence, expected an object, Account");
}

#[test]
fn a_wrong_value_is_an_error() {
    check(
        r#"{"name":"A","phones":[7]}"#,
        "invalid type: integer `7`, expected a string",
    );
}

#[test]
fn a_wrong_secret_is_not_shown() {
    check(
        r#"{"name":"A","password":12345}"#,
        "a secret value of the wrong type",
    );
    let error = json::from_str::<Account>("{\n \"password\": [12345]}").unwrap_err();
    assert_eq!((error.line(), error.column()), (2, 13));
}

#[test]
fn a_field_is_not_written_twice() {
    let mut account = Account::named("A");
    account.title = Patch::Set("Boss".to_owned());
    account.additional = [
        ("title", json!("Other")),
        ("phones", Value::Null),
        ("name", json!("B")),
    ]
    .into_iter()
    .collect();
    let text = json::to_string(&account).unwrap();
    // `phones` is not set, so that the additional member with its key is sent.
    assert_eq!(
        text,
        r#"{"name":"A","manager":null,"title":"Boss","phones":null}"#
    );
}

#[test]
fn typed_additional_members_are_read_and_written() {
    #[derive(Debug, Default, PartialEq)]
    struct Counts {
        total: Option<i64>,
        others: BTreeMap<String, i64>,
    }

    impl<'de> Object<'de> for Counts {
        const NAME: &'static str = "Counts";

        fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
            let mut counts = Self::default();
            while let Some(key) = fields.next()? {
                match key.as_str() {
                    "total" => fields.read(&mut counts.total),
                    "comment" => fields.skip(),
                    _ => fields.keep_typed(key, &mut counts.others),
                }?;
            }
            Ok(counts)
        }
    }

    impl Serialize for Counts {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Writer::with(serializer, &self.others)
                .optional("total", &self.total)
                .end()
        }
    }

    let mut decoder =
        serde_json::Deserializer::from_str(r#"{"b":2,"total":3,"comment":[{}],"a":1}"#);
    let mut counts: Counts = object::deserialize(&mut decoder).unwrap();
    assert_eq!(
        json::to_string(&counts).unwrap(),
        r#"{"total":3,"a":1,"b":2}"#
    );
    counts.others.insert("total".to_owned(), 9);
    assert_eq!(
        json::to_string(&counts).unwrap(),
        r#"{"total":3,"a":1,"b":2}"#
    );
}

#[test]
fn the_first_error_of_a_writer_is_kept() {
    /// A key that JSON cannot have.
    struct Wrong;

    impl Serialize for Wrong {
        fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("cannot be written"))
        }
    }

    let mut out = Vec::new();
    let mut encoder = serde_json::Serializer::new(&mut out);
    let outcome = Writer::new(&mut encoder)
        .required("a", &1)
        .required("b", &Wrong)
        .required("c", &2)
        .end();
    assert_eq!(outcome.unwrap_err().to_string(), "cannot be written");
}

#[test]
fn patches_convert_from_values_and_options() {
    let (set, cleared): (Patch<i64>, Patch<i64>) = (5.into(), None.into());
    assert_eq!((set, cleared), (Patch::Set(5), Patch::Clear));
    let password: Patch<Secret<String>> = "hunter2".into();
    assert_eq!(
        password.value().map(Secret::expose).map(String::as_str),
        Some("hunter2")
    );
    let mut property = Some(1);
    Patch::Keep.apply(&mut property);
    assert_eq!(property, Some(1));
    Patch::Set(2).apply(&mut property);
    assert_eq!(property, Some(2));
    cleared.apply(&mut property);
    assert_eq!(property, None);
    assert_eq!(Patch::Set("a").map(str::len).value(), Some(&1));
}

#[test]
fn additional_members_are_equal_in_any_order() {
    let one: Additional = [("a", 1), ("b", 2)].into_iter().collect();
    let other: Additional = [("b", 2), ("a", 1)].into_iter().collect();
    assert_eq!(one, other);
    let mut emptied: Additional = [("a", 1)].into_iter().collect();
    assert_ne!(emptied, Additional::new());
    assert_eq!(emptied.remove("a"), Some(1.into()));
    assert_eq!(emptied, Additional::new());
    assert_eq!(format!("{one:?}"), r#"{"a": Number(1), "b": Number(2)}"#);
}

#[test]
fn a_secret_is_not_shown() {
    let mut account = Account::named("A");
    account.password = Some("hunter2".into());
    let shown = format!("{account:?}");
    assert!(
        shown.contains("Secret(..)") && !shown.contains("hunter2"),
        "{shown}"
    );
    let text = json::to_string(&account).unwrap();
    assert_eq!(text, r#"{"name":"A","password":"hunter2","manager":null}"#);
}

/// Any JSON value, a few levels deep.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(any::<String>(), inner, 0..4)
                .prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn any_patch() -> impl Strategy<Value = Patch<String>> {
    prop_oneof![
        Just(Patch::Keep),
        Just(Patch::Clear),
        any::<String>().prop_map(Patch::Set)
    ]
}

proptest! {
    #[test]
    fn written_objects_are_read_back(
        name in any::<String>(),
        password in any::<Option<String>>(),
        phones in any::<Option<Vec<String>>>(),
        manager in any::<Option<String>>(),
        office in any::<Option<String>>(),
        title in any_patch(),
        additional in prop::collection::hash_map("[a-z@.\"\\\\]{5,8}", any_json(), 0..4),
    ) {
        // Of names with five letters and more, these are fields of `Account`.
        prop_assume!(["title", "phones", "manager", "office", "password"]
            .iter()
            .all(|field| !additional.contains_key(*field)));
        let account = Account {
            name,
            password: password.map(Secret::new),
            phones,
            manager,
            office,
            title,
            additional: additional.into_iter().collect(),
        };
        let text = json::to_string(&account).unwrap();
        prop_assert_eq!(json::from_str::<Account>(&text).unwrap(), account.clone());
        let value = json::to_value(&account).unwrap();
        prop_assert_eq!(json::from_value::<Account>(value).unwrap(), account);
    }
}
