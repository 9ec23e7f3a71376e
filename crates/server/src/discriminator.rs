//! What tells operations of one method and path apart: [`Mark`], and how the one is found that a
//! request is meant for.
//!
//! Most operations have method and path for themselves; none of this is asked for them.

use crate::endpoint::Entry;
use crate::fault::Detail;
use crate::percent::BadEncoding;
use crate::query;
use crate::read;
use crate::{Fault, Limits, Place};
use axum::body::Body;
use graphwright_wire::{media_type, pointer};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use std::borrow::Cow;

/// Something that the requests of an operation have, and those of another with the same method and
/// path have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A parameter of the query, with this value or with any.
    Query(&'static str, Option<&'static str>),
    /// A header, with this value or with any.
    Header(&'static str, Option<&'static str>),
    /// A member of a form of `application/x-www-form-urlencoded`.
    Field(&'static str, &'static str),
    /// The media type of the body is one of these.
    MediaTypes(&'static [&'static str]),
}

impl Mark {
    /// A parameter of the query has this value.
    pub const fn query(name: &'static str, value: &'static str) -> Self {
        Self(Kind::Query(name, Some(value)))
    }

    /// A parameter of the query is there.
    pub const fn has_query(name: &'static str) -> Self {
        Self(Kind::Query(name, None))
    }

    /// A header has this value.
    pub const fn header(name: &'static str, value: &'static str) -> Self {
        Self(Kind::Header(name, Some(value)))
    }

    /// A header is there.
    pub const fn has_header(name: &'static str) -> Self {
        Self(Kind::Header(name, None))
    }

    /// The body is a form of `application/x-www-form-urlencoded`, of which a member has this value.
    pub const fn field(name: &'static str, value: &'static str) -> Self {
        Self(Kind::Field(name, value))
    }

    /// The body has one of these media types, which may be ranges such as `image/*`.
    pub const fn media_types(media_types: &'static [&'static str]) -> Self {
        Self(Kind::MediaTypes(media_types))
    }

    /// Where it stands and what it is called there; `None` for the body as a whole.
    fn place(&self) -> Option<(Option<Place>, &'static str)> {
        match self.0 {
            Kind::Query(name, _) => Some((Some(Place::Query), name)),
            Kind::Header(name, _) => Some((Some(Place::Header), name)),
            Kind::Field(name, _) => Some((None, name)),
            Kind::MediaTypes(_) => None,
        }
    }

    fn media(&self) -> &'static [&'static str] {
        match self.0 {
            Kind::MediaTypes(media_types) => media_types,
            _ => &[],
        }
    }
}

/// How much marks say, to be compared: values before media types, and those before names alone.
pub(crate) fn weight(marks: &[Mark]) -> (usize, usize, usize) {
    let mut weight = (0, 0, 0);
    for mark in marks {
        match mark.0 {
            Kind::Query(_, Some(_)) | Kind::Header(_, Some(_)) | Kind::Field(..) => weight.0 += 1,
            Kind::MediaTypes(_) => weight.1 += 1,
            Kind::Query(_, None) | Kind::Header(_, None) => weight.2 += 1,
        }
    }
    weight
}

/// Finds the operation that a request is meant for: the first of which it has all marks. Gives the
/// body back, which is read where marks stand in it.
///
/// `entries` are those of one method and path, of which those with more marks come first.
pub(crate) async fn choose<'e>(
    entries: &[&'e Entry],
    parts: &Parts,
    body: Body,
    limits: &Limits,
) -> Result<(&'e Entry, Body), Fault> {
    let mut marks = entries.iter().flat_map(|entry| &entry.route.marks);
    let (form, body) = if marks.any(|mark| matches!(mark.0, Kind::Field(..))) {
        read::form_ahead(&parts.headers, body, limits).await?
    } else {
        (None, body)
    };
    let seen = Seen::of(parts, form.as_deref())?;
    let has_all = |entry: &&&Entry| entry.route.marks.iter().all(|mark| seen.has(mark));
    let chosen = entries.iter().find(has_all).copied();
    let chosen = chosen.map_or_else(|| seen.unmarked(entries), Ok)?;
    Ok((chosen, body))
}

