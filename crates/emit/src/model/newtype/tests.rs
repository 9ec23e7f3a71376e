//! Newtypes, aliases, and what has no type in Rust.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// A newtype of a text and of a number, an alias, and a schema without a type.
fn newtypes() -> Api {
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
    api(types, vec![])
}

#[test]
fn a_newtype_of_a_text() {
    let items = [
        "pub struct UserId",
        "impl UserId",
        "impl From<String>",
        "impl From<&str> for U",
        "impl AsRef",
        "impl fmt::Display",
        "impl<'de> Deserialize<'de> for UserId",
        "impl Serialize for UserId",
        "pub static USER_ID",
    ];
    assert_snapshot!(check_items(&newtypes(), "model/src/user_id.rs", &items), @r#"
    /// An id.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    pub struct UserId(String);
    impl UserId {
        /// Wraps any text. The server decides whether it is valid.
        pub fn new(value: impl Into<String>) -> Self {
            Self(value.into())
        }

        /// Returns the text.
        pub fn as_str(&self) -> &str {
            &self.0
        }

        /// Parses the text as a UUID; `None` if it is not one.
        pub fn as_uuid(&self) -> Option<Uuid> {
            self.0.parse().ok()
        }
    }
    impl From<String> for UserId {
        fn from(value: String) -> Self {
            Self(value)
        }
    }
    impl From<&str> for UserId {
        fn from(value: &str) -> Self {
            Self(value.to_owned())
        }
    }
    impl AsRef<str> for UserId {
        fn as_ref(&self) -> &str {
            &self.0
        }
    }
    impl fmt::Display for UserId {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&self.0)
        }
    }
    impl<'de> Deserialize<'de> for UserId {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Deserialize::deserialize(deserializer).map(Self)
        }
    }
    impl Serialize for UserId {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Serialize::serialize(&self.0, serializer)
        }
    }
    /// The schema of [`UserId`].
    #[cfg(feature = "schema")]
    pub static USER_ID: Schema = Schema::string().pattern("^[a-z]+$").min_length(1);
    "#);
}

#[test]
fn other_newtypes_and_aliases() {
    let items = [
        "pub struct Money",
        "impl Money",
        "impl From<f64>",
        "pub type",
        "pub struct Odd",
        "impl From<Value>",
        "pub static MONEY",
        "pub static IDS",
        "pub static ODD",
    ];
    assert_snapshot!(check_items(&newtypes(), "model/src/user_id.rs", &items), @r#"
    #[derive(Clone, Debug, PartialEq)]
    pub struct Money(f64);
    impl Money {
        /// Wraps a value.
        pub fn new(value: f64) -> Self {
            Self(value)
        }

        /// Returns the value.
        pub fn get(&self) -> &f64 {
            &self.0
        }
    }
    impl From<f64> for Money {
        fn from(value: f64) -> Self {
            Self(value)
        }
    }
    pub type Ids = Vec<UserId>;
    /// Any JSON, since it has no faithful type in Rust: it has `not`.
    #[deprecated]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Odd(pub Value);
    impl From<Value> for Odd {
        fn from(value: Value) -> Self {
            Self(value)
        }
    }
    /// The schema of [`Money`].
    #[cfg(feature = "schema")]
    pub static MONEY: Schema = Schema::number();
    /// The schema of [`Ids`].
    #[cfg(feature = "schema")]
    pub static IDS: Schema = Schema::array(&Schema::reference(&USER_ID));
    /// The schema of [`Odd`].
    #[cfg(feature = "schema")]
    pub static ODD: Schema = Schema::any();
    "#);
}
