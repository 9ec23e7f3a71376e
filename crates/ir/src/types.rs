//! Types: what bodies, parameters and headers are made of.

use crate::{Docs, Fact, Origin, TypeId, Union, VersionSet};

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The schema's key, or for an inline schema the context that named it.
    pub wire: String,
    /// The type's name, for example `UserCreate`.
    pub ident: String,
    /// The module (and file) that holds it, its own or that of the schema it is inline in.
    pub module: String,
    /// The name of its static schema, for example `USER_CREATE`.
    pub schema_ident: String,
    /// Its body.
    pub kind: TypeKind,
    /// The type that this is another form of. `None` for a schema with one form, and for the form
    /// that keeps the schema's own name: what is read, or if nothing is read what is created.
    pub projection_of: Option<ProjectionOf>,
    /// Its uses, found by reachability from operations.
    pub usage: Usage,
    /// `true` if every part of it has a total equality, so that it may be `Eq` and `Hash`.
    pub hashable: bool,
    /// Its documentation.
    pub docs: Docs,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// The versions that have it.
    pub versions: VersionSet,
    /// Its location.
    pub origin: Origin,
    /// Other locations of the same schema, word for word: one type stands for all of them.
    pub also: Vec<Origin>,
}

/// The schema that a type is a form of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProjectionOf {
    /// The type that has the schema's own name.
    pub base: TypeId,
    /// The form.
    pub form: Projection,
}

/// One form of a schema that reads and writes differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Projection {
    /// The form in a response.
    Read,
    /// The form that creates or replaces.
    Create,
    /// The form that changes a part, so that absent means "keep".
    Update,
}

/// The uses of a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In a response or a response header.
    pub read: bool,
    /// In a request body that creates or replaces, in a parameter, or inside the body of a PATCH,
    /// where a value is replaced as a whole.
    pub create: bool,
    /// As the body of a PATCH.
    pub update: bool,
}

/// The body of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// Named fields.
    Struct(Struct),
    /// One of a list of scalar values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// Another name for something. Null is no part of it: where the schema allows null, every slot
    /// that uses the alias says so itself.
    Alias(Slot),
    /// A scalar of its own type, for example a user's id: a newtype over a string.
    Newtype(Newtype),
    /// A text that is one of several keys of a thing.
    Key(Key),
    /// JSON that has no faithful Rust form.
    Untyped {
        /// Why not, in words for the reader of the documentation.
        reason: String,
    },
}

/// Named fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The fields, in document order.
    pub fields: Vec<Field>,
    /// The treatment of members that no field names.
    pub additional: Additional,
    /// The name of the field that keeps the nulls of optional fields, where members that no field names
    /// are not kept as they came.
    pub nulls: Option<String>,
    /// The fewest members that an object may have.
    pub min_properties: Option<u64>,
    /// The most members that an object may have.
    pub max_properties: Option<u64>,
}

impl Struct {
    /// Returns whether a value can be made without giving anything: no field holds a bare value.
    pub fn all_optional(&self) -> bool {
        self.fields
            .iter()
            .all(|field| field.holder != Holder::Value)
    }
}

/// The treatment of members that no field names.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// They are kept as they came, in a field of the given name.
    Keep(String),
    /// They are ignored.
    #[default]
    Drop,
    /// They all have one type and are kept in a map field of the given name.
    Typed(String, Box<Slot>),
    /// They are refused in requests and ignored in responses.
    Deny,
}

/// A property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The key in the object.
    pub wire: String,
    /// The field, for example `display_name`.
    pub ident: String,
    /// The setter; differs from `ident` (`with_clone`) only where a method of that name is taken.
    pub setter: String,
    /// The method that gives the value or the document's default for it, where there is one.
    pub or_default: Option<String>,
    /// The value that it holds.
    pub slot: Slot,
    /// How absence and null show in Rust.
    pub holder: Holder,
    /// If the key must be there.
    pub presence: Presence,
    /// The sides that may write it.
    pub access: Access,
    /// `true` for a secret, never to be shown.
    pub secret: bool,
    /// `true` if the document calls it deprecated.
    pub deprecated: bool,
    /// The versions that have it.
    pub versions: VersionSet,
    /// Its documentation.
    pub docs: Docs,
    /// The facts about each facet, and the candidates that were overridden.
    pub provenance: Vec<Fact>,
}

impl Field {
    /// Returns whether a change may clear the field, or leave it alone.
    pub fn is_clearable(&self) -> bool {
        self.access != Access::Read && self.slot.nullable && self.presence != Presence::Required
    }

    /// The holder that follows from presence, null and the projection of the struct.
    pub fn holder_in(&self, form: Projection) -> Holder {
        if form == Projection::Update && self.is_clearable() {
            Holder::Patch
        } else {
            Holder::of(&self.presence, self.slot.nullable)
        }
    }
}

/// How a field's absence and null show in Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// `T`: it is always there.
    Value,
    /// `Option<T>`: `None` for absent or null. Written as null where the key is required,
    /// otherwise left out.
    Option,
    /// `Patch<T>`: keep, clear or set.
    Patch,
}

impl Holder {
    /// The holder of a value that is sent as a whole.
    pub fn of(presence: &Presence, nullable: bool) -> Self {
        if *presence == Presence::Required && !nullable {
            Self::Value
        } else {
            Self::Option
        }
    }
}

/// The presence of a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Presence {
    /// It must.
    Required,
    /// It need not.
    Optional,
    /// It need not, and its absence means this value.
    Defaulted(Literal),
}

