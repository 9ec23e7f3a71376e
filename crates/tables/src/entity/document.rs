//! The data of an entity document, every fact with its place in the text.
//!
//! Nothing is merged, resolved or renamed: a type is its name in the text, and a fact that the text omits is
//! `None`.

use graphwright_source::Cell;
use graphwright_source::Origin;
use std::fmt;

/// One document: the description of a type or of an entity set.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The qualified name (`Microsoft.Graph.User`); for an entity set its plain name (`contacts`).
    pub name: Cell<String>,
    /// The API versions that have it.
    pub versions: Vec<Cell<String>>,
    /// The operations in the overview; empty if it has none.
    pub verbs: Vec<Cell<Verb>>,
    /// The system query options, with their dollar sign.
    pub query_options: Vec<Cell<String>>,
    /// The paths to it; for a complex type or an enumeration, the paths of its uses.
    pub paths: Vec<Cell<Path>>,
    /// The data of this kind of document.
    pub body: Body,
    /// Every documented request, in the order of the text.
    pub operations: Vec<DocumentedOperation>,
    /// The title.
    pub origin: Origin,
}

/// The four kinds of document.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// A type with a key, navigation properties and actions.
    Entity(EntityType),
    /// A type without a key.
    Complex(ComplexType),
    /// An enumeration.
    Enum(EnumType),
    /// A collection of entities at the root of the API.
    Set(EntitySet),
}

/// The tables of an entity type.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EntityType {
    /// The qualified name of the type that it derives from.
    pub base_type: Option<Cell<String>>,
    /// Its own properties, in the order of the table.
    pub properties: Vec<Property>,
    /// Its own navigation properties, in the order of the table.
    pub navigations: Vec<Navigation>,
    /// Its actions, its base type's included, in the order of the table.
    pub actions: Vec<Action>,
}

/// The table of a complex type.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ComplexType {
    /// Its properties, in the order of the table.
    pub properties: Vec<Property>,
}

/// The table of an enumeration.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EnumType {
    /// Its members, in the order of the table.
    pub members: Vec<Member>,
}

/// The elements of an entity set.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EntitySet {
    /// The qualified name of the type of its elements.
    pub element_type: Option<Cell<String>>,
}

/// A row of `Properties`.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// The wire name.
    pub name: Cell<String>,
    /// The place of the mark that makes the property the key.
    pub key: Option<Origin>,
    /// The type.
    pub ty: Cell<EdmType>,
    /// The API versions that have it.
    pub versions: Vec<Cell<String>>,
    /// `true` if the value may be null.
    pub nullable: Option<Cell<bool>>,
    /// `true` if a string may have any character; `None` if it is not a string.
    pub unicode: Option<Cell<bool>>,
    /// `true` if a client may write it.
    pub writeable: Option<Cell<bool>>,
    /// `true` if it is required to create an entity.
    pub required_to_create: Option<Cell<bool>>,
    /// The default value.
    pub default: Option<Cell<String>>,
    /// Prose, verbatim.
    pub description: Option<Cell<String>>,
    /// The row.
    pub origin: Origin,
}

/// A row of `Navigation properties`.
#[derive(Clone, Debug, PartialEq)]
pub struct Navigation {
    /// The wire name, which is also the segment of the path.
    pub name: Cell<String>,
    /// The target type, which may be a collection.
    pub target: Cell<EdmType>,
    /// The API versions that have it.
    pub versions: Vec<Cell<String>>,
    /// `true` if it may have no target.
    pub nullable: Option<Cell<bool>>,
    /// The operations on its target.
    pub verbs: Vec<Cell<Verb>>,
    /// Prose, verbatim.
    pub description: Option<Cell<String>>,
    /// The row.
    pub origin: Origin,
}

/// A row of `Actions`.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// The wire name, which is also the last segment of the path.
    pub name: Cell<String>,
    /// The API versions that have it.
    pub versions: Vec<Cell<String>>,
    /// The type that it is called on, without its namespace.
    pub context: Option<Cell<String>>,
    /// The parameters, in the order of the table.
    pub inputs: Vec<Input>,
    /// The type of the result; `None` if there is none.
    pub output: Option<Cell<EdmType>>,
    /// The path of the stored result.
    pub output_path: Option<Cell<String>>,
    /// Prose, verbatim.
    pub description: Option<Cell<String>>,
    /// The row.
    pub origin: Origin,
}

