//! The data of a schema.

/// A schema: a kind of value, and bounds on it.
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
    pub(super) kind: Kind,
    /// A description of the expected value, for messages, in place of one that is made from the
    /// bounds.
    pub(super) expects: Option<&'static str>,
    pub(super) nullable: bool,
    pub(super) secret: bool,
    pub(super) access: Access,
}

/// The side that sends a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Both,
    /// The server only.
    Read,
    /// The client only.
    Write,
}

/// A kind of value, with the bounds that apply to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
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
pub(super) struct Numeric {
    pub(super) minimum: Option<Bound>,
    pub(super) maximum: Option<Bound>,
    pub(super) multiple_of: Option<f64>,
    pub(super) format: Option<&'static str>,
    /// The listed values; empty if any are allowed.
    pub(super) values: &'static [i64],
    /// `true` if unlisted values are allowed too.
    pub(super) open: bool,
}

/// A bound of a number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bound {
    /// The limit itself is allowed.
    Inclusive(Limit),
    /// The limit itself is not allowed.
    Exclusive(Limit),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    Integer(i64),
    Float(f64),
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    pub(super) format: Option<&'static str>,
    pub(super) pattern: Option<&'static str>,
    /// In characters, which are Unicode scalar values.
    pub(super) min_length: u64,
    pub(super) max_length: Option<u64>,
    /// The listed values; empty if any are allowed.
    pub(super) values: &'static [&'static str],
    /// `true` if unlisted values are allowed too.
    pub(super) open: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Items {
    pub(super) item: &'static Schema,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
    pub(super) unique: bool,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Members {
    pub(super) properties: &'static [(&'static str, Schema)],
    pub(super) required: &'static [&'static str],
    pub(super) additional: AdditionalMembers,
    pub(super) min: u64,
    pub(super) max: Option<u64>,
}

/// The rule for members that no property names.
#[derive(Clone, Copy, Debug)]
pub(super) enum AdditionalMembers {
    Any,
    Refused,
    Typed(&'static Schema),
}

impl Numeric {
    /// Returns whether requests may have listed values only.
    pub(super) fn is_closed(&self) -> bool {
        !self.values.is_empty() && !self.open
    }
}

impl Text {
    /// Returns whether requests may have listed values only.
    pub(super) fn is_closed(&self) -> bool {
        !self.values.is_empty() && !self.open
    }
}

impl Members {
    /// The schema of the property with this key.
    pub(super) fn property(&self, key: &str) -> Option<&Schema> {
        self.properties
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, schema)| schema)
    }
}
