//! Fields, values and types of later versions.

use super::{ALPHA, only, versions};
use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

#[test]
fn fields_are_behind_the_feature_of_their_version() {
    let items = [
        "//! ",
        "use ",
        "pub struct Thing ",
        "pub fn new",
        "pub fn born_on",
    ];
    assert_snapshot!(check_items(&versions(), "model/src/thing.rs", &items), @r#"
    //! `Thing` and the types inside it.
    use crate::Colour;
    #[cfg(feature = "beta")]
    use crate::Event;
    #[cfg(feature = "schema")]
    use crate::colour::COLOUR;
    #[cfg(all(feature = "beta", feature = "schema"))]
    use crate::event::EVENT;
    use graphwright_wire::Additional;
    #[cfg(feature = "beta")]
    use graphwright_wire::Date;
    #[cfg(feature = "schema")]
    use graphwright_wire::Schema;
    use graphwright_wire::object::{self, Fields, MapAccess, Object, Writer};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    /// A thing.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub struct Thing {
        /// Its id.
        pub id: String,
        pub colour: Option<Colour>,

        /// Property `bornOn`.
        ///
        /// Requires the feature `beta`; without it, the member is kept in
        /// [`additional`](Self::additional).
        #[cfg(feature = "beta")]
        pub born_on: Option<Date>,

        /// The last event.
        ///
        /// Requires the feature `beta`; without it, the member is kept in
        /// [`additional`](Self::additional).
        #[cfg(feature = "beta")]
        pub last: Option<Event>,

        /// Property `Alias`.
        ///
        /// Requires the feature `alpha`; without it, the member is kept in
        /// [`additional`](Self::additional).
        #[cfg(feature = "alpha")]
        pub alias: Option<String>,

        /// Requires the feature `alpha`; without it, the member is kept in
        /// [`additional`](Self::additional).
        #[cfg(feature = "alpha")]
        pub extra: Option<Vec<ThingExtra>>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    /// Creates a value from its required properties.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            colour: None,
            #[cfg(feature = "beta")]
            born_on: None,
            #[cfg(feature = "beta")]
            last: None,
            #[cfg(feature = "alpha")]
            alias: None,
            #[cfg(feature = "alpha")]
            extra: None,
            additional: Additional::new(),
        }
    }
    /// Sets `bornOn`.
    ///
    /// Requires the feature `beta`.
    #[cfg(feature = "beta")]
    pub fn born_on(mut self, born_on: impl Into<Date>) -> Self {
        self.born_on = Some(born_on.into());
        self
    }
    "#);
}

#[test]
fn members_of_later_versions_are_read_and_written_behind_features() {
    let items = ["fn read", "impl Serialize for Thing ", "pub static THING:"];
    assert_snapshot!(check_items(&versions(), "model/src/thing.rs", &items), @r#"
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut id = None;
        let mut colour = None;
        #[cfg(feature = "beta")]
        let mut born_on = None;
        #[cfg(feature = "beta")]
        let mut last = None;
        #[cfg(feature = "alpha")]
        let mut alias = None;
        #[cfg(feature = "alpha")]
        let mut extra = None;
        let mut additional = Additional::new();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "id" => fields.read(&mut id),
                "colour" => fields.read(&mut colour),
                #[cfg(feature = "beta")]
                "bornOn" => fields.read(&mut born_on),
                #[cfg(feature = "beta")]
                "last" => fields.read(&mut last),
                #[cfg(feature = "alpha")]
                "Alias" => fields.read(&mut alias),
                #[cfg(feature = "alpha")]
                "extra" => fields.read(&mut extra),
                _ => fields.keep(key, &mut additional),
            }?;
        }
        Ok(Self {
            id: object::required(id, "id")?,
            colour,
            #[cfg(feature = "beta")]
            born_on,
            #[cfg(feature = "beta")]
            last,
            #[cfg(feature = "alpha")]
            alias,
            #[cfg(feature = "alpha")]
            extra,
            additional,
        })
    }
    impl Serialize for Thing {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let writer = Writer::with(serializer, &self.additional)
                .required("id", &self.id)
                .optional("colour", &self.colour);
            #[cfg(feature = "beta")]
            let writer = writer
                .optional("bornOn", &self.born_on)
                .optional("last", &self.last);
            #[cfg(feature = "alpha")]
            let writer = writer
                .optional("Alias", &self.alias)
                .optional("extra", &self.extra);
            writer.end()
        }
    }
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut extra = Self::default();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "a" => fields.read(&mut extra.a),
                _ => fields.keep(key, &mut extra.additional),
            }?;
        }
        Ok(extra)
    }
    /// The schema of [`Thing`].
    #[cfg(feature = "schema")]
    pub static THING: Schema = Schema::object()
        .properties(&[
            ("id", Schema::string()),
            ("colour", Schema::reference(&COLOUR)),
            #[cfg(feature = "beta")]
            ("bornOn", Schema::string().format("date")),
            #[cfg(feature = "beta")]
            ("last", Schema::reference(&EVENT)),
            #[cfg(feature = "alpha")]
            ("Alias", Schema::string()),
            #[cfg(feature = "alpha")]
            ("extra", Schema::array(&Schema::reference(&THING_EXTRA))),
        ])
        .required(&["id"]);
    "#);
}

