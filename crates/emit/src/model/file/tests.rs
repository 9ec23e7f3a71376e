//! Names that a file of a model imports and declares.

use crate::testing::*;
use graphwright_ir::*;
use insta::assert_snapshot;

#[test]
fn a_schema_may_have_the_name_of_a_runtime_type() {
    let types = vec![
        ty(
            "Object",
            "object",
            object(vec![field("schema", "schema", named(1), "")]),
            "",
        ),
        ty(
            "Schema",
            "schema_",
            object(vec![field("a", "a", scalar(Scalar::Uuid), "")]),
            "",
        ),
    ];
    let items = ["//! ", "use ", "pub struct", "impl<'de> ::", "pub static"];
    assert_snapshot!(check_items(&api(types, vec![]), "model/src/object.rs", &items), @r#"
    //! `Object`.
    use crate::Schema;
    #[cfg(feature = "schema")]
    use crate::schema_::SCHEMA;
    use graphwright_wire::Additional;
    use graphwright_wire::object::{self, Fields, MapAccess, Writer};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    #[derive(Clone, Debug, Default, PartialEq)]
    #[non_exhaustive]
    pub struct Object {
        pub schema: Option<Schema>,

        /// Members that the document does not name, kept unchanged.
        pub additional: Additional,
    }
    impl<'de> ::graphwright_wire::object::Object<'de> for Object {
        const NAME: &'static str = "Object";

        fn read<A: MapAccess<'de>>(mut fields: Fields<'de, A>) -> Result<Self, A::Error> {
            let mut object = Self::default();
            while let Some(key) = fields.next()? {
                match key.as_str() {
                    "schema" => fields.read(&mut object.schema),
                    _ => fields.keep(key, &mut object.additional),
                }?;
            }
            Ok(object)
        }
    }
    /// The schema of [`Object`].
    #[cfg(feature = "schema")]
    pub static OBJECT: ::graphwright_wire::Schema = ::graphwright_wire::Schema::object()
        .properties(&[("schema", ::graphwright_wire::Schema::reference(&SCHEMA))]);
    "#);
}
