//! Disambiguation: finding the one operation, of several with the same method and path, that a
//! request is meant for.
//!
//! A request must have every discriminator ([`Mark`]) of its operation. The generator chooses them
//! so that later kinds only split operations that earlier kinds leave together; a request that
//! lacks an ordinary parameter still reaches its operation and gets that operation's 400.
//!
//! Most operations are alone with their method and path. `Entry::is_alone` is all that they pay for
//! this. A form is read ahead, within the body's limits, only where an operation has a
//! discriminator in one; then it is read before the caller is known.

use crate::document::Kind;
use crate::endpoint::Entry;
use crate::fault::Detail;
use crate::query;
use crate::read;
use crate::{Fault, Limits, Mark, Place};
use axum::body::Body;
use graphwright_wire::percent::BadEncoding;
use graphwright_wire::{media_type, pointer};
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use http::request::Parts;
use std::borrow::Cow;

/// Finds the first operation of which a request has all discriminators. Returns the body too, since
/// it is read where a discriminator is a member of a form.
///
/// `entries` are the operations of one method and path in the order of their
/// [`Precedence`](crate::document::Precedence).
pub(crate) async fn choose_operation<'e>(
    entries: &[&'e Entry],
    parts: &Parts,
    body: Body,
    limits: &Limits,
) -> Result<(&'e Entry, Body), Fault> {
    let (form, body) = if has_form_discriminator(entries) {
        read::read_form_ahead(&parts.headers, body, limits).await?
    } else {
        (None, body)
    };
    let request = RequestView::new(parts, form.as_deref())?;
    let matching = entries.iter().find(|entry| request.matches_all(entry));
    let entry = match matching {
        Some(entry) => entry,
        None => request.closest(entries)?,
    };
    Ok((entry, body))
}

fn has_form_discriminator(entries: &[&Entry]) -> bool {
    let mut discriminators = entries.iter().flat_map(|entry| &entry.route.discriminators);
    discriminators.any(|discriminator| matches!(discriminator.0, Kind::Field(..)))
}

/// The decoded names and values of a query or a form, in order.
type Pairs<'r> = Vec<(Cow<'r, str>, Cow<'r, str>)>;

/// The parts of a request that discriminators are looked for in.
struct RequestView<'r> {
    query: Pairs<'r>,
    headers: &'r HeaderMap,
    form: Pairs<'r>,
}

/// The location of a named discriminator, for messages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Location {
    Query(&'static str),
    Header(&'static str),
    /// A member of the form in the body.
    Field(&'static str),
}

impl<'r> RequestView<'r> {
    fn new(parts: &'r Parts, form: Option<&'r str>) -> Result<Self, Fault> {
        let query = decoded_pairs(parts.uri.query().unwrap_or_default());
        let form = decoded_pairs(form.unwrap_or_default());
        Ok(Self {
            query: query
                .map_err(|BadEncoding| Fault::bad_request([Detail::encoding(Place::Query)]))?,
            headers: &parts.headers,
            form: form.map_err(|BadEncoding| Fault::bad_request([read::encoding_detail()]))?,
        })
    }

    fn matches_all(&self, entry: &Entry) -> bool {
        let mut discriminators = entry.route.discriminators.iter();
        discriminators.all(|discriminator| self.matches(discriminator))
    }

    fn matches(&self, discriminator: &Mark) -> bool {
        match discriminator.0 {
            Kind::Query(name, value) => has_pair(&self.query, name, value),
            Kind::Header(name, value) => {
                let mut values = self.headers.get_all(name).iter();
                values.any(|sent| value.is_none_or(|value| sent.as_bytes() == value.as_bytes()))
            }
            Kind::Field(name, value) => has_pair(&self.form, name, Some(value)),
            Kind::MediaTypes(media_types) => self.media_type().is_some_and(|sent| {
                let mut ranges = media_types.iter();
                ranges.any(|range| media_type::is_within(range, sent))
            }),
        }
    }

    /// Returns whether the request has something of this name, whatever its value.
    fn has_name(&self, location: Location) -> bool {
        match location {
            Location::Query(name) => has_pair(&self.query, name, None),
            Location::Header(name) => self.headers.contains_key(name),
            Location::Field(name) => has_pair(&self.form, name, None),
        }
    }

    fn media_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Returns the operation that answers a request which matches none, or the fault that does: one
    /// without a media type goes to the first operation that matches otherwise, which reports what
    /// is wrong with the body.
    fn closest<'e>(&self, entries: &[&'e Entry]) -> Result<&'e Entry, Fault> {
        let differs_in_media_type_only = |entry: &&&Entry| {
            let mut discriminators = entry.route.discriminators.iter();
            discriminators.all(|discriminator| {
                !discriminator.accepted_media_types().is_empty() || self.matches(discriminator)
            })
        };
        let close: Vec<_> = entries.iter().filter(differs_in_media_type_only).collect();
        match close.first() {
            None => Err(Fault::bad_request(self.missing_details(entries))),
            Some(first) if self.media_type().is_none() => Ok(first),
            Some(_) => {
                let discriminators = close.iter().flat_map(|entry| &entry.route.discriminators);
                let media_types = discriminators.flat_map(Mark::accepted_media_types);
                Err(read::unsupported_media_type(media_types.copied()))
            }
        }
    }

    /// Reports each discriminator that the request does not have.
    fn missing_details(&self, entries: &[&Entry]) -> Vec<Detail> {
        let discriminators = entries.iter().flat_map(|entry| &entry.route.discriminators);
        let missing = discriminators.filter(|discriminator| !self.matches(discriminator));
        let mut locations: Vec<Location> = Vec::new();
        for location in missing.filter_map(location) {
            if !locations.contains(&location) {
                locations.push(location);
            }
        }
        locations
            .into_iter()
            .map(|location| self.missing_detail(location))
            .collect()
    }

    fn missing_detail(&self, location: Location) -> Detail {
        let (code, message) = if self.has_name(location) {
            (
                "enum",
                "must have a value that an operation of this path allows",
            )
        } else {
            ("required", "is required")
        };
        match location {
            Location::Query(name) => Detail::param(Place::Query, name, code, message),
            Location::Header(name) => Detail::param(Place::Header, name, code, message),
            Location::Field(name) => Detail::body(pointer::join("", name), code, message),
        }
    }
}

/// The location of a discriminator; `None` for the body as a whole.
fn location(discriminator: &Mark) -> Option<Location> {
    match discriminator.0 {
        Kind::Query(name, _) => Some(Location::Query(name)),
        Kind::Header(name, _) => Some(Location::Header(name)),
        Kind::Field(name, _) => Some(Location::Field(name)),
        Kind::MediaTypes(_) => None,
    }
}

fn decoded_pairs(text: &str) -> Result<Pairs<'_>, BadEncoding> {
    let decoded = |pair: Result<_, _>| pair.and_then(query::decode_value);
    query::pairs(text).map(decoded).collect()
}

fn has_pair(pairs: &Pairs<'_>, name: &str, value: Option<&str>) -> bool {
    let mut pairs = pairs.iter();
    pairs.any(|(key, sent)| key == name && value.is_none_or(|value| sent == value))
}