#[test]
fn patches_of_later_versions() {
    let items = ["pub struct", "pub fn alias", "fn read", "impl Serialize"];
    assert_snapshot!(check_items(&versions(), "model/src/thing_update.rs", &items), @r#"
    /// A field that is not set keeps its value, and [`Patch::Clear`] removes it.
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ThingUpdate {
        pub colour: Option<Colour>,

        /// Property `Alias`.
        ///
        /// Requires the feature `alpha`; without it, the member is kept in
        /// [`additional`](Self::additional).
        #[cfg(feature = "alpha")]
        pub alias: Patch<String>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    /// Sets or clears `Alias`.
    ///
    /// Requires the feature `alpha`.
    #[cfg(feature = "alpha")]
    pub fn alias(mut self, alias: impl Into<Patch<String>>) -> Self {
        self.alias = alias.into();
        self
    }
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut update = Self::default();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "colour" => fields.read(&mut update.colour),
                #[cfg(feature = "alpha")]
                "Alias" => fields.read(&mut update.alias),
                _ => fields.keep(key, &mut update.additional),
            }?;
        }
        Ok(update)
    }
    impl Serialize for ThingUpdate {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let writer = Writer::with(serializer, &self.additional)
                .optional("colour", &self.colour);
            #[cfg(feature = "alpha")]
            let writer = writer.patch("Alias", &self.alias);
            writer.end()
        }
    }
    "#);
}

