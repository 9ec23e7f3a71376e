//! The data of a policy file.

use graphwright_source::Cell;
use graphwright_source::Origin;

/// A policy.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The title.
    pub title: Cell<String>,
    /// The explanation: the paragraphs between the title and the table, verbatim.
    pub docs: Vec<Cell<String>>,
    /// Its source.
    pub source: Cell<String>,
    /// The concept table that it is checked against.
    pub against: Option<Against>,
    /// The table and its names.
    pub body: Body,
    /// The table.
    pub origin: Origin,
}

/// The kinds of policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A relation between subjects and objects.
    Relation(Relation),
    /// Properties that belong together.
    PropertySet(PropertySet),
    /// The filter operators of the properties of a type.
    Fields(Fields),
}

/// A matrix: the subject of a column may act on the object of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// The name of the function, for example `can_reset_password_of`.
    pub function: Cell<String>,
    /// The name of the enumeration of the subjects.
    pub subject: Cell<String>,
    /// The name of the enumeration of the objects; it may be that of the subjects.
    pub object: Cell<String>,
    /// Variants for subjects and objects whose names are not identifiers.
    pub variants: Vec<Variant>,
    /// The subjects, in the order of the columns.
    pub subjects: Vec<Cell<String>>,
    /// The objects with their marks, in the order of the rows.
    pub rows: Vec<Row>,
}

/// The Rust name of a subject or an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The name in the table.
    pub name: Cell<String>,
    /// The name in Rust.
    pub ident: Cell<String>,
}

/// An object of a [`Relation`].
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: Cell<String>,
    /// One mark for each subject, in their order.
    pub marks: Vec<Mark>,
}

/// A cell of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// `true` if the subject may act on the object.
    pub allowed: bool,
    /// The condition, in prose.
    pub condition: Option<Cell<String>>,
    /// The cell; for an empty one, its position in the row.
    pub origin: Origin,
}

/// Properties of one type that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct PropertySet {
    /// The name of the constant.
    pub constant: Cell<String>,
    /// The type that has the properties.
    pub ty: Cell<String>,
    /// The properties, in the order of the table.
    pub properties: Vec<Property>,
    /// The column of the concept's table with the names.
    pub column: Option<Cell<String>>,
    /// The text in that column for rows without a property.
    pub except: Option<Cell<String>>,
}

/// A row of a [`PropertySet`].
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The wire name.
    pub name: Cell<String>,
    /// Its description in the concept document.
    pub description: Option<Cell<String>>,
}

/// The table of a concept document that a policy is checked against.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// The end of the path of the concept document.
    pub document: Cell<String>,
    /// The heading before the table.
    pub section: Cell<String>,
}

impl Relation {
    /// The mark for one subject and one object, by their names in the table.
    pub fn mark(&self, subject: &str, object: &str) -> Option<&Mark> {
        let column = self
            .subjects
            .iter()
            .position(|name| name.value == subject)?;
        self.rows
            .iter()
            .find(|row| row.name.value == object)?
            .marks
            .get(column)
    }
}

/// The filter operators of the properties of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// The name of the enumeration of the type's properties.
    pub enumeration: Cell<String>,
    /// The type.
    pub ty: Cell<String>,
    /// The properties in the table. Nothing is known about the others.
    pub rows: Vec<Filters>,
}

/// A row of [`Fields`].
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// The property's wire name.
    pub name: Cell<String>,
    /// The support of each of [`OPERATORS`].
    pub support: [Support; OPERATORS.len()],
}

/// The support of an operator on a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// `D`: supported.
    Default,
    /// `A`: supported in advanced queries only.
    Advanced,
    /// `-`: not supported.
    Unsupported,
}

/// The operators of a filter, in the order of the columns: those of `OData` (URL conventions 4.01,
/// section 5.1.1), `null` for a comparison with null, `not` for the negation of a comparison.
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