/// The decoded names and values of a query or a form, in order.
type Pairs<'r> = Vec<(Cow<'r, str>, Cow<'r, str>)>;

/// What of a request marks can be looked for in.
struct Seen<'r> {
    query: Pairs<'r>,
    headers: &'r HeaderMap,
    form: Pairs<'r>,
}

impl<'r> Seen<'r> {
    fn of(parts: &'r Parts, form: Option<&'r str>) -> Result<Self, Fault> {
        let query = pairs(parts.uri.query().unwrap_or_default());
        let form = pairs(form.unwrap_or_default());
        Ok(Self {
            query: query
                .map_err(|BadEncoding| Fault::bad_request([Detail::encoding(Place::Query)]))?,
            headers: &parts.headers,
            form: form.map_err(|BadEncoding| Fault::bad_request([read::encoding_detail()]))?,
        })
    }

    fn has(&self, mark: &Mark) -> bool {
        match mark.0 {
            Kind::Query(name, value) => is_among(&self.query, name, value),
            Kind::Header(name, value) => {
                let mut values = self.headers.get_all(name).iter();
                values.any(|own| value.is_none_or(|value| own.as_bytes() == value.as_bytes()))
            }
            Kind::Field(name, value) => is_among(&self.form, name, Some(value)),
            Kind::MediaTypes(media_types) => self.media_type().is_some_and(|own| {
                let mut media_types = media_types.iter();
                media_types.any(|range| media_type::is_within(range, own))
            }),
        }
    }

    /// Whether something of this name is there, whatever it holds.
    fn names(&self, place: Option<Place>, name: &'static str) -> bool {
        match place {
            Some(Place::Header) => self.headers.contains_key(name),
            Some(_) => is_among(&self.query, name, None),
            None => is_among(&self.form, name, None),
        }
    }

    fn media_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// What becomes of a request that has the marks of no operation. One that lacks nothing but a
    /// media type goes to the first, which says what is wrong with its body.
    fn unmarked<'e>(&self, entries: &[&'e Entry]) -> Result<&'e Entry, Fault> {
        let is_lacking_in_media = |entry: &&&Entry| {
            let mut marks = entry.route.marks.iter();
            marks.all(|mark| !mark.media().is_empty() || self.has(mark))
        };
        let near: Vec<_> = entries.iter().filter(is_lacking_in_media).collect();
        match near.first() {
            None => Err(Fault::bad_request(self.details(entries))),
            Some(first) if self.media_type().is_none() => Ok(first),
            Some(_) => {
                let marks = near.iter().flat_map(|entry| &entry.route.marks);
                Err(read::unsupported(marks.flat_map(Mark::media).copied()))
            }
        }
    }

    /// What would have told which operation is meant.
    fn details(&self, entries: &[&Entry]) -> Vec<Detail> {
        let marks = entries.iter().flat_map(|entry| &entry.route.marks);
        let mut places: Vec<_> = Vec::new();
        for place in marks.filter(|mark| !self.has(mark)).filter_map(Mark::place) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let detail = |(place, name): (Option<Place>, &'static str)| {
            let (code, message) = if self.names(place, name) {
                ("enum", "is of no operation that is here")
            } else {
                ("required", "is required")
            };
            match place {
                Some(place) => Detail::param(place, name, code, message),
                None => Detail::body(pointer::join("", name), code, message),
            }
        };
        places.into_iter().map(detail).collect()
    }
}

fn pairs(text: &str) -> Result<Pairs<'_>, BadEncoding> {
    let decoded = |pair: Result<_, _>| pair.and_then(query::decoded);
    query::pairs(text).map(decoded).collect()
}

fn is_among(pairs: &Pairs<'_>, name: &str, value: Option<&str>) -> bool {
    let mut pairs = pairs.iter();
    pairs.any(|(own, given)| own == name && value.is_none_or(|value| given == value))
}
