//! The base URL, which is parsed once. Its origin is the only one that a token is sent to.

use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

/// An absolute URL without query, fragment or user, whose path does not end in a slash.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    path: Arc<str>,
}

impl BaseUrl {
    /// Parses an argument of [`Builder::base_url`](crate::Builder::base_url).
    pub(crate) fn parse(text: &str) -> Result<Self, BaseUrlError> {
        if text.is_empty() || text.starts_with('/') {
            return Err(BaseUrlError::Relative);
        }
        if text.contains(['{', '}']) {
            return Err(BaseUrlError::Variable);
        }
        // `http::Uri` silently drops a fragment.
        if text.contains(['?', '#']) {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let parts = text
            .parse::<Uri>()
            .map_err(|_| BaseUrlError::Malformed)?
            .into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err(BaseUrlError::Relative);
        };
        let target = parts.path_and_query.as_ref();
        let path = target.map_or("", |target| target.path().trim_end_matches('/'));
        let base = Self {
            scheme,
            authority,
            path: path.into(),
        };
        base.check()?;
        Ok(base)
    }

    fn check(&self) -> Result<(), BaseUrlError> {
        if self.authority.as_str().contains('@') {
            return Err(BaseUrlError::User);
        }
        if self.authority.host().is_empty()
            || has_invalid_port(&self.authority)
            || self.path.split('/').any(is_dot_segment)
        {
            return Err(BaseUrlError::Malformed);
        }
        match self.scheme.as_str() {
            "https" => Ok(()),
            "http" if is_loopback(self.authority.host()) => Ok(()),
            "http" => Err(BaseUrlError::Insecure),
            _ => Err(BaseUrlError::Malformed),
        }
    }

    /// Returns whether connections to the server are encrypted.
    #[cfg(feature = "reqwest")]
    pub(crate) fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Replaces the path at the end of the URL by another; `None` if the URL does not end in `path`.
    /// Paths are like `/v1.0`, or empty.
    pub(crate) fn replace_path(&self, path: &str, other: &str) -> Option<Self> {
        let before = match path.trim_matches('/') {
            "" => &self.path,
            path => self.path.strip_suffix(path)?.strip_suffix('/')?,
        };
        let path = match other.trim_matches('/') {
            "" => before.into(),
            other => format!("{before}/{other}").into(),
        };
        Some(Self {
            scheme: self.scheme.clone(),
            authority: self.authority.clone(),
            path,
        })
    }

    /// Replaces the whole path (RFC 3986 section 5.2.2, for a reference that begins with one slash).
    pub(crate) fn with_path(&self, path: &str) -> Self {
        Self {
            path: path.trim_end_matches('/').into(),
            ..self.clone()
        }
    }

    /// The address of a path below the base URL; `path` begins with a slash.
    pub(crate) fn join(&self, path: &str, query: &str) -> Result<Uri, http::Error> {
        let separator = if query.is_empty() { "" } else { "?" };
        self.at([&self.path, path, separator, query].concat())
    }

    /// The scheme, `https` or `http`.
    pub(crate) fn scheme(&self) -> &str {
        self.scheme.as_str()
    }

