//! Discriminators: parts of a request that distinguish operations of one method and path.

/// A part of a request that one operation has and others with the same method and path have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(pub(crate) Kind);

/// The part of the request that is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A query parameter, with this value or with any.
    Query(&'static str, Option<&'static str>),
    /// A header, with this value or with any.
    Header(&'static str, Option<&'static str>),
    /// A member of a body of `application/x-www-form-urlencoded`, with this value.
    Field(&'static str, &'static str),
    /// The media type of the body, which is within one of these ranges.
    MediaTypes(&'static [&'static str]),
}

impl Mark {
    /// A query parameter has this value.
    pub const fn query(name: &'static str, value: &'static str) -> Self {
        Self(Kind::Query(name, Some(value)))
    }

    /// A query parameter is present.
    pub const fn has_query(name: &'static str) -> Self {
        Self(Kind::Query(name, None))
    }

    /// A header has this value.
    pub const fn header(name: &'static str, value: &'static str) -> Self {
        Self(Kind::Header(name, Some(value)))
    }

    /// A header is present.
    pub const fn has_header(name: &'static str) -> Self {
        Self(Kind::Header(name, None))
    }

    /// The body is a form of `application/x-www-form-urlencoded` with a member of this value.
    pub const fn field(name: &'static str, value: &'static str) -> Self {
        Self(Kind::Field(name, value))
    }

    /// The body has one of these media types, which may be ranges such as `image/*`.
    pub const fn media_types(media_types: &'static [&'static str]) -> Self {
        Self(Kind::MediaTypes(media_types))
    }

    /// The media types that the body may have; empty for a discriminator of another kind.
    pub(crate) fn accepted_media_types(&self) -> &'static [&'static str] {
        match self.0 {
            Kind::MediaTypes(media_types) => media_types,
            _ => &[],
        }
    }
}

/// The precedence of an operation among those of its method and path: the one whose discriminators
/// say more is asked first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Precedence {
    values: usize,
    media_types: usize,
    names: usize,
}

impl Precedence {
    /// Counts the discriminators of an operation by kind. Values count before media types, and
    /// those before names alone.
    pub(crate) fn of_discriminators(discriminators: &[Mark]) -> Self {
        let mut precedence = Self::default();
        for discriminator in discriminators {
            match discriminator.0 {
                Kind::Query(_, Some(_)) | Kind::Header(_, Some(_)) | Kind::Field(..) => {
                    precedence.values += 1;
                }
                Kind::MediaTypes(_) => precedence.media_types += 1,
                Kind::Query(_, None) | Kind::Header(_, None) => precedence.names += 1,
            }
        }
        precedence
    }
}
