//! A parameter that is one of several keys, in each target.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

/// One operation on a pet, which is named by its id, its chip or its owner's mail address.
fn pets() -> Api {
    let variant = |ident: &str, ty, sign: Option<&str>, description: &str| KeyVariant {
        ident: ident.into(),
        slot: Slot::of(ty),
        sign: sign.map(str::to_owned),
        docs: docs(description),
    };
    let key = Key {
        variants: vec![
            variant("Id", named(0), None, ""),
            variant("Chip", named(1), Some("::"), "The chip"),
            variant("Mail", scalar(Scalar::String), Some("@"), ""),
        ],
    };
    let text = |ident: &str| TypeDef {
        hashable: true,
        ..ty(
            ident,
            "pet",
            TypeKind::Newtype(Newtype::of(Scalar::String, Constraints::default())),
            "",
        )
    };
    let types = vec![
        text("PetId"),
        text("Chip"),
        TypeDef {
            hashable: true,
            ..ty("PetKey", "pet_key", TypeKind::Key(key), "Id, chip or mail")
        },
    ];
    let operation = Operation {
        params: vec![param("petId", "pet_id", Place::Path, named(2))],
        path: PathTemplate {
            text: "/pets/{petId}".into(),
            segments: Vec::new(),
            shared: false,
        },
        ..operation("feed", "FeedPet", "FEED_PET")
    };
    api(types, vec![operation])
}

#[test]
fn a_key_is_an_enum_over_text() {
    let items = [
        "pub enum",
        "impl PetKey",
        "impl AsRef",
        "impl fmt::Display",
        "impl From",
        "impl<'de>",
        "impl Serialize",
        "pub static",
    ];
    assert_snapshot!(check_items(&pets(), "model/src/pet_key.rs", &items), @r#"
    /// Id, chip or mail.
    ///
    /// Sent as its text. The server knows the kind of key by whether the text contains `::`, or else
    /// `@`.
    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum PetKey {
        /// A text without `::` or `@`.
        Id(PetId),

        /// The chip.
        ///
        /// A text that contains `::`.
        Chip(Chip),

        /// A text that contains `@`.
        Mail(String),
    }
    impl PetKey {
        /// Creates a key from a text or the type of a variant.
        pub fn new(key: impl Into<Self>) -> Self {
            key.into()
        }

        /// Returns the text of the key, as it is sent.
        pub fn as_str(&self) -> &str {
            match self {
                Self::Id(value) => value.as_str(),
                Self::Chip(value) => value.as_str(),
                Self::Mail(value) => value.as_str(),
            }
        }
    }
    impl AsRef<str> for PetKey {
        fn as_ref(&self) -> &str {
            self.as_str()
        }
    }
    impl fmt::Display for PetKey {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.as_str())
        }
    }
    impl From<String> for PetKey {
        fn from(value: String) -> Self {
            if value.contains("::") {
                Self::Chip(value.into())
            } else if value.contains('@') {
                Self::Mail(value)
            } else {
                Self::Id(value.into())
            }
        }
    }
    impl From<&str> for PetKey {
        fn from(value: &str) -> Self {
            Self::from(value.to_owned())
        }
    }
    impl From<&String> for PetKey {
        fn from(value: &String) -> Self {
            Self::from(value.to_owned())
        }
    }
    impl From<PetId> for PetKey {
        fn from(value: PetId) -> Self {
            Self::Id(value)
        }
    }
    impl From<&PetId> for PetKey {
        fn from(value: &PetId) -> Self {
            Self::Id(value.clone())
        }
    }
    impl From<Chip> for PetKey {
        fn from(value: Chip) -> Self {
            Self::Chip(value)
        }
    }
    impl From<&Chip> for PetKey {
        fn from(value: &Chip) -> Self {
            Self::Chip(value.clone())
        }
    }
    impl From<&PetKey> for PetKey {
        fn from(value: &PetKey) -> Self {
            value.clone()
        }
    }
    impl<'de> Deserialize<'de> for PetKey {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            <String as Deserialize>::deserialize(deserializer).map(Self::from)
        }
    }
    impl Serialize for PetKey {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(self.as_str())
        }
    }
    /// The schema of [`PetKey`].
    #[cfg(feature = "schema")]
    pub static PET_KEY: Schema = Schema::string();
    "#);
}

#[test]
fn a_client_takes_whatever_becomes_a_key() {
    let text = check(&pets(), "client/src/things.rs");
    assert!(
        text.contains("pub fn feed(&self, pet_id: impl Into<PetKey>) -> FeedPet {"),
        "{text}"
    );
    assert!(
        text.contains(".path(\"petId\", &PetKey::new(pet_id))"),
        "{text}"
    );
}

#[test]
fn the_bounds_of_a_parameter_are_kept() {
    let mut api = pets();
    api.operations[0].params[0].slot.constraints.max_length = Some(40);
    let text = check(&api, "server/src/things.rs");
    assert!(
        text.contains("Param::path(\"petId\", Schema::string().max_length(40))"),
        "{text}"
    );
}

#[test]
fn a_service_gets_the_key() {
    let text = check(&pets(), "server/src/things.rs");
    assert!(text.contains("pet_id: PetKey,"), "{text}");
    assert!(
        text.contains("Param::path(\"petId\", Schema::reference(&schema::PET_KEY))"),
        "{text}"
    );
}
