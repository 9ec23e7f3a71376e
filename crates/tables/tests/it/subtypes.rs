//! Types that are one of several others by a fixup.

use crate::merge_types::{document, merged, pet};

#[test]
fn a_type_of_several() {
    let rows = [
        "friend | Zoo.Animal | beta | true",
        "friends | Collection(Zoo.animal) | beta | true",
    ];
    let mood = ["Good | 0 | beta, alpha"];
    let subtypes = "subtypes = [\"Zoo.Pet\", \"Zoo.Old.Cat\", \"Zoo.Mood\", \"Zoo.Animal\", \
                    \"Edm.String\"]\ntable = \"Zoo.Animal\"";
    let unknown = "subtypes = [\"Zoo.Pet\"]\ntable = \"Zoo.Plant\"";
    insta::assert_snapshot!(merged(
        &[
            pet(&rows),
            ("mood.md", document("EnumType", "Mood", &[], &mood))
        ],
        &[subtypes, unknown],
    ), @r##"
    struct Pet in pet (PET): read
      id: String, optional, read only
      born: String, optional
      friend: Animal?, optional, only beta
      friends: List<Animal>?, optional, only beta
      * -> additional: kept

    struct PetUpdate in pet_update (PET_UPDATE): update
      name: String, optional
      * -> additional: kept

    struct Cat in cat (CAT): read, only beta alpha
      * -> additional: kept

    enum Mood in mood (MOOD): unused, hashable
      "Good" -> Good
      * -> Unknown(String)

    union Animal in animal (ANIMAL): read, only beta alpha
      by tag @odata.type: "#Zoo.Pet" Pet, "#zoo.pet" Pet, "#Zoo.Old.Cat" Cat, "#zoo.old.cat" Cat
      Pet: Box<Pet>
      Cat: Cat
      * -> Unknown

    note partial-type fixups.toml:6:24: `Zoo.Old.Cat` is described nowhere; samples show 0 of its fields
    error fixup-unused fixups.toml:6:39: the fixup `zoo` does not apply to `Zoo.Mood` of `Zoo.Animal`: nothing has the table's name as its type, or it is no object
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:51: the fixup `zoo` does not apply to `Zoo.Animal` of `Zoo.Animal`: nothing has the table's name as its type, or it is no object
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:6:65: the fixup `zoo` does not apply to `Edm.String` of `Zoo.Animal`: nothing has the table's name as its type, or it is no object
      remove it if the inputs were mended, or adapt it to them
    error fixup-unused fixups.toml:9:13: the fixup `zoo` does not apply to `Zoo.Pet` of `Zoo.Plant`: nothing has the table's name as its type, or it is no object
      remove it if the inputs were mended, or adapt it to them
    "##);
}

#[test]
fn a_type_of_several_of_which_none_is_an_object() {
    let rows = ["friend | Zoo.Animal | beta | true"];
    let subtypes = "subtypes = [\"Edm.String\"]\ntable = \"Zoo.Animal\"";
    let text = merged(&[pet(&rows)], &[subtypes]);
    assert!(
        text.contains("struct Animal in animal (ANIMAL): read"),
        "{text}"
    );
    assert!(text.contains("note partial-type"), "{text}");
    assert!(text.contains("error fixup-unused"), "{text}");
}
