//! Unions: how the variant is told, and the values that become one.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// Unions whose variant is told by a tag, by the shape of the value, or by trying each.
fn animals() -> Api {
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
    api(types, vec![])
}

#[test]
fn a_union_with_a_tag() {
    let items = [
        "use ",
        "pub enum Animal",
        "impl From<Cat> for Animal",
        "impl Union for Animal",
        "impl<'de> Deserialize<'de> for Animal",
        "impl Serialize for Animal",
        "pub static ANIMAL",
    ];
    assert_snapshot!(check_items(&animals(), "model/src/animal.rs", &items), @r#"
    #[cfg(feature = "schema")]
    use crate::cat::CAT;
    #[cfg(feature = "schema")]
    use crate::dog::DOG;
    use crate::{Cat, Dog};
    #[cfg(feature = "schema")]
    use graphwright_wire::Schema;
    use graphwright_wire::json::{Error, Value};
    use graphwright_wire::union::{self, Constant, Dispatch, Shape, Union, Unlisted};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    /// An animal.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Animal {
        /// `kind` is `cat`.
        Cat(Cat),

        /// `kind` is `dog`.
        Dog(Dog),

        /// A value that the document does not describe, kept unchanged.
        Unknown(Unlisted),
    }
    impl From<Cat> for Animal {
        fn from(value: Cat) -> Self {
            Self::Cat(value)
        }
    }
    impl Union for Animal {
        const NAME: &'static str = "Animal";
        const VARIANTS: &'static [&'static str] = &["Cat", "Dog"];
        const DISPATCH: Dispatch = Dispatch::Tag("kind", &[("cat", 0), ("dog", 1)]);

        fn variant(index: usize, value: Value) -> Result<Self, Error> {
            match index {
                0 => union::decode(value).map(Self::Cat),
                _ => union::decode(value).map(Self::Dog),
            }
        }

        fn unlisted(value: Unlisted) -> Option<Self> {
            Some(Self::Unknown(value))
        }
    }
    impl<'de> Deserialize<'de> for Animal {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            union::deserialize(deserializer)
        }
    }
    impl Serialize for Animal {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Cat(value) => value.serialize(serializer),
                Self::Dog(value) => value.serialize(serializer),
                Self::Unknown(value) => value.serialize(serializer),
            }
        }
    }
    /// The schema of [`Animal`].
    #[cfg(feature = "schema")]
    pub static ANIMAL: Schema = Schema::tagged(
        "kind",
        &[("cat", Schema::reference(&CAT)), ("dog", Schema::reference(&DOG))],
    );
    "#);
}

#[test]
fn ways_to_tell_a_variant() {
    let items = [
        "pub enum Shaped",
        "pub enum Ordered",
        "pub enum Told",
        "const DISPATCH",
        "fn unlisted",
        "impl Serialize for Shaped",
        "pub static SHAPED",
    ];
    assert_snapshot!(check_items(&animals(), "model/src/animal.rs", &items), @r#"
    const DISPATCH: Dispatch = Dispatch::Tag("kind", &[("cat", 0), ("dog", 1)]);
    fn unlisted(value: Unlisted) -> Option<Self> {
        Some(Self::Unknown(value))
    }
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Shaped {
        Cat(Cat),
        Dog(Dog),
    }
    const DISPATCH: Dispatch = Dispatch::Shape(&[
        (Shape::ObjectWith(&[("lives", None), ("kind", Some(Constant::Text("cat")))]), 0),
        (Shape::ObjectWith(&[("kind", Some(Constant::Integer(-1)))]), 1),
        (Shape::ObjectWith(&[("kind", Some(Constant::Bool(true)))]), 1),
        (Shape::Object, 1),
    ]);
    fn unlisted(_: Unlisted) -> Option<Self> {
        None
    }
    impl Serialize for Shaped {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Cat(value) => value.serialize(serializer),
                Self::Dog(value) => value.serialize(serializer),
            }
        }
    }
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Ordered {
        Cat(Cat),
        Dog(Dog),

        /// A value that the document does not describe, kept unchanged.
        Unknown(Unlisted),
    }
    const DISPATCH: Dispatch = Dispatch::Ordered;
    fn unlisted(value: Unlisted) -> Option<Self> {
        Some(Self::Unknown(value))
    }
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Told {
        /// `kind` is `cat`, `kitten` or `tom`.
        Cat(Cat),
        Dog(Dog),
    }
    const DISPATCH: Dispatch = Dispatch::Shape(&[
        (Shape::ObjectWith(&[("kind", Some(Constant::Text("cat")))]), 0),
        (Shape::ObjectWith(&[("kind", Some(Constant::Text("kitten")))]), 0),
        (Shape::ObjectWith(&[("kind", Some(Constant::Text("tom")))]), 0),
    ]);
    fn unlisted(_: Unlisted) -> Option<Self> {
        None
    }
    /// The schema of [`Shaped`].
    #[cfg(feature = "schema")]
    pub static SHAPED: Schema = Schema::any_of(&[Schema::reference(&CAT), Schema::reference(&DOG)]);
    "#);
}

