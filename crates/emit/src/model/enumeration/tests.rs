//! Enums of texts and of integers, open and closed.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// Enums of texts and of integers, closed and open.
fn enums() -> Api {
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
    api(types, vec![])
}

#[test]
fn a_closed_enum_of_texts() {
    let items = [
        "pub enum Colour",
        "impl Colour",
        "impl ClosedEnum",
        "impl<'de> Deserialize<'de> for Colour",
        "impl Serialize for Colour",
        "pub static COLOUR",
    ];
    assert_snapshot!(check_items(&enums(), "model/src/colour.rs", &items), @r#"
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        /// `red`.
        Red,

        /// `""`.
        Empty,
    }
    impl Colour {
        /// Returns the value on the wire.
        pub fn as_str(&self) -> &str {
            match self {
                Self::Red => "red",
                Self::Empty => "",
            }
        }
    }
    impl ClosedEnum for Colour {
        const VALUES: &'static [&'static str] = &["red", ""];

        fn listed(value: &str) -> Option<Self> {
            match value {
                "red" => Some(Self::Red),
                "" => Some(Self::Empty),
                _ => None,
            }
        }
    }
    impl<'de> Deserialize<'de> for Colour {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            open_enum::deserialize_closed(deserializer)
        }
    }
    impl Serialize for Colour {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    /// The schema of [`Colour`].
    #[cfg(feature = "schema")]
    pub static COLOUR: Schema = Schema::string().one_of(&["red", ""]);
    "#);
}

#[test]
fn enums_of_integers() {
    let items = [
        "use ",
        "pub enum Level",
        "impl Level",
        "impl OpenIntegerEnum",
        "impl fmt::Display for Level",
        "impl<'de> Deserialize<'de> for Level",
        "impl<'de> Deserialize<'de> for Code",
        "impl Serialize for Code",
        "impl Code",
        "pub static LEVEL",
        "pub static CODE",
    ];
    assert_snapshot!(check_items(&enums(), "model/src/colour.rs", &items), @r#"
    #[cfg(feature = "schema")]
    use graphwright_wire::Schema;
    use graphwright_wire::open_enum::{self, ClosedEnum, OpenIntegerEnum, UnlistedInteger};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::fmt;
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Level {
        /// `-1`.
        Minus1,

        /// `2`.
        N2,

        /// A value that the document does not list, kept unchanged.
        Unknown(UnlistedInteger),
    }
    impl Level {
        /// Returns the value on the wire.
        pub fn value(&self) -> i64 {
            match self {
                Self::Minus1 => -1,
                Self::N2 => 2,
                Self::Unknown(value) => value.get(),
            }
        }
    }
    impl OpenIntegerEnum for Level {
        fn listed(value: i64) -> Option<Self> {
            match value {
                -1 => Some(Self::Minus1),
                2 => Some(Self::N2),
                _ => None,
            }
        }

        fn unlisted(value: UnlistedInteger) -> Self {
            Self::Unknown(value)
        }
    }
    impl fmt::Display for Level {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            fmt::Display::fmt(&self.value(), f)
        }
    }
    impl<'de> Deserialize<'de> for Level {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            open_enum::deserialize_integer(deserializer)
        }
    }
    impl Code {
        /// Returns the value on the wire.
        pub fn value(&self) -> i64 {
            match self {
                Self::N7 => 7,
            }
        }
    }
    impl<'de> Deserialize<'de> for Code {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            match <i64 as Deserialize>::deserialize(deserializer)? {
                7 => Ok(Self::N7),
                _ => Err(Error::custom("a value that the document does not list")),
            }
        }
    }
    impl Serialize for Code {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_i64(self.value())
        }
    }
    /// The schema of [`Level`].
    #[cfg(feature = "schema")]
    pub static LEVEL: Schema = Schema::integer().one_of_integers(&[-1, 2]);
    /// The schema of [`Code`].
    #[cfg(feature = "schema")]
    pub static CODE: Schema = Schema::integer().one_of_integers(&[7]);
    "#);
}

/// A document that allows other values itself: the schema lists none.
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
    let items = ["pub enum", "fn listed", "fn unlisted", "pub static"];
    assert_snapshot!(check_items(&api(types, vec![]), "model/src/colour.rs", &items), @r#"
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        /// `red`.
        Red,

        /// A value that the document does not list, kept unchanged.
        Unknown(Unlisted),
    }
    fn listed(value: &str) -> Option<Self> {
        match value {
            "red" => Some(Self::Red),
            _ => None,
        }
    }
    fn unlisted(value: Unlisted) -> Self {
        Self::Unknown(value)
    }
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Code {
        /// `7`.
        N7,

        /// A value that the document does not list, kept unchanged.
        Unknown(UnlistedInteger),
    }
    fn listed(value: i64) -> Option<Self> {
        match value {
            7 => Some(Self::N7),
            _ => None,
        }
    }
    fn unlisted(value: UnlistedInteger) -> Self {
        Self::Unknown(value)
    }
    /// The schema of [`Colour`].
    #[cfg(feature = "schema")]
    pub static COLOUR: Schema = Schema::string();
    /// The schema of [`Code`].
    #[cfg(feature = "schema")]
    pub static CODE: Schema = Schema::integer().format("int32");
    "#);
}
