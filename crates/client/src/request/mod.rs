//! A request while it is being filled.

mod json;
pub(crate) mod link;
mod multipart;
pub(crate) mod outgoing;
mod path;
mod reason;
mod style;
mod value;

pub use self::style::{PathStyle, QueryStyle};

use self::path::Path;
use self::reason::Reason;
use self::value::Value;
use crate::headers::{add_preference, parse_header};
use crate::options::CallOptions;
use crate::{Body, Core, Operation, RequestError};
use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use serde::Serialize;
use std::fmt;

/// The body of an operation whose media types hold different things. Generated code implements it.
pub trait Choice {
    /// Sets the body of a request.
    fn set(self, request: Request) -> Request;
}

/// A request to one operation. Generated code fills it.
///
/// The first thing that cannot be sent is kept and becomes the call's error; what comes after it
/// is not looked at.
pub struct Request {
    core: Core,
    operation: &'static Operation,
    path: Path,
    query: String,
    link: Option<Uri>,
    cookies: String,
    headers: HeaderMap,
    body: Body,
    options: CallOptions,
    refused: Option<RequestError>,
}

impl Request {
    /// Begins a request.
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Self {
            core: core.clone(),
            operation,
            path: Path::new(operation.path),
            query: String::new(),
            link: None,
            cookies: String::new(),
            headers: HeaderMap::new(),
            body: Body::empty(),
            options: core.options(),
            refused: None,
        }
    }

    /// Sends it to the server that the document has for this operation alone, unless the caller chose a
    /// base URL: that one is for every operation. A server that is a path, as `/v2`, is the API's with
    /// this path in the place of its own, whoever chose it.
    pub fn served_at(mut self, server: &'static str) -> Self {
        match self.core.served_at(server) {
            Ok(core) => {
                self.core = core;
                self
            }
            Err(error) => self.refuse("server", error.to_string()),
        }
    }

    /// Fills a path parameter of the default style.
    pub fn path(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.path_styled(name, value, PathStyle::SIMPLE)
    }

    /// Fills a path parameter.
    pub fn path_styled(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: PathStyle,
    ) -> Self {
        self.with(name, value, |request, value| {
            Ok(request.path.fill(name, &value, style)?)
        })
    }

    /// Adds a query parameter of the default style. `None` and empty lists add nothing.
    pub fn query(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.query_styled(name, value, QueryStyle::FORM)
    }

    /// Adds a query parameter.
    pub fn query_styled(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        style: QueryStyle,
    ) -> Self {
        self.with(name, value, |request, value| {
            Ok(style::query(&mut request.query, name, &value, style)?)
        })
    }

    /// Fills a path parameter that is written as JSON.
    pub fn path_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.with_json(name, value, |request, json| request.path(name, json))
    }

    /// Adds a query parameter that is written as JSON.
    pub fn query_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.with_json(name, value, |request, json| request.query(name, json))
    }

    /// Adds a header parameter that is written as JSON.
    pub fn header_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.with_json(name, value, |request, json| request.header(name, json))
    }

    /// Adds a cookie parameter that is written as JSON.
    pub fn cookie_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.with_json(name, value, |request, json| request.cookie(name, json))
    }

    /// Adds a header parameter. `None` adds nothing.
    pub fn header(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.header_styled(name, value, false)
    }

    /// Adds a header parameter; with `explode`, members of an object are written as `a=1`.
    pub fn header_styled(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        explode: bool,
    ) -> Self {
        self.with(name, value, |request, value| {
            match style::header(&value, explode)? {
                Some(text) => request.insert_header(name, &text),
                None => Ok(()),
            }
        })
    }

    /// Adds a cookie parameter. `None` adds nothing.
    pub fn cookie(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.with(name, value, |request, value| {
            if let Some(pair) = style::cookie(name, &value)? {
                let separator = if request.cookies.is_empty() { "" } else { "; " };
                request.cookies.extend([separator, &pair]);
            }
            Ok(())
        })
    }

    /// Sets the body, written as JSON.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.json_as("application/json", body)
    }

    /// Sets the body, written as JSON, with a media type such as `application/merge-patch+json`.
    pub fn json_as(self, media_type: &'static str, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(json) => self.body(media_type, json),
            Err(error) => self.refuse("body", error.to_string()),
        }
    }

    /// Sets the body, written as `application/x-www-form-urlencoded`, lists as repeated members.
    pub fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.form_styled(body, &[])
    }

    /// Sets the body like [`form`](Self::form), with the styles that the document has for members,
    /// by name.
    pub fn form_styled(
        self,
        body: &(impl Serialize + ?Sized),
        styles: &[(&str, QueryStyle)],
    ) -> Self {
        let mut form = String::new();
        let request = self.with("body", body, |_, value| match value {
            Value::Object(members) => {
                for (name, value) in &members {
                    let style = styles.iter().find(|(own, _)| own == name);
                    let style = style.map_or(QueryStyle::FORM, |(_, style)| *style);
                    style::query(&mut form, name, value, style)?;
                }
                Ok(())
            }
            Value::Null => Ok(()),
            _ => Err("must be an object to be a form".into()),
        });
        request.body("application/x-www-form-urlencoded", form)
    }

    /// Sets the body, written as `multipart/form-data`, with the media types that the document has
    /// for members, by name: text and files as parts, lists as a part for each item, objects as
    /// JSON.
    pub fn multipart(self, body: &(impl Serialize + ?Sized), types: &[(&str, &str)]) -> Self {
        self.with("body", body, |request, value| {
            let form = multipart::write(&value, types)?;
            let media_type = HeaderValue::from_str(&form.media_type);
            let media_type = media_type.map_err(|_| Reason::from("has no media type"))?;
            request.headers.insert(header::CONTENT_TYPE, media_type);
            request.body = form.body;
            Ok(())
        })
    }

    /// Sets the body, which is text of a media type such as `text/plain`.
    pub fn text(self, media_type: &'static str, body: impl Into<String>) -> Self {
        self.body(media_type, body.into())
    }

    /// Sets the body: bytes, or a stream of them. A range such as `image/*`, which documents have but
    /// a request cannot, is sent as `application/octet-stream` unless the caller sets the header.
    pub fn body(mut self, media_type: &'static str, body: impl Into<Body>) -> Self {
        let is_range = media_type.contains('*');
        let media_type = if is_range {
            "application/octet-stream"
        } else {
            media_type
        };
        match HeaderValue::from_str(media_type) {
            Ok(media_type) => {
                self.body = body.into();
                self.headers.insert(header::CONTENT_TYPE, media_type);
                self
            }
            Err(_) => self.refuse("Content-Type", "is no header value"),
        }
    }

    /// Sets the body, in the media type of what is given.
    pub fn choice<C: Choice>(self, body: impl Into<C>) -> Self {
        body.into().set(self)
    }

    /// Sets a header that no parameter describes.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        if self.refused.is_none() {
            if let Err(reason) = self.insert_header(name, value) {
                self.refused = Some(RequestError::new(name, reason.0));
            }
        }
    }

    /// Adds to the preferences of this request, or else to those of every request.
    pub(crate) fn add_preference(&mut self, preference: &str) {
        let name = HeaderName::from_static("prefer");
        let set = self
            .headers
            .get(&name)
            .or_else(|| self.core.headers().get(&name));
        let set = set.and_then(|set| std::str::from_utf8(set.as_bytes()).ok());
        let all = add_preference(set, preference);
        self.set_header(name.as_str(), &all);
    }

    /// Sets a header of the runtime's own, in place of the operation's and the caller's.
    pub(crate) fn replace_header(&mut self, name: HeaderName, value: HeaderValue) {
        self.headers.insert(name, value);
    }

    pub(crate) fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }

    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn insert_header(&mut self, name: &str, value: &str) -> Result<(), Reason> {
        let (name, value) = parse_header(name, value)?;
        self.headers.insert(name, value);
        Ok(())
    }

    fn with(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        step: impl FnOnce(&mut Self, Value) -> Result<(), Reason>,
    ) -> Self {
        if self.refused.is_some() {
            return self;
        }
        let value = Value::of(value).map_err(|error| Reason(error.to_string()));
        match value.and_then(|value| step(&mut self, value)) {
            Ok(()) => self,
            Err(reason) => self.refuse(name, reason.0),
        }
    }

    fn with_json(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        step: impl FnOnce(Self, &str) -> Self,
    ) -> Self {
        match serde_json::to_string(value) {
            Ok(json) => step(self, &json),
            Err(error) => self.refuse(name, error.to_string()),
        }
    }

    fn refuse(mut self, parameter: &str, reason: impl Into<String>) -> Self {
        self.refused
            .get_or_insert_with(|| RequestError::new(parameter, reason));
        self
    }
}

/// A scalar as a parameter would have it; `None` for null, and for what is no scalar.
pub(crate) fn scalar_text(value: &(impl Serialize + ?Sized)) -> Option<String> {
    Value::of(value).ok()?.as_text().map(str::to_owned)
}

/// Shows names and no values: headers, queries and bodies carry secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query: Vec<_> = self
            .query
            .split('&')
            .filter_map(|pair| pair.split('=').next())
            .collect();
        f.debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("method", &self.operation.method)
            .field("path", &self.path.as_str())
            .field("query", &query)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .field("options", &self.options)
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}