#[test]
fn a_type_of_a_later_version_is_behind_its_feature() {
    let items = [
        "pub struct ThingExtra",
        "impl ThingExtra",
        "impl<'de> Deserialize<'de> for ThingE",
        "pub static THING_EXTRA",
    ];
    assert_snapshot!(check_items(&versions(), "model/src/thing.rs", &items), @r#"
    /// An item of `extra`.
    ///
    /// Inline in schema `Thing`.
    ///
    /// Requires the feature `alpha`.
    #[cfg(feature = "alpha")]
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct ThingExtra {
        pub a: Option<bool>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    #[cfg(feature = "alpha")]
    impl ThingExtra {
        /// Sets `a`.
        pub fn a(mut self, a: bool) -> Self {
            self.a = Some(a);
            self
        }
    }
    #[cfg(feature = "alpha")]
    impl<'de> Deserialize<'de> for ThingExtra {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            object::deserialize(deserializer)
        }
    }
    /// The schema of [`ThingExtra`].
    #[cfg(feature = "alpha")]
    #[cfg(feature = "schema")]
    pub static THING_EXTRA: Schema = Schema::object()
        .properties(&[("a", Schema::boolean())]);
    "#);
}

#[test]
fn values_of_later_versions_in_an_open_enum() {
    let items = [
        "use crate",
        "pub enum",
        "pub fn as_str",
        "impl OpenEnum",
        "pub static",
    ];
    assert_snapshot!(check_items(&versions(), "model/src/event.rs", &items), @r#"
    #[cfg(feature = "alpha")]
    use crate::Thing;
    #[cfg(all(feature = "alpha", feature = "schema"))]
    use crate::thing::THING;
    /// `kind` of an [`Event`].
    ///
    /// Inline in schema `Event`.
    ///
    /// Requires the feature `beta`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum EventKind {
        /// `made`.
        MADE,

        /// `lost`.
        ///
        /// Requires the feature `alpha`.
        #[cfg(feature = "alpha")]
        LOST,

        /// A value that the document does not list, kept unchanged.
        Unknown(Unlisted),
    }
    /// Returns the value on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::MADE => "made",
            #[cfg(feature = "alpha")]
            Self::LOST => "lost",
            Self::Unknown(value) => value.as_str(),
        }
    }
    impl OpenEnum for EventKind {
        fn listed(value: &str) -> Option<Self> {
            match value {
                "made" => Some(Self::MADE),
                #[cfg(feature = "alpha")]
                "lost" => Some(Self::LOST),
                _ => None,
            }
        }

        fn unlisted(value: Unlisted) -> Self {
            Self::Unknown(value)
        }
    }
    /// The schema of [`Event`].
    #[cfg(feature = "schema")]
    pub static EVENT: Schema = Schema::object().properties(&[
        ("kind", Schema::reference(&EVENT_KIND)),
        #[cfg(feature = "alpha")]
        ("things", Schema::array(&Schema::reference(&THING))),
    ]);
    /// The schema of [`EventKind`].
    #[cfg(feature = "schema")]
    pub static EVENT_KIND: Schema = Schema::string()
        .one_of(&["made", #[cfg(feature = "alpha")] "lost"]);
    "#);
}

#[test]
fn values_of_later_versions_in_a_closed_enum() {
    let items = ["pub enum", "impl ClosedEnum", "pub static"];
    assert_snapshot!(check_items(&versions(), "model/src/colour.rs", &items), @r#"
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum Colour {
        /// `red`.
        RED,

        /// `grey`.
        ///
        /// Requires the feature `alpha`.
        #[cfg(feature = "alpha")]
        GREY,
    }
    impl ClosedEnum for Colour {
        const VALUES: &'static [&'static str] = &["red", #[cfg(feature = "alpha")] "grey"];

        fn listed(value: &str) -> Option<Self> {
            match value {
                "red" => Some(Self::RED),
                #[cfg(feature = "alpha")]
                "grey" => Some(Self::GREY),
                _ => None,
            }
        }
    }
    /// The schema of [`Colour`].
    #[cfg(feature = "schema")]
    pub static COLOUR: Schema = Schema::string()
        .one_of(&["red", #[cfg(feature = "alpha")] "grey"]);
    "#);
}

/// Lowering makes no such field, since `new` must not change with a feature; should there be one, it
/// is asked for where it is there.
#[test]
fn a_required_field_of_a_later_version() {
    let late = required(only(ALPHA, field("late", "late", scalar(Scalar::Bool), "")));
    let mut api = versions();
    api.types[1].kind = object(vec![field("a", "a", scalar(Scalar::Bool), ""), late]);
    let items = [
        "pub late",
        "pub fn new",
        "fn read",
        "impl Serialize",
        "pub static",
    ];
    assert_snapshot!(check_items(&api, "model/src/thing_update.rs", &items), @r#"
    /// Requires the feature `alpha`; without it, the member is kept in
    /// [`additional`](Self::additional).
    #[cfg(feature = "alpha")]
    pub late: bool,
    /// Creates a value from its required properties.
    pub fn new(#[cfg(feature = "alpha")] late: bool) -> Self {
        Self {
            a: None,
            #[cfg(feature = "alpha")]
            late,
            additional: Additional::new(),
        }
    }
    fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
        let mut a = None;
        #[cfg(feature = "alpha")]
        let mut late = None;
        let mut additional = Additional::new();
        while let Some(key) = fields.next()? {
            match key.as_str() {
                "a" => fields.read(&mut a),
                #[cfg(feature = "alpha")]
                "late" => fields.read(&mut late),
                _ => fields.keep(key, &mut additional),
            }?;
        }
        Ok(Self {
            a,
            #[cfg(feature = "alpha")]
            late: object::required(late, "late")?,
            additional,
        })
    }
    impl Serialize for ThingUpdate {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let writer = Writer::with(serializer, &self.additional).optional("a", &self.a);
            #[cfg(feature = "alpha")]
            let writer = writer.required("late", &self.late);
            writer.end()
        }
    }
    /// The schema of [`ThingUpdate`].
    #[cfg(feature = "schema")]
    pub static THING_UPDATE: Schema = Schema::object()
        .properties(&[
            ("a", Schema::boolean()),
            #[cfg(feature = "alpha")]
            ("late", Schema::boolean()),
        ])
        .required(&[#[cfg(feature = "alpha")] "late"]);
    "#);
}