    /// The address of a path and query on the same server; `target` begins with a slash.
    ///
    /// It is put together from parts that are already parsed.
    pub(crate) fn at(&self, target: String) -> Result<Uri, http::Error> {
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(target)?);
        Ok(Uri::from_parts(parts)?)
    }

    /// Returns whether a path is that of the base URL or below it.
    pub(crate) fn contains_path(&self, path: &str) -> bool {
        let below = path.strip_prefix(&*self.path);
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    }

    /// Refuses every authority except the host and port of the base URL. The host may be in capitals,
    /// and the default port of the scheme may be left out.
    pub(crate) fn check_authority(&self, authority: &str) -> Result<(), &'static str> {
        if authority.contains('@') {
            return Err("has a user or a password");
        }
        let authority = authority.parse::<Authority>();
        let authority = authority.map_err(|_| "has an invalid host")?;
        if !authority.host().eq_ignore_ascii_case(self.authority.host()) {
            return Err("leads to another host");
        }
        if has_invalid_port(&authority) || self.port_of(&authority) != self.port_of(&self.authority)
        {
            return Err("leads to another port");
        }
        Ok(())
    }

    /// Returns whether an address has the same scheme, host and port.
    pub(crate) fn is_origin_of(&self, uri: &Uri) -> bool {
        let Some(authority) = uri.authority() else {
            return false;
        };
        // Nearly always it is the same text, which needs no parsing.
        let is_same = || *authority == self.authority;
        uri.scheme() == Some(&self.scheme)
            && (is_same() || self.check_authority(authority.as_str()).is_ok())
    }

    fn port_of(&self, authority: &Authority) -> u16 {
        let default = if self.scheme == Scheme::HTTPS {
            443
        } else {
            80
        };
        authority.port_u16().unwrap_or(default)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// `true` for `.` and `..`, percent-encoded or not, which URL parsers resolve.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    match after_dot(segment) {
        Some(rest) => rest.is_empty() || after_dot(rest) == Some(""),
        None => false,
    }
}

/// The text after a dot, which may be percent-encoded.
fn after_dot(text: &str) -> Option<&str> {
    let (encoded, rest) = text.split_at_checked(3).unwrap_or_default();
    if encoded.eq_ignore_ascii_case("%2e") {
        return Some(rest);
    }
    text.strip_prefix('.')
}

/// Returns whether the host is followed by a colon without a port number.
fn has_invalid_port(authority: &Authority) -> bool {
    authority.as_str().len() > authority.host().len() && authority.port_u16().is_none()
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || address.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// The reason why an address cannot be a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It is not a URL of `https` or `http`.
    Malformed,
    /// It has no scheme and host.
    Relative,
    /// It is `http` and not on this machine: a token would be sent unencrypted.
    Insecure,
    /// It has a user or a password.
    User,
    /// It has a query or a fragment.
    QueryOrFragment,
    /// It has a server variable in braces.
    Variable,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => {
                "not an http or https URL (a host name that is not ASCII needs its xn-- form)"
            }
            Self::Relative => "not absolute; it must begin with https://",
            Self::Insecure => {
                "http is allowed for this machine only (localhost, 127.0.0.0/8, [::1]); use https"
            }
            Self::User => "it must not contain a user or password",
            Self::QueryOrFragment => "it must have neither a query nor a fragment",
            Self::Variable => "it has a variable in braces, which must be replaced by its value",
        })
    }
}

impl std::error::Error for BaseUrlError {}

#[cfg(test)]
mod tests {
    use super::{BaseUrl, BaseUrlError};

    #[track_caller]
    fn check(text: &str, expected: Result<&str, BaseUrlError>) {
        assert_eq!(
            BaseUrl::parse(text).map(|base| base.to_string()),
            expected.map(str::to_owned),
            "{text}"
        );
    }

    #[test]
    fn accepts_https_and_loopback() {
        check(
            "https://graph.microsoft.com/v1.0",
            Ok("https://graph.microsoft.com/v1.0"),
        );
        check("https://h/v1.0///", Ok("https://h/v1.0"));
        check("https://h", Ok("https://h"));
        check("https://h:8443/", Ok("https://h:8443"));
        check("HTTPS://h", Ok("https://h"));
        check("http://localhost:80", Ok("http://localhost:80"));
        check("http://127.3.2.1:9/x", Ok("http://127.3.2.1:9/x"));
        check("http://[::1]:9", Ok("http://[::1]:9"));
    }

