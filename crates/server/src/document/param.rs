//! Parameters and request bodies (OpenAPI 3.0.3, "Parameter Object" and "Request Body Object").

use graphwright_wire::Schema;
use graphwright_wire::style::Notation;
use std::fmt;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// The wire name. Names of headers are case-insensitive.
    pub name: &'static str,
    /// The location.
    pub place: Place,
    /// The notation of lists and objects.
    pub notation: Notation,
    /// `true` if requests without it are refused.
    pub required: bool,
    /// The schema of its values.
    pub schema: Schema,
}

impl Param {
    /// A path parameter: always required, `simple`.
    pub const fn path(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Path, Notation::SIMPLE, schema).required()
    }

    /// A query parameter: `form`, exploded.
    pub const fn query(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Query, Notation::FORM, schema)
    }

    /// A header: `simple`.
    pub const fn header(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Header, Notation::SIMPLE, schema)
    }

    /// A cookie: `form`, exploded.
    pub const fn cookie(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Cookie, Notation::FORM, schema)
    }

    /// Makes it required.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets another notation than the default of its location.
    pub const fn notation(mut self, notation: Notation) -> Self {
        self.notation = notation;
        self
    }

    const fn new(name: &'static str, place: Place, notation: Notation, schema: Schema) -> Self {
        Self {
            name,
            place,
            notation,
            required: false,
            schema,
        }
    }
}

/// The location of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Place {
    /// The name in documents, which also begins the target of a [`Detail`](crate::Detail):
    /// `query/$top`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request body.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// `true` if requests without a body are refused.
    pub required: bool,
    /// `true` if its handler reads it as a stream.
    pub streamed: bool,
    /// The media types in which its handler reads it as a stream, if not in all.
    pub streamed_as: &'static [&'static str],
    /// The media types, which may be ranges such as `image/*`, each with the schema of the body.
    pub content: &'static [(&'static str, Schema)],
    /// The members of an urlencoded form that are not written in the style `form`, exploded, with their
    /// notations.
    pub notations: &'static [(&'static str, Notation)],
}

impl Body {
    /// A required body.
    pub const fn required(content: &'static [(&'static str, Schema)]) -> Self {
        Self {
            required: true,
            streamed: false,
            streamed_as: &[],
            content,
            notations: &[],
        }
    }

    /// An optional body.
    pub const fn optional(content: &'static [(&'static str, Schema)]) -> Self {
        Self {
            required: false,
            streamed: false,
            streamed_as: &[],
            content,
            notations: &[],
        }
    }

    /// Sets the notations of members of an urlencoded form.
    pub const fn notations(mut self, notations: &'static [(&'static str, Notation)]) -> Self {
        self.notations = notations;
        self
    }

    /// Passes it to the handler as a stream, unchecked.
    pub const fn streamed(mut self) -> Self {
        self.streamed = true;
        self
    }

    /// Passes it to the handler as a stream in these media types.
    pub const fn streamed_as(mut self, media_types: &'static [&'static str]) -> Self {
        self.streamed_as = media_types;
        self
    }
}
