//! Links that a server gives: how far they are believed.
//!
//! A link comes from the network and a token goes where it leads, so it may lead to the configured
//! server only: same scheme, host and port, and a path below that of the base URL. It is taken apart
//! by the grammar of RFC 3986 and nothing more lenient; what browsers would mend (backslashes, a
//! missing slash, tabs) is refused. What is sent is put together from the configured scheme, host
//! and port with the link's path and query, so that no two parsers can disagree on where it leads.

use super::Request;
use super::path::check_text;
use super::style::{self, QueryStyle};
use super::value::Value;
use crate::RequestError;
use crate::base_url::{BaseUrl, is_dot_segment};
use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What neither a path nor a query can hold (RFC 3986, appendix A); a `%` is taken for the author's
/// own encoding.
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

/// What errors call a link, in the place of a parameter's name.
const LINK: &str = "link";

impl Request {
    /// Sends it to where a link leads in the place of its own path and query: to another page of
    /// the list that it asks for. The headers stay.
    ///
    /// The link may be relative. It must lead to the server of the base URL and below its path,
    /// unless [`Builder::links_below_base_path`](crate::Builder::links_below_base_path) says
    /// otherwise; nothing is sent for any other.
    #[must_use]
    pub fn follow(mut self, link: &str) -> Self {
        self.set_link(link);
        self
    }

    /// The same in place.
    pub(crate) fn set_link(&mut self, link: &str) {
        if self.refused.is_none() {
            match self.leads_to(link) {
                Ok(address) => self.link = Some(address),
                Err(error) => self.refused = Some(error),
            }
        }
    }

    /// Sends it to an address that [`leads_to`](Self::leads_to) or
    /// [`address_with`](Self::address_with) gave.
    pub(crate) fn set_address(&mut self, address: Uri) {
        self.link = Some(address);
    }

    /// Where it is sent.
    pub(crate) fn address(&self) -> Result<Uri, RequestError> {
        if let Some(link) = &self.link {
            return Ok(link.clone());
        }
        let path = self.path.finish();
        let path = path.map_err(|reason| RequestError::new("path", reason))?;
        let address = self.base_url()?.join(path, &self.query);
        address.map_err(|error| RequestError::new("path", format!("makes no URL: {error}")))
    }

    fn base_url(&self) -> Result<&BaseUrl, RequestError> {
        let reason =
            "is unknown: the document has none for this operation; give the client a base URL";
        let base_url = self.core.base_url();
        base_url.ok_or_else(|| RequestError::new("server", reason))
    }

    /// Where a link on its answer leads.
    pub(crate) fn leads_to(&self, link: &str) -> Result<Uri, RequestError> {
        let anywhere = !self.core.links_below_base_path();
        resolve(self.base_url()?, &self.address()?, link, anywhere)
            .map_err(|reason| RequestError::new(LINK, reason))
    }

    /// Its address with another value for a parameter of the query.
    pub(crate) fn address_with(&self, name: &str, value: String) -> Result<Uri, RequestError> {
        let refused = |reason: &str| RequestError::new(name, reason);
        let address = self.address()?;
        let mut query = String::new();
        for pair in pairs(&address).filter(|pair| !is_of(pair, name)) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(pair);
        }
        style::query(&mut query, name, &Value::Scalar(value), QueryStyle::FORM).map_err(refused)?;
        let target = format!("{}?{query}", address.path());
        let address = self.base_url()?.at(target);
        address.map_err(|_| refused("makes no URL"))
    }

    /// The number that a parameter of the query has in its address.
    pub(crate) fn number_of(&self, name: &str) -> Option<u64> {
        let address = self.address().ok()?;
        let mut pairs = pairs(&address);
        let (_, value) = pairs.find(|pair| is_of(pair, name))?.split_once('=')?;
        value.parse().ok()
    }
}

/// An error about a link that is not followed.
pub(crate) fn refused_link(reason: &str) -> RequestError {
    RequestError::new(LINK, reason)
}

fn pairs(address: &Uri) -> impl Iterator<Item = &str> {
    let query = address.query().unwrap_or_default();
    query.split('&').filter(|pair| !pair.is_empty())
}

/// Whether a pair of a query is of a name, however the name is encoded there.
fn is_of(pair: &str, name: &str) -> bool {
    let own = pair.split('=').next().unwrap_or_default();
    percent_decode_str(own).eq(name.bytes())
}

/// The address that a link on a page leads to, or why it is not followed.
///
/// Links may be relative to the page (RFC 3986, section 5.2). With `anywhere`, their path need not
/// be below that of the base URL.
pub(super) fn resolve(
    base: &BaseUrl,
    page: &Uri,
    link: &str,
    anywhere: bool,
) -> Result<Uri, &'static str> {
    if link.contains('\\') || link.chars().any(char::is_control) {
        return Err("holds a backslash or a control character");
    }
    // Some parsers drop them, and would then see a host where this one sees a path.
    if link.starts_with(' ') || link.ends_with(' ') {
        return Err("begins or ends with a space");
    }
    let link = link.split('#').next().unwrap_or_default();
    let rest = without_scheme(base, link)?;
    let place = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, place) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
            base.check_authority(authority)?;
            place.to_owned()
        }
        None => relative(page, rest)?,
    };
    let (path, query) = match place.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (place.as_str(), None),
    };
    let path = if path.is_empty() { "/" } else { path };
    check_path(path)?;
    if !anywhere && !base.contains_path(path) {
        return Err("leads out of the path of the base URL");
    }
    let mut target: String = utf8_percent_encode(path, ILLEGAL).collect();
    if let Some(query) = query {
        target.push('?');
        target.extend(utf8_percent_encode(query, ILLEGAL));
    }
    base.at(target).map_err(|_| "is no URL")
}

/// What follows the scheme, which must be that of the base URL if there is one; whatever has one
/// must have a host too.
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
        return Err("has a scheme and no host");
    }
    Ok(rest)
}

/// The path and query of a link without a host.
fn relative(page: &Uri, link: &str) -> Result<String, &'static str> {
    let path = page.path();
    if link.is_empty() {
        return Err("leads nowhere");
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

/// Refuses paths that a server could read as a way up. Some servers drop what follows a `;` in a
/// segment before they look for dots.
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