    #[test]
    fn refuses_the_rest() {
        use BaseUrlError::{Insecure, Malformed, QueryOrFragment, Relative, User, Variable};
        check("", Err(Relative));
        check("/v1.0", Err(Relative));
        check("//h/v1.0", Err(Relative));
        check("h/v1.0", Err(Malformed));
        check("h", Err(Relative));
        check("ftp://h", Err(Malformed));
        check("https://", Err(Malformed));
        check("https://h:99999", Err(Malformed));
        check("https://h:/x", Err(Malformed));
        check("https://h/a/../b", Err(Malformed));
        check("https://h/%2E%2e/b", Err(Malformed));
        check("https://h\\@evil/", Err(Malformed));
        check("https://h /", Err(Malformed));
        check("https://bücher.example", Err(Malformed));
        check("https://user:pw@h", Err(User));
        check("https://h@evil", Err(User));
        check("https://h?a", Err(QueryOrFragment));
        check("https://h#a", Err(QueryOrFragment));
        check("https://{tenant}.h/v1", Err(Variable));
        check("http://h", Err(Insecure));
        check("http://127.1", Err(Insecure));
        check("http://localhost.evil.example", Err(Insecure));
        check("http://[::2]", Err(Insecure));
    }

    #[track_caller]
    fn check_replaced(base: &str, paths: (&str, &str), expected: Option<&str>) {
        let base = BaseUrl::parse(base).unwrap();
        let replaced = base
            .replace_path(paths.0, paths.1)
            .map(|base| base.to_string());
        assert_eq!(replaced.as_deref(), expected, "{base} {paths:?}");
    }

    #[test]
    fn a_path_at_its_end_is_replaced() {
        let beta = ("/v1.0", "/beta");
        check_replaced("https://h/v1.0", beta, Some("https://h/beta"));
        check_replaced("https://h:8443/v1.0//", beta, Some("https://h:8443/beta"));
        check_replaced("https://h/a/v1.0", beta, Some("https://h/a/beta"));
        check_replaced("https://h/v1.0/v1.0", beta, Some("https://h/v1.0/beta"));
        for other in ["/av1.0", "/v1.0/a", "/v1.0.1", "/V1.0", "/beta", "/a", ""] {
            check_replaced(&format!("https://h{other}"), beta, None);
        }
        let appended = ("", "/beta");
        check_replaced("https://h", appended, Some("https://h/beta"));
        check_replaced("https://h/a/", appended, Some("https://h/a/beta"));
        check_replaced("https://h/v1.0", ("/v1.0", ""), Some("https://h"));
        check_replaced("https://h", ("", "beta/"), Some("https://h/beta"));
    }

    #[test]
    fn knows_its_origin() {
        let base = BaseUrl::parse("https://graph.microsoft.com/v1.0").unwrap();
        for (address, same) in [
            ("https://graph.microsoft.com/v1.0/users", true),
            ("https://GRAPH.microsoft.com:443/beta", true),
            ("http://graph.microsoft.com/v1.0/users", false),
            ("https://graph.microsoft.com:444/", false),
            ("https://graph.microsoft.com.evil.example/", false),
            ("https://graph.microsoft.com@evil.example/", false),
            ("https://user@graph.microsoft.com/", false),
            (
                "https://graph.microsoft.com:443@graph.microsoft.com/",
                false,
            ),
            ("https://graph.microsoft.com:/", false),
            ("https://graph.microsoft.com:99999/", false),
            ("https://graph.microsoft.com:80/", false),
            ("https://graph.microsoft.com./", false),
            ("https://evil-graph.microsoft.com/", false),
            ("https://www.graph.microsoft.com/", false),
            ("https://microsoft.com/", false),
            ("https://graph.microsoft.co/", false),
            ("https://xn--grph-5na.microsoft.com/", false),
            ("https://127.0.0.1/", false),
            ("wss://graph.microsoft.com/", false),
            ("/v1.0/users", false),
        ] {
            assert_eq!(
                base.is_origin_of(&address.parse().unwrap()),
                same,
                "{address}"
            );
        }
    }
}