/// The sides that may write a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    Both,
    /// The server alone: it is left out of requests.
    Read,
    /// The client alone: it is left out of responses.
    Write,
}

/// A place that holds a value: its type, whether null is a value there, and its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// The type.
    pub ty: TypeRef,
    /// `true` if null is allowed.
    pub nullable: bool,
    /// The bounds that the document sets here, beyond those of the type itself.
    pub constraints: Constraints,
}

impl Slot {
    /// A slot without null and without bounds.
    pub fn of(ty: TypeRef) -> Self {
        Self {
            ty,
            nullable: false,
            constraints: Constraints::default(),
        }
    }
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    /// A scalar.
    Scalar(Scalar),
    /// A named type.
    Named(TypeId),
    /// A list of values.
    List(Box<Slot>),
    /// An object with any keys and values of one type.
    Map(Box<Slot>),
    /// A value behind a pointer, so that a recursive type has a size.
    Boxed(Box<TypeRef>),
    /// Any JSON, where the document itself leaves it open.
    Json,
    /// A part or body of raw bytes that is streamed rather than held.
    Stream,
}

/// The scalar types of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// `true` or `false`.
    Bool,
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer.
    I64,
    /// An unsigned 64-bit integer: format `uint64`, or bounds that no signed one reaches.
    U64,
    /// A 32-bit float.
    F32,
    /// A 64-bit float.
    F64,
    /// Any JSON number, kept exactly.
    Number,
    /// Text.
    String,
    /// Text that must not be shown.
    Secret,
    /// A UUID (RFC 9562).
    Uuid,
    /// A point in time (RFC 3339).
    DateTime,
    /// A calendar date (RFC 3339 `full-date`).
    Date,
    /// A time of day (RFC 3339 `full-time` or `partial-time`), as text.
    Time,
    /// A span of time (ISO 8601), as text.
    Duration,
    /// Bytes, base64 in JSON.
    Base64,
    /// Bytes as they are.
    Bytes,
    /// A part of a form that is bytes as they are, with a name and a media type.
    File,
    /// A URI or a reference to one, as text.
    Uri,
    /// Nothing but null.
    Null,
}

/// Bounds on a value, as the document gives them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The least number allowed.
    pub minimum: Option<Bound>,
    /// The greatest number allowed.
    pub maximum: Option<Bound>,
    /// The number that values must be multiples of, as JSON text.
    pub multiple_of: Option<String>,
    /// The fewest characters.
    pub min_length: Option<u64>,
    /// The most characters.
    pub max_length: Option<u64>,
    /// An ECMA 262 regular expression that must match somewhere.
    pub pattern: Option<String>,
    /// The format's name, for formats that are checked (`email`, `uri`, `uuid`, ..).
    pub format: Option<String>,
    /// The fewest items.
    pub min_items: Option<u64>,
    /// The most items.
    pub max_items: Option<u64>,
    /// `true` if no two items are equal.
    pub unique_items: bool,
    /// The fewest members of a map.
    pub min_properties: Option<u64>,
    /// The most members of a map.
    pub max_properties: Option<u64>,
}

impl Constraints {
    /// Returns whether nothing is bounded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A limit on a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// The limit, as JSON text, so that no digit is lost.
    pub value: String,
    /// `true` if the limit itself is not allowed.
    pub exclusive: bool,
}

/// A JSON value in the document, such as a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, as JSON text.
    Number(String),
    /// A string.
    String(String),
    /// A member of the field's enum, as its variant's ident.
    Variant(String),
    /// Anything else, as compact JSON text.
    Json(String),
}

/// One of a list of scalar values. Open: values that the document does not list survive.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The type of the values: `String`, `I32` or `I64`.
    pub scalar: Scalar,
    /// The values, without duplicates.
    pub values: Vec<EnumValue>,
    /// The variant that keeps other values; `None` for a closed enum.
    pub unknown: Option<String>,
    /// `true` if the document itself allows other values, so that these are only the known ones.
    pub allows_others: bool,
}

/// A listed value of an enum.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value, as JSON has it.
    pub wire: Literal,
    /// The variant.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// The versions that have it.
    pub versions: VersionSet,
}

/// A scalar of its own type.
#[derive(Clone, Debug, PartialEq)]
pub struct Newtype {
    /// The value that it holds.
    pub scalar: Scalar,
    /// Its bounds.
    pub constraints: Constraints,
    /// The scalar that the document takes the text for, where not all of them are one.
    pub often: Option<Scalar>,
}

impl Newtype {
    /// A scalar of its own type, within bounds.
    pub fn of(scalar: Scalar, constraints: Constraints) -> Self {
        Self {
            scalar,
            constraints,
            often: None,
        }
    }
}

/// A text that is one of several keys of a thing, told apart by a sign in it: a parameter that takes
/// an id or a mail address. Its bounds are those of the slots that have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The keys. A text is the first whose sign it contains, and the one without a sign where it
    /// contains none. Exactly one has no sign.
    pub variants: Vec<KeyVariant>,
}

/// One of the keys that a text may be.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyVariant {
    /// The variant's name.
    pub ident: String,
    /// The value that it holds: a string, or a newtype over one.
    pub slot: Slot,
    /// The sign that a text must contain to be this key; `None` for the key that any other text is.
    pub sign: Option<String>,
    /// Its documentation.
    pub docs: Docs,
}
