//! A parameter that is one of several keys, in each target.

use super::check;
use super::support::*;
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
    assert_snapshot!(check(&pets(), "model/src/pet_key.rs"));
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
