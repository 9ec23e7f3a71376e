//! Objects: their fields, how they are read and written, and their schemas.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// Fields that must be there, may be there, may be null, and are deprecated.
fn presence() -> Api {
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
    api(vec![ty("Thing", "thing", thing, "A thing")], vec![])
}

#[test]
fn fields_and_setters() {
    let items = ["use ", "pub struct", "impl Thing"];
    assert_snapshot!(check_items(&presence(), "model/src/thing.rs", &items), @r#"
    #[cfg(feature = "schema")]
    use graphwright_wire::Schema;
    use graphwright_wire::object::{self, Fields, MapAccess, Object, Writer};
    use graphwright_wire::{Additional, Patch, Secret, Uuid};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    /// A thing.
    ///
    /// A field that is not set keeps its value, and [`Patch::Clear`] removes it.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        /// Its id.
        pub id: Uuid,
        pub count: i64,
        pub key: Secret<String>,

        /// Has the name of a local.
        pub fields: Option<Vec<String>>,
        pub note: Option<String>,

        /// The job.
        pub job: Patch<String>,

        /// No longer used.
        #[deprecated]
        pub old: Option<i32>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    impl Thing {
        /// Creates a value from its required properties.
        pub fn new(id: impl Into<Uuid>, count: i64, key: impl Into<Secret<String>>) -> Self {
            Self {
                id: id.into(),
                count,
                key: key.into(),
                fields: None,
                note: None,
                job: Patch::Keep,
                old: None,
                additional: Additional::new(),
            }
        }

        /// Sets `fields`.
        pub fn fields(mut self, fields: impl IntoIterator<Item = impl Into<String>>) -> Self {
            self.fields = Some(fields.into_iter().map(Into::into).collect());
            self
        }

        /// Sets `note`.
        pub fn note(mut self, note: impl Into<String>) -> Self {
            self.note = Some(note.into());
            self
        }

        /// Sets or clears `job`.
        pub fn job(mut self, job: impl Into<Patch<String>>) -> Self {
            self.job = job.into();
            self
        }

        /// Sets `old`.
        #[deprecated]
        pub fn old(mut self, old: i32) -> Self {
            self.old = Some(old);
            self
        }
    }
    "#);
}

#[test]
fn members_are_read_and_written_by_presence() {
    let items = [
        "impl<'de> Object",
        "impl<'de> Deserialize",
        "impl Serialize",
        "pub static",
    ];
    assert_snapshot!(check_items(&presence(), "model/src/thing.rs", &items), @r#"
    impl<'de> Object<'de> for Thing {
        const NAME: &'static str = "Thing";

        fn read<A: MapAccess<'de>>(mut fields_: Fields<'de, A>) -> Result<Self, A::Error> {
            let mut id = None;
            let mut count = None;
            let mut key = None;
            let mut fields = None;
            let mut note = None;
            let mut job = Patch::Keep;
            let mut old = None;
            let mut additional = Additional::new();
            while let Some(key_) = fields_.next()? {
                match key_.as_str() {
                    "id" => fields_.read(&mut id),
                    "count" => fields_.read_integer(&mut count),
                    "key" => fields_.read(&mut key),
                    "fields" => fields_.read(&mut fields),
                    "note" => fields_.read(&mut note),
                    "job" => fields_.read(&mut job),
                    "old" => fields_.read_integer(&mut old),
                    _ => fields_.keep(key_, &mut additional),
                }?;
            }
            Ok(Self {
                id: object::required(id, "id")?,
                count: object::required(count, "count")?,
                key: object::required(key, "key")?,
                fields,
                note,
                job,
                old,
                additional,
            })
        }
    }
    impl<'de> Deserialize<'de> for Thing {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            object::deserialize(deserializer)
        }
    }
    impl Serialize for Thing {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Writer::with(serializer, &self.additional)
                .required("id", &self.id)
                .required("count", &self.count)
                .required("key", &self.key)
                .optional("fields", &self.fields)
                .nullable("note", &self.note)
                .patch("job", &self.job)
                .optional("old", &self.old)
                .end()
        }
    }
    /// The schema of [`Thing`].
    #[cfg(feature = "schema")]
    pub static THING: Schema = Schema::object()
        .properties(&[
            ("id", Schema::string().format("uuid")),
            ("count", Schema::integer()),
            ("key", Schema::string().secret()),
            ("fields", Schema::array(&Schema::string())),
            ("note", Schema::string().nullable()),
            ("job", Schema::string().nullable()),
            ("old", Schema::integer().format("int32")),
        ])
        .required(&["id", "count", "key", "note"]);
    "#);
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
    let items = [
        "pub struct Thing",
        "pub fn flag_or",
        "pub fn size_or",
        "pub fn rate_or",
        "pub fn name_or",
        "pub fn colour_or",
        "pub fn tags_or",
    ];
    assert_snapshot!(check_items(&api(types, vec![]), "model/src/thing.rs", &items), @r#"
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        /// Defaults to `true` if absent, see [`flag_or_default`](Self::flag_or_default).
        pub flag: Option<bool>,

        /// Defaults to `-3` if absent, see [`size_or_default`](Self::size_or_default).
        pub size: Option<i64>,

        /// Defaults to `1e3` if absent, see [`rate_or_default`](Self::rate_or_default).
        pub rate: Option<f64>,

        /// Defaults to `a "b"` if absent, see [`name_or_default`](Self::name_or_default).
        pub name: Option<String>,

        /// Defaults to `Red` if absent, see [`colour_or_default`](Self::colour_or_default).
        pub colour: Option<Colour>,

        /// Defaults to `[]` if absent, see [`tags_or_default`](Self::tags_or_default).
        pub tags: Option<Vec<String>>,

        /// Defaults to `2020-01-01` if absent.
        pub born: Option<Date>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    /// Returns `flag`, or its default `true` if it is absent.
    pub fn flag_or_default(&self) -> bool {
        self.flag.unwrap_or(true)
    }
    /// Returns `size`, or its default `-3` if it is absent.
    pub fn size_or_default(&self) -> i64 {
        self.size.unwrap_or(-3)
    }
    /// Returns `rate`, or its default `1e3` if it is absent.
    pub fn rate_or_default(&self) -> f64 {
        self.rate.unwrap_or(1000.0)
    }
    /// Returns `name`, or its default `a "b"` if it is absent.
    pub fn name_or_default(&self) -> &str {
        self.name.as_deref().unwrap_or("a \"b\"")
    }
    /// Returns `colour`, or its default `Red` if it is absent.
    pub fn colour_or_default(&self) -> Colour {
        self.colour.clone().unwrap_or(Colour::Red)
    }
    /// Returns `tags`, or its default `[]` if it is absent.
    pub fn tags_or_default(&self) -> &[String] {
        self.tags.as_deref().unwrap_or_default()
    }
    "#);
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
    let items = ["pub struct", "fn read", "Writer::", "pub static"];
    assert_snapshot!(check_items(&api(types, vec![]), "model/src/typed.rs", &items), @r#"
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Typed {
        pub a: Option<bool>,

        /// Members that the document does not name.
        pub others: BTreeMap<String, i32>,
    }
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut typed = Self::default();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "a" => fields.read(&mut typed.a),
                _ => fields.keep_integer(key, &mut typed.others),
            }?;
        }
        Ok(typed)
    }
    Writer::with(serializer, &self.others).optional("a", &self.a).end()

    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct TypedAlone {
        /// Members that the document does not name.
        pub others: BTreeMap<String, i32>,
    }
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut alone = Self::default();
        while let Some(key) = fields.next()? {
            fields.keep_integer(key, &mut alone.others)?;
        }
        Ok(alone)
    }
    Writer::with(serializer, &self.others).end()

    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Dropped {
        pub a: Option<bool>,
    }
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut dropped = Self::default();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "a" => fields.read(&mut dropped.a),
                _ => fields.skip(),
            }?;
        }
        Ok(dropped)
    }
    Writer::new(serializer).optional("a", &self.a).end()

    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Nothing {}
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        while fields.next()?.is_some() {
            fields.skip()?;
        }
        Ok(Self::default())
    }
    Writer::new(serializer).end()

    /// The schema of [`Typed`].
    #[cfg(feature = "schema")]
    pub static TYPED: Schema = Schema::object()
        .properties(&[("a", Schema::boolean())])
        .additional_typed(&Schema::integer().format("int32"))
        .min_properties(1);
    /// The schema of [`TypedAlone`].
    #[cfg(feature = "schema")]
    pub static TYPED_ALONE: Schema = Schema::object()
        .additional_typed(&Schema::integer().format("int32"))
        .min_properties(1);
    /// The schema of [`Dropped`].
    #[cfg(feature = "schema")]
    pub static DROPPED: Schema = Schema::object()
        .properties(&[("a", Schema::boolean())])
        .min_properties(1);
    /// The schema of [`Nothing`].
    #[cfg(feature = "schema")]
    pub static NOTHING: Schema = Schema::object().additional(false).min_properties(1);
    "#);
}

