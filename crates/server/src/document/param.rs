//! Parameters and bodies of operations, as static data (OAS 3.0.3, "Parameter Object").

use graphwright_wire::Schema;
use std::fmt;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// Its name on the wire. Names of headers are compared without regard to case.
    pub name: &'static str,
    /// Where it is sent.
    pub place: Place,
    /// How lists and objects are written in it.
    pub style: Style,
    /// Whether each item or member is written on its own.
    pub explode: bool,
    /// Whether a request without it is refused.
    pub required: bool,
    /// What it may hold.
    pub schema: Schema,
}

impl Param {
    /// A parameter of the path: always required, `simple`.
    pub const fn path(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Path, Style::Simple, schema).required()
    }

    /// A parameter of the query: `form`, exploded.
    pub const fn query(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Query, Style::Form, schema).explode(true)
    }

    /// A header: `simple`.
    pub const fn header(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Header, Style::Simple, schema)
    }

    /// A cookie: `form`, exploded.
    pub const fn cookie(name: &'static str, schema: Schema) -> Self {
        Self::new(name, Place::Cookie, Style::Form, schema).explode(true)
    }

    /// Refuses requests without it.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Writes it in another style than its place's own.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Says whether each item or member is written on its own.
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = explode;
        self
    }

    const fn new(name: &'static str, place: Place, style: Style, schema: Schema) -> Self {
        Self {
            name,
            place,
            style,
            explode: false,
            required: false,
            schema,
        }
    }
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Place {
    /// Its name in documents, which also begins the targets of violations: `query/$top`.
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

/// How lists and objects are written in a parameter (OAS 3.0.3, "Style Values").
///
/// A single value is written the same in all of them but `Matrix`, `Label` and `Json`.
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
    /// `id=1|2`.
    PipeDelimited,
    /// `id[a]=1`.
    DeepObject,
    /// JSON text, for a parameter that has a media type in place of a style.
    Json,
}

/// What an operation takes as a body.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Whether a request without one is refused.
    pub required: bool,
    /// Whether its handler reads it as it comes.
    pub streamed: bool,
    /// The media types in which its handler reads it as it comes, where those are some of them.
    pub streamed_as: &'static [&'static str],
    /// The media types it may have, which may be ranges such as `image/*`, each with what the body
    /// may hold.
    pub content: &'static [(&'static str, Schema)],
}

impl Body {
    /// A body that must be there.
    pub const fn required(content: &'static [(&'static str, Schema)]) -> Self {
        Self {
            required: true,
            streamed: false,
            streamed_as: &[],
            content,
        }
    }

    /// A body that may be left out.
    pub const fn optional(content: &'static [(&'static str, Schema)]) -> Self {
        Self {
            required: false,
            streamed: false,
            streamed_as: &[],
            content,
        }
    }

    /// Gives it to the handler as it comes, without looking into it.
    pub const fn streamed(mut self) -> Self {
        self.streamed = true;
        self
    }

    /// Gives it to the handler as it comes in these of its media types.
    pub const fn streamed_as(mut self, media_types: &'static [&'static str]) -> Self {
        self.streamed_as = media_types;
        self
    }
}
