//! Facts between properties or between roles: data for generated constants and functions.

use crate::{Docs, MemberIndex, Origin, PolicyId, TypeId, VersionSet};

/// One policy, with the Rust names that its file gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Policy {
    /// A named set of a type's properties.
    PropertySet(PropertySet),
    /// The names that relations speak of.
    Enumeration(Enumeration),
    /// A relation between the members of two enumerations.
    Relation(Relation),
    /// The properties of a type, as something that a caller can ask for by name.
    Fields(Fields),
}

/// A named set of properties, such as those that a read returns unless asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertySet {
    /// The name of its constant, which belongs to the type.
    pub ident: String,
    /// The type that has the properties: a struct.
    pub ty: TypeId,
    /// The properties.
    pub properties: Vec<SetMember>,
    /// Its documentation.
    pub docs: Docs,
    /// The source of the table, in words.
    pub source: String,
    /// Its location.
    pub origin: Origin,
}

/// A property in a [`PropertySet`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetMember {
    /// Its wire name.
    pub wire: String,
    /// The versions that have it.
    pub versions: VersionSet,
}

/// Names that relations speak of, such as roles. Relations share it: its members are those of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumeration {
    /// Its name, for example `DirectoryRole`.
    pub ident: String,
    /// The module that holds it.
    pub module: String,
    /// Its members, in order of first use: of each relation the columns, then the rows.
    pub members: Vec<Member>,
    /// The location of its first mention.
    pub origin: Origin,
}

/// A member of an [`Enumeration`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the tables.
    pub wire: String,
    /// Its variant.
    pub ident: String,
}

/// A relation `subject may verb object`, as a table with a row for each object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The function's name, for example `can_reset_password_of`.
    pub ident: String,
    /// The name of the constant that holds the table, for example `CAN_RESET_PASSWORD_OF`.
    pub constant: String,
    /// Those who act: an [`Enumeration`].
    pub subject: PolicyId,
    /// Those who are acted on: likewise.
    pub object: PolicyId,
    /// The rows, in the order of the table.
    pub rows: Vec<RelationRow>,
    /// Its documentation.
    pub docs: Docs,
    /// The source of the table, in words.
    pub source: String,
    /// Rows that are not as the table has them.
    pub changes: Vec<RelationChange>,
    /// Its location.
    pub origin: Origin,
}

/// An object of a [`Relation`] and who may act on it; no one else may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationRow {
    /// The object, a member of its enumeration.
    pub object: MemberIndex,
    /// Those who may, in the order of the columns.
    pub allowed: Vec<Allowed>,
}

/// A subject that may act on the object of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The subject, a member of its enumeration.
    pub subject: MemberIndex,
    /// On which condition, in prose; `None` for on any.
    pub condition: Option<String>,
}

/// A fixup that says who may act on the object of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationChange {
    /// The object's name in the table.
    pub row: String,
    /// The fixup.
    pub fixup: String,
    /// The source of that, in words.
    pub source: String,
}

/// The properties of a type: an enumeration of their names, and what can be asked of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The enumeration's name, for example `UserField`.
    pub ident: String,
    /// The module that holds it.
    pub module: String,
    /// The type.
    pub ty: TypeId,
    /// Its properties and those that only other forms of it have.
    pub properties: Vec<FieldProperty>,
    /// Its documentation.
    pub docs: Docs,
    /// The source of the table of operators, in words.
    pub source: String,
    /// Its location.
    pub origin: Origin,
}

/// A property that a caller can ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProperty {
    /// The wire name.
    pub wire: String,
    /// The variant.
    pub ident: String,
    /// The kind of its values.
    pub kind: ValueKind,
    /// The use of each of [`OPERATORS`] with it; `None` where that is not known.
    pub filter: Option<[Support; OPERATORS.len()]>,
    /// The versions that have it.
    pub versions: VersionSet,
    /// Its documentation.
    pub docs: Docs,
}

/// The operators of a filter, by the names of `OData` (URL conventions 4.01, section 5.1.1); `null`
/// is a comparison with null, `not` the negation of a comparison.
pub const OPERATORS: [&str; 9] = [
    "eq",
    "ne",
    "not",
    "ge",
    "le",
    "in",
    "startsWith",
    "null",
    "endsWith",
];

/// The use of an operator with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Support {
    /// As it is.
    Default,
    /// In advanced queries only.
    Advanced,
    /// Not at all.
    Unsupported,
}

/// The kind of values, as far as asking for them goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueKind {
    /// True or false.
    Bool,
    /// An integer.
    Integer,
    /// Any number.
    Number,
    /// Text, also that of an enum or of a key.
    String,
    /// A UUID.
    Uuid,
    /// A point in time.
    DateTime,
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A span of time.
    Duration,
    /// Bytes.
    Bytes,
    /// An object.
    Object,
    /// A list.
    List(Box<ValueKind>),
    /// Any JSON.
    Json,
}
