//! The address of a request, and links from a server, which are not trusted.
//!
//! A link comes from the network, and a token is sent where it leads. So it may lead only to the
//! configured server (same scheme, host and port) and to a path below that of the base URL. It is
//! parsed by the grammar of RFC 3986 and nothing more lenient: what browsers would repair
//! (backslashes, a missing slash, tabs) is refused. The address that is sent consists of the
//! *configured* scheme, host and port with the link's path and query, so that no two parsers can
//! disagree on where a token goes.

use super::Request;
use super::path::check_text;
use crate::RequestError;
use crate::base_url::{BaseUrl, is_dot_segment};
use graphwright_wire::style::{Notation, Value};
use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// The characters that are encoded because neither a path nor a query can hold them (RFC 3986,
/// appendix A); a `%` is taken for an encoding by the server.
const ILLEGAL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The name of a link in errors, in place of a parameter's.
const LINK: &str = "link";

impl Request {
    /// Replaces path and query by those of a link, for example to another page of a list. The headers
    /// stay.
    ///
    /// The link may be relative. It must lead to the server of the base URL and, unless
    /// [`Builder::links_below_base_path`](crate::Builder::links_below_base_path) is off, below its
    /// path; otherwise nothing is sent.
    #[must_use]
    pub fn follow(mut self, link: &str) -> Self {
        self.set_link(link);
        self
    }

    /// Follows a link, in place.
    pub(crate) fn set_link(&mut self, link: &str) {
        if self.refused.is_none() {
            match self.leads_to(link) {
                Ok(address) => self.link = Some(address),
                Err(error) => self.refused = Some(error),
            }
        }
    }

    /// Sets an address that [`leads_to`](Self::leads_to) or [`address_with`](Self::address_with)
    /// returned.
    pub(crate) fn set_address(&mut self, address: Uri) {
        self.link = Some(address);
    }

    /// The address of the request.
    pub(crate) fn address(&self) -> Result<Uri, RequestError> {
        if let Some(link) = &self.link {
            return Ok(link.clone());
        }
        let path = self.path.finish();
        let path = path.map_err(|reason| RequestError::new("path", reason))?;
        let address = self.base_url()?.join(path, &self.query);
        address.map_err(|error| {
            RequestError::new("path", format!("does not make a valid URL: {error}"))
        })
    }

    fn base_url(&self) -> Result<&BaseUrl, RequestError> {
        let reason =
            "is unknown: the document has none for this operation; give the client a base URL";
        let base_url = self.core.base_url();
        base_url.ok_or_else(|| RequestError::new("server", reason))
    }

    /// The address that a link in the answer leads to.
    pub(crate) fn leads_to(&self, link: &str) -> Result<Uri, RequestError> {
        let scope = if self.core.links_below_base_path() {
            LinkScope::BasePath
        } else {
            LinkScope::Server
        };
        resolve(self.base_url()?, &self.address()?, link, scope)
            .map_err(|reason| RequestError::new(LINK, reason))
    }

    /// The address with another value of a query parameter.
    pub(crate) fn address_with(&self, name: &str, value: String) -> Result<Uri, RequestError> {
        let refused = |reason: &str| RequestError::new(name, reason);
        let address = self.address()?;
        let mut query = String::new();
        for pair in pairs(&address).filter(|pair| !has_name(pair, name)) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(pair);
        }
        Notation::FORM
            .write_query(name, &Value::Scalar(value), &mut query)
            .map_err(|refusal| refused(refusal.reason()))?;
        let target = format!("{}?{query}", address.path());
        let address = self.base_url()?.at(target);
        address.map_err(|_| refused("does not make a valid URL"))
    }

    /// The value of a query parameter of the address, as a number.
    pub(crate) fn number_of(&self, name: &str) -> Option<u64> {
        let address = self.address().ok()?;
        let mut pairs = pairs(&address);
        let (_, value) = pairs.find(|pair| has_name(pair, name))?.split_once('=')?;
        value.parse().ok()
    }
}

/// The error of a link that is not followed.
pub(crate) fn refused_link(reason: &str) -> RequestError {
    RequestError::new(LINK, reason)
}

fn pairs(address: &Uri) -> impl Iterator<Item = &str> {
    let query = address.query().unwrap_or_default();
    query.split('&').filter(|pair| !pair.is_empty())
}

/// Returns whether a pair of a query has a name, however the name is encoded.
fn has_name(pair: &str, name: &str) -> bool {
    let own = pair.split('=').next().unwrap_or_default();
    percent_decode_str(own).eq(name.bytes())
}

/// The paths to which links may lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkScope {
    /// Paths below that of the base URL.
    BasePath,
    /// All paths of the server.
    Server,
}

/// Resolves a link in a page, or returns why it is not followed.
///
/// Links may be relative to the page (RFC 3986, section 5.2).
pub(super) fn resolve(
    base: &BaseUrl,
    page: &Uri,
    link: &str,
    scope: LinkScope,
) -> Result<Uri, &'static str> {
    if link.contains('\\') || link.chars().any(char::is_control) {
        return Err("contains a backslash or a control character");
    }
    // Some parsers drop spaces, and would then see a host where this one sees a path.
    if link.starts_with(' ') || link.ends_with(' ') {
        return Err("begins or ends with a space");
    }
    let link = link.split('#').next().unwrap_or_default();
    let rest = without_scheme(base, link)?;
    let target = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
            base.check_authority(authority)?;
            target.to_owned()
        }
        None => resolve_relative(page, rest)?,
    };
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target.as_str(), None),
    };
    let path = if path.is_empty() { "/" } else { path };
    check_path(path)?;
    if scope == LinkScope::BasePath && !base.contains_path(path) {
        return Err("leads out of the path of the base URL");
    }
    let mut encoded: String = utf8_percent_encode(path, ILLEGAL).collect();
    if let Some(query) = query {
        encoded.push('?');
        encoded.extend(utf8_percent_encode(query, ILLEGAL));
    }
    base.at(encoded).map_err(|_| "is not a valid URL")
}

/// Removes the scheme, if there is one: it must be that of the base URL, and a host must follow.
fn without_scheme<'a>(base: &BaseUrl, link: &'a str) -> Result<&'a str, &'static str> {
    let Some(end) = link.find([':', '/', '?']) else {
        return Ok(link);
    };
    let (scheme, rest) = link.split_at(end);
    let Some(rest) = rest.strip_prefix(':') else {
        return Ok(link);
    };
    if !base.scheme().eq_ignore_ascii_case(scheme) {
        return Err("has another scheme than the base URL");
    }
    if !rest.starts_with("//") {
        return Err("has a scheme but no host");
    }
    Ok(rest)
}

/// The path and query of a link without a host, resolved against those of the page.
fn resolve_relative(page: &Uri, link: &str) -> Result<String, &'static str> {
    let path = page.path();
    if link.is_empty() {
        return Err("is empty");
    }
    Ok(if link.starts_with('/') {
        link.to_owned()
    } else if link.starts_with('?') {
        format!("{path}{link}")
    } else {
        let folder = path.rfind('/').map_or("", |end| &path[..end]);
        format!("{folder}/{link}")
    })
}

/// Refuses paths with segments that a server could read as `.` or `..`. Some servers drop the part of a
/// segment after a `;` first.
fn check_path(path: &str) -> Result<(), &'static str> {
    const UP: &str = "has a segment that is `.` or `..`";
    let before_parameters = |segment: &str| segment.split(';').any(is_dot_segment);
    if path.split('/').any(before_parameters) {
        return Err(UP);
    }
    check_text(path).map_err(|_| UP)
}

#[cfg(test)]
mod tests;
