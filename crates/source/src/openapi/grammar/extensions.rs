//! The supported extensions. This is the whole list: any other `x-` key is kept and ignored.
//!
//! A value of the wrong type is a warning, and the extension counts as absent.

use super::kind::ValueType::{Any, Flag, List, Object, Text};
use super::kind::{Field, Kind, Others, doc};

/// An extension and the kinds of object that have it.
struct Extension {
    /// The names of the kinds ([`Kind::noun`]).
    on: &'static [&'static str],
    field: Field,
}

const SCHEMA: &[&str] = &["a schema"];
const OPERATION: &[&str] = &["an operation"];
const NAMED: &[&str] = &["a schema", "a parameter", "an operation"];

static EXTENSIONS: &[Extension] = &[
    // As `nullable`.
    on(SCHEMA, doc("x-nullable", Flag)),
    // As `deprecated`.
    on(NAMED, doc("x-deprecated", Flag)),
    // The Rust name of a property, a parameter or an operation (AutoRest).
    on(NAMED, doc("x-ms-client-name", Text)),
    // The name of an inline enum, and names and descriptions of its values (AutoRest).
    on(SCHEMA, doc("x-ms-enum", Object(&MS_ENUM))),
    // The names of the values of `enum`, in its order (OpenAPI Generator, NSwag, APIMatic).
    on(SCHEMA, doc("x-enum-varnames", List(&Text))),
    on(SCHEMA, doc("x-enumNames", List(&Text))),
    on(SCHEMA, doc("x-enum-names", List(&Text))),
    // The descriptions of the values of `enum`, in its order (OpenAPI Generator, NSwag).
    on(SCHEMA, doc("x-enum-descriptions", List(&Text))),
    on(SCHEMA, doc("x-enumDescriptions", List(&Text))),
    // Descriptions of values of `enum`, each with its value (Adyen).
    on(SCHEMA, doc("x-enum", List(&Object(&ENUM_VALUE)))),
    // The known values of a string that may have others (Zalando's guidelines, rule 112).
    on(SCHEMA, doc("x-extensible-enum", List(&Any))),
    // The discriminator value of a subtype, if its name is not the value (AutoRest).
    on(SCHEMA, doc("x-ms-discriminator-value", Text)),
    // The paging of an operation (AutoRest).
    on(OPERATION, doc("x-ms-pageable", Object(&MS_PAGEABLE))),
];

/// `modelAsString: false` claims that no value will ever be added. The enum is open nevertheless: a client that
/// refuses a new value is less useful than one that keeps it.
static MS_ENUM: Kind = Kind {
    noun: "`x-ms-enum`",
    section: None,
    fields: &[
        doc("name", Text),
        doc("modelAsString", Flag),
        doc("modelAsExtensible", Flag),
        doc("oldValueWarning", Flag),
        doc("values", List(&Object(&ENUM_VALUE))),
    ],
    others: Others::None,
};

static ENUM_VALUE: Kind = Kind {
    noun: "a value of an enum",
    section: None,
    fields: &[
        doc("value", Any),
        doc("name", Text),
        doc("description", Text),
        doc("allowedValue", Any),
    ],
    others: Others::None,
};

/// `nextLinkName: null` is a list of one page.
static MS_PAGEABLE: Kind = Kind {
    noun: "`x-ms-pageable`",
    section: None,
    fields: &[
        doc("nextLinkName", Any),
        doc("itemName", Text),
        doc("operationName", Text),
    ],
    others: Others::None,
};

const fn on(on: &'static [&'static str], field: Field) -> Extension {
    Extension { on, field }
}

/// The extension of that name, if it is supported on objects of a kind.
pub(super) fn find(kind: &Kind, name: &str) -> Option<&'static Field> {
    let mut all = EXTENSIONS.iter();
    all.find(|row| row.field.name == name && row.on.contains(&kind.noun))
        .map(|row| &row.field)
}