#[test]
fn recursion_and_types_of_other_files() {
    let boxed = TypeRef::Boxed(Box::new(named(0)));
    let node = object(vec![
        field("next", "next", boxed, "The node after it"),
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
    let items = ["use crate", "pub struct", "pub fn", "pub static"];
    assert_snapshot!(check_items(&api, "model/src/node.rs", &items), @r#"
    use crate::Leaf;
    #[cfg(feature = "schema")]
    use crate::leaf::LEAF;
    /// A node.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Node {
        /// The node after it.
        pub next: Option<Box<Node>>,
        pub leaf: Option<Leaf>,
        pub leaves: Option<BTreeMap<String, Leaf>>,
        pub any: Option<Value>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    /// Sets `next`.
    pub fn next(mut self, next: impl Into<Node>) -> Self {
        self.next = Some(Box::new(next.into()));
        self
    }
    /// Sets `leaf`.
    pub fn leaf(mut self, leaf: impl Into<Leaf>) -> Self {
        self.leaf = Some(leaf.into());
        self
    }
    /// Sets `leaves`.
    pub fn leaves(mut self, leaves: impl Into<BTreeMap<String, Leaf>>) -> Self {
        self.leaves = Some(leaves.into());
        self
    }
    /// Sets `any`.
    pub fn any(mut self, any: impl Into<Value>) -> Self {
        self.any = Some(any.into());
        self
    }
    /// The schema of [`Node`].
    #[cfg(feature = "schema")]
    pub static NODE: Schema = Schema::object().properties(&[
        ("next", Schema::reference(&NODE)),
        ("leaf", Schema::reference(&LEAF)),
        ("leaves", Schema::map(&Schema::reference(&LEAF))),
        ("any", Schema::any()),
    ]);
    "#);
}
