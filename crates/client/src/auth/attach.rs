//! Attaches credentials to a request.

use super::credential::{Login, Source};
use crate::headers::{parse_header, secret_value};
use crate::secrets::Secrets;
use crate::{Body, TokenError, TokenProvider, TokenRequest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use graphwright_wire::Secret;
use graphwright_wire::security::{Scheme, SchemeKind};
use http::header::{AUTHORIZATION, COOKIE};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use std::sync::Arc;

/// The characters that a query holds without encoding (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The credentials that were attached to one attempt.
#[derive(Default)]
pub(crate) struct Attached {
    tokens: Vec<SentToken>,
    secrets: Secrets,
}

/// A token, and the provider that it came from.
struct SentToken {
    provider: Arc<dyn TokenProvider>,
    token: Secret<String>,
}

impl Attached {
    /// Tells the providers that the server did not accept their tokens.
    pub(crate) fn reject(&self) {
        for sent in &self.tokens {
            sent.provider.invalidate(&sent.token);
        }
    }

    /// Returns whether the credentials differ from those of an earlier attempt.
    pub(crate) fn differs_from(&self, earlier: &Secrets) -> bool {
        self.secrets != *earlier
    }

    /// The secrets that were sent, which errors must not show.
    pub(crate) fn into_secrets(self) -> Secrets {
        self.secrets
    }

    /// Gets the text of a credential and puts it where the scheme has it.
    pub(crate) async fn attach(
        &mut self,
        request: &mut http::Request<Body>,
        wanted: TokenRequest<'_>,
        source: Source<'_>,
    ) -> Result<(), TokenError> {
        let text = match source {
            Source::Provider(provider) => {
                let token = provider.token(wanted).await?;
                self.tokens.push(SentToken {
                    provider: Arc::clone(provider),
                    token: token.clone(),
                });
                token
            }
            Source::Login(login) => self.user_pass(login),
        };
        let scheme = wanted.requirement.scheme;
        put_credential(request, scheme, &text).map_err(|reason| {
            TokenError::new(format!(
                "the credential for `{}` {reason}",
                scheme.name.escape_debug()
            ))
        })?;
        // A server that echoes a query echoes a key in its encoded form.
        if let Cow::Owned(encoded) = Cow::from(utf8_percent_encode(text.expose(), UNRESERVED)) {
            self.secrets.add(Secret::new(encoded));
        }
        self.secrets.add(text);
        Ok(())
    }

    /// Encodes the user-pass of RFC 7617, section 2, which is as secret as the password.
    fn user_pass(&mut self, login: &Login) -> Secret<String> {
        self.secrets.add(login.password.clone());
        let pair = Secret::new(format!("{}:{}", login.user, login.password.expose()));
        Secret::new(STANDARD.encode(pair.expose()))
    }
}

/// Returns whether the caller has set the header or cookie of a scheme, which then stays.
pub(crate) fn is_set(request: &http::Request<Body>, scheme: &Scheme) -> bool {
    match Location::of(scheme.kind) {
        Some(Location::Authorization(_)) => request.headers().contains_key(AUTHORIZATION),
        Some(Location::Header(name)) => request.headers().contains_key(name),
        Some(Location::Cookie(name)) => cookie_names(request.headers()).any(|other| other == name),
        // A link from the server may contain the key of an earlier request, which is replaced.
        Some(Location::Query(_)) | None => false,
    }
}

/// The place of a credential in a request.
enum Location {
    /// The header `Authorization`, after the name of the HTTP scheme.
    Authorization(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

impl Location {
    /// The place of the credentials of a scheme; `None` if it has none in the request.
    fn of(kind: SchemeKind) -> Option<Self> {
        Some(match kind {
            SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer => {
                Self::Authorization("Bearer")
            }
            SchemeKind::Basic => Self::Authorization("Basic"),
            SchemeKind::Http(name) => Self::Authorization(name),
            SchemeKind::ApiKeyHeader(name) => Self::Header(name),
            SchemeKind::ApiKeyQuery(name) => Self::Query(name),
            SchemeKind::ApiKeyCookie(name) => Self::Cookie(name),
            SchemeKind::MutualTls => return None,
        })
    }
}

fn put_credential(
    request: &mut http::Request<Body>,
    scheme: &Scheme,
    text: &Secret<String>,
) -> Result<(), &'static str> {
    match Location::of(scheme.kind) {
        Some(Location::Authorization(scheme)) => {
            let value = secret_value([scheme, " ", text.expose()].concat());
            let value = value.map_err(|_| NO_HEADER)?;
            request.headers_mut().insert(AUTHORIZATION, value);
            Ok(())
        }
        Some(Location::Header(name)) => put_header(request.headers_mut(), name, text.expose()),
        Some(Location::Query(name)) => put_query(request, name, text.expose()),
        Some(Location::Cookie(name)) => put_cookie(request.headers_mut(), name, text.expose()),
        None => Ok(()),
    }
}

const NO_HEADER: &str = "cannot be sent in its header";

fn put_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), &'static str> {
    let (name, value) = parse_header(name, value).map_err(|_| NO_HEADER)?;
    headers.insert(name, value);
    Ok(())
}

/// Adds the key to the query, in place of other parameters of its name.
fn put_query(request: &mut http::Request<Body>, name: &str, key: &str) -> Result<(), &'static str> {
    const NO_URL: &str = "does not make a valid URL";
    let path = request.uri().path();
    let others = request.uri().query().unwrap_or_default().split('&');
    let is_other = |pair: &&str| {
        let own = pair.split('=').next().unwrap_or_default();
        !pair.is_empty() && percent_decode_str(own).ne(name.bytes())
    };
    let mut query = others
        .filter(is_other)
        .fold(String::new(), |mut query, pair| {
            query.extend([pair, "&"]);
            query
        });
    query.extend([&encode(name), "=", &encode(key)]);
    let mut parts = request.uri().clone().into_parts();
    let path = PathAndQuery::try_from(format!("{path}?{query}"));
    parts.path_and_query = Some(path.map_err(|_| NO_URL)?);
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| NO_URL)?;
    Ok(())
}

/// Percent-encodes text for a query.
fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Appends the key to the cookies. A key that a cookie cannot hold (RFC 6265, section 4.1.1) is
/// refused, since the server need not share a convention of encoding it.
fn put_cookie(headers: &mut HeaderMap, name: &str, key: &str) -> Result<(), &'static str> {
    const NO_COOKIE: &str = "cannot be sent in a cookie";
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    // A name is a token, which can hold even less.
    if HeaderName::from_bytes(name.as_bytes()).is_err() || !key.bytes().all(is_octet) {
        return Err(NO_COOKIE);
    }
    let mut cookies = match headers.get(COOKIE) {
        Some(earlier) => [earlier.as_bytes(), b"; "].concat(),
        None => Vec::new(),
    };
    cookies.extend_from_slice(format!("{name}={key}").as_bytes());
    let mut header = HeaderValue::from_bytes(&cookies).map_err(|_| NO_COOKIE)?;
    header.set_sensitive(true);
    headers.insert(COOKIE, header);
    Ok(())
}

fn cookie_names(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(COOKIE).into_iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| Some(pair.split_once('=')?.0.trim()))
}
