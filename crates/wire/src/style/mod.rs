//! Styles of parameters (OpenAPI 3.0.3 and 3.1, "Style Values"): values to text, and text to values.
//!
//! A [`Notation`] describes how a parameter, a header, or a member of a form is written. A client writes with
//! it and a server reads with it, so that one direction is the inverse of the other: what is written is read
//! back equal, or is [refused](Refusal) before it is sent.
//!
//! The specification leaves some values without a form, and some with one that several values share. Both
//! directions agree on these rules:
//!
//! | value | form |
//! |---|---|
//! | an empty list | `name=` in queries, cookies and forms, an empty header; refused in a path |
//! | a list whose only item is the empty text | refused where `name=` is the empty list |
//! | an empty object | as an empty list; refused if it is exploded, since it has no name |
//! | null as an item or a member | refused |
//! | an item with a space (`spaceDelimited`) or `\|` (`pipeDelimited`) | refused: the delimiter has no escape |
//! | an item with `.` in an exploded `label` | refused: servers may decode the escape of `.` |
//! | an item of a header with `,`, blanks around it, or no characters | refused (RFC 9110, section 5.6.1) |
//! | a list in a member of an exploded object | the name of the member, repeated |
//! | an object in a member of an exploded object, or in a list | refused, except in `deepObject` |
//! | a list or an object within `deepObject` | `name[list][0]=a`, `name[object][member]=a` |
//! | an empty list or object within `deepObject` | `name[list]=` |
//! | a name with brackets, or an empty one, within `deepObject` | refused |
//! | a list or an object in a cookie, exploded or not | `name=a,b` |

mod header;
mod pairs;
mod path;
mod value;

#[cfg(test)]
mod tests;

pub use pairs::Pair;
pub use value::{Value, ValueError};

use crate::percent::BadEncoding;
use std::fmt;

/// The description of how a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notation {
    /// The style.
    pub style: Style,
    /// `true` if each item of a list or member of an object is written by itself.
    pub explode: bool,
    /// `true` if a query keeps reserved characters that have no meaning in it.
    pub allow_reserved: bool,
}

/// The style of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `1,2,3`.
    Simple,
    /// `;id=1`.
    Matrix,
    /// `.1.2`.
    Label,
    /// `id=1&id=2`, or `id=1,2`.
    Form,
    /// `id=1%202`.
    SpaceDelimited,
    /// `id=1%7C2`.
    PipeDelimited,
    /// `id[a]=1`.
    DeepObject,
    /// JSON text, for a parameter with a media type in place of a style.
    Json,
    /// A line for each item, of `Set-Cookie`: its values hold commas (RFC 9110, section 5.3).
    Lines,
}

impl Notation {
    /// `style: form, explode: true`: `id=1&id=2`, and each member of an object is a pair.
    pub const FORM: Self = Self::new(Style::Form, true);
    /// `style: form, explode: false`: `id=1,2`.
    pub const JOINED: Self = Self::new(Style::Form, false);
    /// `style: spaceDelimited, explode: false`: `id=1%202`.
    pub const SPACE: Self = Self::new(Style::SpaceDelimited, false);
    /// `style: pipeDelimited, explode: false`: `id=1%7C2`.
    pub const PIPE: Self = Self::new(Style::PipeDelimited, false);
    /// `style: deepObject`: `id%5Ba%5D=1`.
    pub const DEEP: Self = Self::new(Style::DeepObject, true);
    /// `style: simple`, of paths and headers: `1,2`.
    pub const SIMPLE: Self = Self::new(Style::Simple, false);
    /// `style: label`, of paths: `.1,2`.
    pub const LABEL: Self = Self::new(Style::Label, false);
    /// `style: matrix`, of paths: `;id=1,2`.
    pub const MATRIX: Self = Self::new(Style::Matrix, false);

    /// JSON text, in place of a style.
    pub const JSON: Self = Self::new(Style::Json, false);

    /// A line of the header for each item of a list, as `Set-Cookie` is written.
    pub const LINES: Self = Self::new(Style::Lines, false);

    /// A style that encodes reserved characters.
    pub const fn new(style: Style, explode: bool) -> Self {
        Self {
            style,
            explode,
            allow_reserved: false,
        }
    }

    /// `explode: true`: writes each item or member by itself.
    #[must_use]
    pub const fn explode(mut self) -> Self {
        self.explode = true;
        self
    }

    /// `allowReserved: true`: keeps reserved characters in a query, except for `#`, `&`, `+`, `[` and `]`, which a query cannot hold
    /// or which have another meaning there, and the delimiter of the style.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }
}

/// The kind of value that a reader expects, by the schema of the parameter.
#[derive(Clone, Copy)]
pub enum Shape<'a> {
    /// Text.
    Scalar,
    /// A list.
    List,
    /// An object. Of an exploded one in a query, the function knows the members by name.
    Object(&'a dyn Fn(&str) -> bool),
    /// Text or a list.
    Any,
}

/// The reason why a value has no text in a notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(&'static str);

impl Refusal {
    /// The reason, as the predicate of a sentence about the parameter.
    pub const fn reason(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Refusal {}

const FILE: Refusal = Refusal("is a file, which this style cannot hold");
const NESTED: Refusal = Refusal("contains lists or objects, which this style cannot hold");
const NULL: Refusal = Refusal("contains null, which this style cannot hold");
const EMPTY: Refusal = Refusal("must not be empty");
const EMPTY_ITEM: Refusal = Refusal("contains an empty text, which this style cannot hold");
const DELIMITER: Refusal =
    Refusal("contains the delimiter of its style, which has no escape in this style");

/// The reason why text has no value in a notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Not percent-encoded UTF-8.
    Encoding,
    /// A single value that is given more than once.
    Repeated,
    /// A member of an object without a value.
    Unpaired,
    /// Nested too deeply.
    TooDeep,
}

impl From<BadEncoding> for Mistake {
    fn from(_: BadEncoding) -> Self {
        Self::Encoding
    }
}

/// The text of a scalar.
fn scalar(value: &Value) -> Result<&str, Refusal> {
    match value {
        Value::Scalar(text) | Value::Literal(text) => Ok(text),
        Value::Null => Err(NULL),
        Value::File(_) => Err(FILE),
        Value::List(_) | Value::Object(_) => Err(NESTED),
    }
}

/// The texts of a list or an object: its items, or the names and values of its members in turn.
fn flat_texts(value: &Value) -> Result<Vec<&str>, Refusal> {
    match value {
        Value::List(items) => items.iter().map(scalar).collect(),
        Value::Object(members) => {
            let mut texts = Vec::with_capacity(members.len() * 2);
            for (name, value) in members {
                texts.extend([name.as_str(), scalar(value)?]);
            }
            Ok(texts)
        }
        other => scalar(other).map(|text| vec![text]),
    }
}

/// The members of an object whose names and values take turns.
fn paired(texts: Vec<String>) -> Result<Value, Mistake> {
    let mut members = Vec::with_capacity(texts.len() / 2);
    let mut texts = texts.into_iter();
    while let Some(name) = texts.next() {
        let value = texts.next().ok_or(Mistake::Unpaired)?;
        members.push((name, Value::Scalar(value)));
    }
    Ok(Value::Object(members))
}

/// Builds a value of a shape from the texts between its delimiters.
fn joined(shape: Shape<'_>, texts: Vec<String>) -> Result<Value, Mistake> {
    match shape {
        Shape::Object(_) => paired(texts),
        _ => Ok(Value::List(texts.into_iter().map(Value::Scalar).collect())),
    }
}