/// Values that can be given as they are: texts and numbers for a union, literals for a list of texts, nothing
/// for what can have but one value.
fn words() -> Api {
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
    api(types, vec![])
}

#[test]
fn a_union_takes_the_values_of_its_variants() {
    let items = [
        "pub enum Word",
        "pub enum Alike",
        "impl From<",
        "pub static WORD",
        "pub static ALIKE",
    ];
    assert_snapshot!(check_items(&words(), "model/src/word.rs", &items), @r#"
    /// `word` of a [`Pair`].
    ///
    /// Inline in schema `Word`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Word {
        Text(String),
        Integer(i64),
        List(Vec<String>),
        Itself(Box<Word>),
        Other(Box<Tagged>),
        Null(()),
    }
    impl From<String> for Word {
        fn from(value: String) -> Self {
            Self::Text(value)
        }
    }
    impl From<&str> for Word {
        fn from(value: &str) -> Self {
            Self::Text(value.to_owned())
        }
    }
    impl From<i64> for Word {
        fn from(value: i64) -> Self {
            Self::Integer(value)
        }
    }
    impl From<Vec<String>> for Word {
        fn from(value: Vec<String>) -> Self {
            Self::List(value)
        }
    }
    impl From<Tagged> for Word {
        fn from(value: Tagged) -> Self {
            Self::Other(Box::new(value))
        }
    }
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum Alike {
        Text(String),
        Link(String),
        Lists(Vec<i64>),
        Others(Vec<String>),
        Flag(bool),
    }
    impl From<bool> for Alike {
        fn from(value: bool) -> Self {
            Self::Flag(value)
        }
    }
    /// The schema of [`Word`].
    #[cfg(feature = "schema")]
    pub static WORD: Schema = Schema::any_of(&[
        Schema::string(),
        Schema::integer(),
        Schema::array(&Schema::string()),
        Schema::reference(&WORD),
        Schema::reference(&TAGGED),
        Schema::null(),
    ]);
    /// The schema of [`Alike`].
    #[cfg(feature = "schema")]
    pub static ALIKE: Schema = Schema::any_of(&[
        Schema::string(),
        Schema::string().format("uri"),
        Schema::array(&Schema::integer()),
        Schema::array(&Schema::string()),
        Schema::boolean(),
    ]);
    "#);
}

#[test]
fn a_property_with_one_value_is_not_asked_for() {
    let items = [
        "pub struct Tagged",
        "pub fn new",
        "pub fn names",
        "impl Default",
    ];
    assert_snapshot!(check_items(&words(), "model/src/word.rs", &items), @r"
    /// One of the types that a [`Word`] may be.
    ///
    /// Inline in schema `Word`.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Tagged {
        /// Property `type`.
        pub type_: Tag,
        pub names: Option<Vec<String>>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    /// Creates a value from its required properties. `type` is `it`.
    pub fn new() -> Self {
        Self {
            type_: Tag::It,
            names: None,
            additional: Additional::new(),
        }
    }
    /// Sets `names`.
    pub fn names(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.names = Some(names.into_iter().map(Into::into).collect());
        self
    }
    impl Default for Tagged {
        fn default() -> Self {
            Self::new()
        }
    }
    /// Creates a value from its required properties. `tag` is `it`.
    pub fn new(word: impl Into<Word>) -> Self {
        Self {
            tag: Tag::It,
            word: word.into(),
            additional: Additional::new(),
        }
    }
    ");
}
