//! Static schemas: what a document allows, as data, and the one validator over it.
//!
//! Generated crates have one `static` per type, built by `const` functions. Nothing is generated
//! that validates: [`Schema::check`] walks any JSON value and collects all that is wrong with it.
//!
//! A keyword says something about one kind of value and nothing about others, as in JSON Schema:
//! `min_length` on an integer is never looked at. Patterns are matched by a linear-time engine;
//! one that it cannot express (a look-around, a back-reference) is not checked. Formats that are
//! checked: `uuid`, `date-time`, `date`, `email`, `uri`, `byte`, `int32` and `int64`.

mod build;
mod check;
mod describe;
mod form;
mod format;
mod pattern;
mod text;
mod unique;
mod violation;

pub use check::Mode;
pub use form::Shape;
pub use violation::{Code, Violation};

/// What a document allows in one place: a kind of value and bounds on it.
///
/// ```
/// use graphwright_wire::Schema;
/// use graphwright_wire::json::json;
/// use graphwright_wire::schema::Mode;
///
/// static PET: Schema = Schema::object()
///     .properties(&[
///         ("name", Schema::string().max_length(64)),
///         ("tags", Schema::array(&Schema::string()).max_items(3)),
///     ])
///     .required(&["name"]);
///
/// let violations = PET.check(&json!({ "tags": ["small", 7] }), Mode::Request);
/// assert_eq!(violations[0].to_string(), "/tags/1: must be a string, not a number");
/// assert_eq!(violations[1].to_string(), "/name: is required");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    kind: Kind,
    /// Words for what is expected, where the bounds alone say it badly.
    expects: Option<&'static str>,
    nullable: bool,
    secret: bool,
    access: Access,
}

/// Which side sends a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Both,
    /// The server alone.
    Read,
    /// The client alone.
    Write,
}

/// A kind of value, with the bounds that apply to it.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Any,
    Null,
    Boolean,
    Integer(Numeric),
    Number(Numeric),
    String(Text),
    Array(Items),
    Object(Members),
    Reference(&'static Schema),
    AnyOf(&'static [Schema]),
    ExactlyOneOf(&'static [Schema]),
    AllOf(&'static [Schema]),
    Tagged {
        property: &'static str,
        variants: &'static [(&'static str, Schema)],
    },
}

#[derive(Clone, Copy, Debug)]
struct Numeric {
    minimum: Option<Bound>,
    maximum: Option<Bound>,
    multiple_of: Option<f64>,
    format: Option<&'static str>,
    /// The listed values; empty for no list.
    values: &'static [i64],
    /// Whether values that are not listed are allowed too.
    open: bool,
}

#[derive(Clone, Copy, Debug)]
struct Bound {
    limit: Limit,
    /// Whether the limit itself is not allowed.
    exclusive: bool,
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    Integer(i64),
    Float(f64),
}

#[derive(Clone, Copy, Debug)]
struct Text {
    format: Option<&'static str>,
    pattern: Option<&'static str>,
    /// In characters, that is Unicode scalar values.
    min_length: u64,
    max_length: Option<u64>,
    /// The listed values; empty for no list.
    values: &'static [&'static str],
    /// Whether values that are not listed are allowed too.
    open: bool,
}

#[derive(Clone, Copy, Debug)]
struct Items {
    item: &'static Schema,
    min: u64,
    max: Option<u64>,
    unique: bool,
}

#[derive(Clone, Copy, Debug)]
struct Members {
    properties: &'static [(&'static str, Schema)],
    required: &'static [&'static str],
    additional: AdditionalMembers,
    min: u64,
    max: Option<u64>,
}

/// What members that no property names must be.
#[derive(Clone, Copy, Debug)]
enum AdditionalMembers {
    Any,
    Refused,
    Typed(&'static Schema),
}
