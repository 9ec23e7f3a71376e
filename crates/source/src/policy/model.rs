//! The data of a policy file.

use crate::diagnostic::Origin;
use crate::entity::Cell;

/// What a policy file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The title.
    pub title: Cell<String>,
    /// What the policy means: the paragraphs between the title and the table, as they are written.
    pub docs: Vec<Cell<String>>,
    /// Where it comes from.
    pub source: Cell<String>,
    /// What it is checked against.
    pub against: Option<Against>,
    /// The table and its names.
    pub body: Body,
    /// The table.
    pub origin: Origin,
}

/// The kinds of policy.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Who may do it to whom.
    Relation(Relation),
    /// Properties that belong together.
    PropertySet(PropertySet),
    /// How the properties of a type can be asked for.
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
    /// Variants for subjects and objects whose names make none by themselves.
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
    /// Whether the subject may.
    pub allowed: bool,
    /// Under which condition, in prose.
    pub condition: Option<Cell<String>>,
    /// The cell; where it is empty, the place in the row where it would stand.
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
    /// Which column of the concept's table has the names.
    pub column: Option<Cell<String>>,
    /// What stands in that column where there is no property.
    pub except: Option<Cell<String>>,
}

/// A row of a [`PropertySet`].
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The wire name.
    pub name: Cell<String>,
    /// What the concept says of it.
    pub description: Option<Cell<String>>,
}

/// What a policy is checked against.
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

/// What a file of the kind `fields` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Fields {
    /// The name of the enumeration of the type's properties.
    pub enumeration: Cell<String>,
    /// The type.
    pub ty: Cell<String>,
    /// The properties that the table lists. Of the others nothing is known.
    pub rows: Vec<Filters>,
}

/// A row of [`Fields`].
#[derive(Clone, Debug, PartialEq)]
pub struct Filters {
    /// The property's wire name.
    pub name: Cell<String>,
    /// What each of [`OPERATORS`] can do with it.
    pub support: [Support; OPERATORS.len()],
}

/// Whether an operator can be used with a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// `D`: as it is.
    Default,
    /// `A`: in advanced queries only.
    Advanced,
    /// `-`: not at all.
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