/// A parameter of an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// The wire name.
    pub name: Cell<String>,
    /// The type.
    pub ty: Cell<EdmType>,
}

/// A row of `Members`.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The wire name.
    pub name: Cell<String>,
    /// Its number.
    pub value: Cell<i64>,
    /// The API versions that have it.
    pub versions: Vec<Cell<String>>,
    /// The row.
    pub origin: Origin,
}

/// A documented request.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentedOperation {
    /// The heading.
    pub title: Cell<String>,
    /// Its subject, by its heading.
    pub subject: Subject,
    /// The verb of the request line.
    pub verb: Cell<Verb>,
    /// The path of the request line.
    pub path: Cell<Path>,
    /// The scopes, any one of which is enough.
    pub scopes: Vec<Scope>,
    /// The headers of the request.
    pub headers: Vec<Header>,
    /// The body of the request.
    pub request: Option<Sample>,
    /// The status of the response.
    pub status: Option<Cell<u16>>,
    /// The body of the response.
    pub response: Option<Sample>,
}

/// The subject of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The type or set of the document.
    Itself,
    /// The navigation property of that name.
    Navigation(String),
    /// The action of that name.
    Action(String),
}

/// A permission that allows an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// Its name.
    pub name: Cell<String>,
    /// The consent that it requires.
    pub consent: Cell<Consent>,
    /// Its use, in prose.
    pub scenario: Option<Cell<String>>,
}

/// The consent that a scope requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Consent {
    /// That of the user.
    User,
    /// That of an administrator.
    Admin,
}

/// A header of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: Cell<String>,
    /// Its value, verbatim.
    pub value: Cell<String>,
}

/// The sample of a body.
///
/// A sample shows two fields of a type and hides the rest, so that it is a hint and never the whole type.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sample {
    /// The qualified name of the type (`Microsoft.Graph.User`, from `@odata.type`), or its plain
    /// name (`User`, from `<User.property_1>`).
    pub type_name: Option<Cell<String>>,
    /// `true` if the body is a collection of it.
    pub collection: bool,
    /// The name of the type's key, from `@odata.id`.
    pub key: Option<Cell<String>>,
    /// The fields with their types.
    pub fields: Vec<SampleField>,
    /// The type of a body that is a single value.
    pub value: Option<Cell<EdmType>>,
    /// `true` if the sample omits something (`...`).
    pub elided: bool,
}

/// A field in a sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleField {
    /// The wire name.
    pub name: Cell<String>,
    /// The type.
    pub ty: Cell<EdmType>,
}

/// A type by its name in the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdmType {
    /// The qualified name (`Edm.String`, `Microsoft.Graph.Photo`).
    pub name: String,
    /// `true` if it is a collection of that type.
    pub collection: bool,
}

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// Reads.
    Get,
    /// Adds or calls.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

/// The template of a path, `/<version>/myOrganization/users/<User.objectId>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(pub String);

/// A segment of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment<'a> {
    /// Literal text.
    Literal(&'a str),
    /// `<version>`.
    Variable(&'a str),
    /// `<User.objectId>`: the key of an entity.
    Key {
        /// The entity type, without its namespace.
        ty: &'a str,
        /// The property that is the key.
        property: &'a str,
    },
}

impl Path {
    /// The segments, in order.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Segment<'_>> {
        self.0
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(Segment::new)
    }
}

impl<'a> Segment<'a> {
    fn new(text: &'a str) -> Self {
        match text
            .strip_prefix('<')
            .and_then(|text| text.strip_suffix('>'))
        {
            None => Self::Literal(text),
            Some(name) => match name.split_once('.') {
                None => Self::Variable(name),
                Some((ty, property)) => Self::Key { ty, property },
            },
        }
    }
}

impl Verb {
    /// Every verb, in the order in which the tables name them.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// The verb of that name, in capitals.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verb| verb.as_str() == name)
    }

    /// The name, in capitals.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// As it is written: `Edm.String`, `Collection(Edm.String)`.
impl fmt::Display for EdmType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.collection {
            write!(f, "Collection({})", self.name)
        } else {
            f.write_str(&self.name)
        }
    }
}
