//! Schemas with the bounds that values have.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

#[test]
fn constraints() {
    let bound = |value: &str, exclusive| {
        Some(Bound {
            value: value.into(),
            exclusive,
        })
    };
    let mut age = field("age", "age", scalar(Scalar::I32), "");
    age.slot.constraints.minimum = bound("0", false);
    age.slot.constraints.maximum = bound("1.5e2", true);
    age.slot.constraints.multiple_of = Some("5".into());
    let mut mail = field("mail", "mail", scalar(Scalar::String), "");
    mail.slot.constraints.format = Some("email".into());
    mail.slot.constraints.max_length = Some(320);
    let mut tags = field("tags", "tags", list(scalar(Scalar::String)), "");
    tags.slot.constraints.unique_items = true;
    tags.slot.constraints.max_items = Some(9);
    let mut id = field("id", "id", scalar(Scalar::Uuid), "");
    id.access = Access::Read;
    let thing = object(vec![age, mail, tags, id]);
    let api = api(vec![ty("Thing", "thing", thing, "")], vec![]);
    let items = ["pub id", "pub fn", "pub static"];
    assert_snapshot!(check_items(&api, "model/src/thing.rs", &items), @r#"
    pub id: Option<Uuid>,
    /// Sets `age`.
    pub fn age(mut self, age: i32) -> Self {
        self.age = Some(age);
        self
    }
    /// Sets `mail`.
    pub fn mail(mut self, mail: impl Into<String>) -> Self {
        self.mail = Some(mail.into());
        self
    }
    /// Sets `tags`.
    pub fn tags(mut self, tags: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }
    /// Sets `id`.
    pub fn id(mut self, id: impl Into<Uuid>) -> Self {
        self.id = Some(id.into());
        self
    }
    /// The schema of [`Thing`].
    #[cfg(feature = "schema")]
    pub static THING: Schema = Schema::object().properties(&[
        (
            "age",
            Schema::integer()
                .format("int32")
                .minimum(0)
                .exclusive_maximum_f64(150.0)
                .multiple_of(5.0),
        ),
        ("mail", Schema::string().format("email").max_length(320)),
        ("tags", Schema::array(&Schema::string()).max_items(9).unique_items()),
        ("id", Schema::string().format("uuid").read_only()),
    ]);
    "#);
}
