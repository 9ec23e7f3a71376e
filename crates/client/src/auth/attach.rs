//! Where in a request a credential goes: the only place where one is attached.

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

/// What stands in a query as it is (RFC 3986, section 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// What was attached to one attempt.
#[derive(Default)]
pub(crate) struct Attached {
    tokens: Vec<(Arc<dyn TokenProvider>, Secret<String>)>,
    secrets: Secrets,
}

impl Attached {
    /// Tells the providers that the server did not accept what they gave.
    pub(crate) fn reject(&self) {
        for (provider, token) in &self.tokens {
            provider.invalidate(token);
        }
    }

    /// Whether it is something else than what an earlier attempt showed.
    pub(crate) fn differs_from(&self, earlier: &Secrets) -> bool {
        self.secrets != *earlier
    }

    /// What was sent, so that errors can be kept clean of it.
    pub(crate) fn into_secrets(self) -> Secrets {
        self.secrets
    }

    /// Gets the text of a credential and puts it where the scheme says.
    pub(crate) async fn attach(
        &mut self,
        request: &mut http::Request<Body>,
        wanted: TokenRequest<'_>,
        source: Source<'_>,
    ) -> Result<(), TokenError> {
        let text = match source {
            Source::Provider(provider) => {
                let token = provider.token(wanted).await?;
                self.tokens.push((Arc::clone(provider), token.clone()));
                token
            }
            Source::Login(login) => self.user_pass(login),
        };
        let scheme = wanted.requirement.scheme;
        put(request, scheme, &text).map_err(|reason| {
            TokenError::new(format!(
                "the credential for `{}` {reason}",
                scheme.name.escape_debug()
            ))
        })?;
        // A key in a query comes back as it was written there.
        if let Cow::Owned(encoded) = Cow::from(utf8_percent_encode(text.expose(), UNRESERVED)) {
            self.secrets.add(Secret::new(encoded));
        }
        self.secrets.add(text);
        Ok(())
    }

    /// The user-pass of RFC 7617, section 2, which is as secret as the password.
    fn user_pass(&mut self, login: &Login) -> Secret<String> {
        self.secrets.add(login.password.clone());
        let pair = Secret::new(format!("{}:{}", login.user, login.password.expose()));
        Secret::new(STANDARD.encode(pair.expose()))
    }
}

/// Whether the caller has set by itself what a scheme would: that stays.
pub(crate) fn is_set(request: &http::Request<Body>, scheme: &Scheme) -> bool {
    match place(scheme.kind) {
        Some(Place::Authorization(_)) => request.headers().contains_key(AUTHORIZATION),
        Some(Place::Header(name)) => request.headers().contains_key(name),
        Some(Place::Cookie(name)) => cookie_names(request.headers()).any(|other| other == name),
        // A link of the server's may have the key that it was asked with. Ours takes its place.
        Some(Place::Query(_)) | None => false,
    }
}

enum Place {
    /// `Authorization`, behind a word.
    Authorization(&'static str),
    Header(&'static str),
    Query(&'static str),
    Cookie(&'static str),
}

fn place(kind: SchemeKind) -> Option<Place> {
    Some(match kind {
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect | SchemeKind::Bearer => {
            Place::Authorization("Bearer")
        }
        SchemeKind::Basic => Place::Authorization("Basic"),
        SchemeKind::Http(name) => Place::Authorization(name),
        SchemeKind::ApiKeyHeader(name) => Place::Header(name),
        SchemeKind::ApiKeyQuery(name) => Place::Query(name),
        SchemeKind::ApiKeyCookie(name) => Place::Cookie(name),
        SchemeKind::MutualTls => return None,
    })
}

fn put(
    request: &mut http::Request<Body>,
    scheme: &Scheme,
    text: &Secret<String>,
) -> Result<(), &'static str> {
    match place(scheme.kind) {
        Some(Place::Authorization(word)) => {
            let value = secret_value([word, " ", text.expose()].concat());
            let value = value.map_err(|_| NO_HEADER)?;
            request.headers_mut().insert(AUTHORIZATION, value);
            Ok(())
        }
        Some(Place::Header(name)) => put_header(request.headers_mut(), name, text.expose()),
        Some(Place::Query(name)) => put_query(request, name, text.expose()),
        Some(Place::Cookie(name)) => put_cookie(request.headers_mut(), name, text.expose()),
        None => Ok(()),
    }
}

const NO_HEADER: &str = "cannot be sent in its header";

fn put_header(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), &'static str> {
    let (name, value) = parse_header(name, value).map_err(|_| NO_HEADER)?;
    headers.insert(name, value);
    Ok(())
}

/// Adds the key, or puts it in the place of another one of that name.
fn put_query(request: &mut http::Request<Body>, name: &str, key: &str) -> Result<(), &'static str> {
    const NO_URL: &str = "makes no URL";
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
    query.extend([&encoded(name), "=", &encoded(key)]);
    let mut parts = request.uri().clone().into_parts();
    let path = PathAndQuery::try_from(format!("{path}?{query}"));
    parts.path_and_query = Some(path.map_err(|_| NO_URL)?);
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| NO_URL)?;
    Ok(())
}

/// Text as it stands in a query or a form.
fn encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// Adds the key behind the cookies that are there. What a cookie cannot hold (RFC 6265,
/// section 4.1.1) is refused: encoding it would be a convention that the server need not share.
fn put_cookie(headers: &mut HeaderMap, name: &str, key: &str) -> Result<(), &'static str> {
    const NO_COOKIE: &str = "cannot be sent in a cookie";
    let is_octet = |byte: u8| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte);
    // A name is a token, which can hold still less.
    if HeaderName::from_bytes(name.as_bytes()).is_err() || !key.bytes().all(is_octet) {
        return Err(NO_COOKIE);
    }
    let mut cookies = match headers.get(COOKIE) {
        Some(cookies) => [cookies.as_bytes(), b"; "].concat(),
        None => Vec::new(),
    };
    cookies.extend_from_slice(format!("{name}={key}").as_bytes());
    let mut cookies = HeaderValue::from_bytes(&cookies).map_err(|_| NO_COOKIE)?;
    cookies.set_sensitive(true);
    headers.insert(COOKIE, cookies);
    Ok(())
}

fn cookie_names(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(COOKIE).into_iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    pairs.filter_map(|pair| Some(pair.split_once('=')?.0.trim()))
}
