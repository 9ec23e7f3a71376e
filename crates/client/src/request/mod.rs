//! Requests, and how generated code fills them.
//!
//! [`Request`] collects the parts of a request. A value becomes text in two steps: [`Value`] takes it
//! apart by its `Serialize`, and a [`Notation`] writes it by the document's `style` and `explode`, or
//! [`json`] as JSON. [`path`] makes sure that a parameter cannot change which resource is meant,
//! [`link`] that a link from the server is empty else, and [`outgoing`] puts the request together.

mod json;
pub(crate) mod link;
mod multipart;
pub(crate) mod outgoing;
mod path;
mod reason;

use self::path::Path;
use self::reason::Reason;
use crate::headers::{add_preference, parse_header};
use crate::options::CallOptions;
use crate::{Body, Core, Operation, RequestError};
use graphwright_wire::style::{Notation, Value};
use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use serde::Serialize;
use std::fmt;

/// A body whose type decides its media type. Generated code implements it.
pub trait Choice {
    /// Sets the body of a request.
    fn set(self, request: Request) -> Request;
}

/// A request to one operation. Generated code fills it.
///
/// The first part that cannot be sent becomes the error of the call; later parts are ignored.
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
    /// Starts a request.
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

    /// Sets a server that is documented for this operation alone. It is ignored if the caller chose a
    /// base URL, which applies to every operation. A server that is only a path, such as `/v2`, replaces
    /// the path of the base URL, whoever chose that.
    ///
    /// The operation is called there with the same credentials, since the document that the client was
    /// generated from says so.
    pub fn served_at(mut self, server: &'static str) -> Self {
        match self.core.served_at(server) {
            Ok(core) => {
                self.core = core;
                self
            }
            Err(error) => self.refuse("server", format!("cannot be used: {error}")),
        }
    }

    /// Sets a path parameter in the default style.
    pub fn path(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.path_styled(name, value, Notation::SIMPLE)
    }

    /// Sets a path parameter in a style.
    pub fn path_styled(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        notation: Notation,
    ) -> Self {
        self.set_value(name, value, |request, value| {
            request.path.fill(name, &value, notation)
        })
    }

    /// Adds a query parameter in the default style. `None` adds nothing.
    pub fn query(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.query_styled(name, value, Notation::FORM)
    }

    /// Adds a query parameter in a style.
    pub fn query_styled(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        notation: Notation,
    ) -> Self {
        self.set_value(name, value, |request, value| {
            Ok(notation.write_query(name, &value, &mut request.query)?)
        })
    }

    /// Sets a path parameter, written as JSON.
    pub fn path_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.set_json(name, value, |request, json| request.path(name, json))
    }

    /// Adds a query parameter, written as JSON.
    pub fn query_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.set_json(name, value, |request, json| request.query(name, json))
    }

    /// Adds a header parameter, written as JSON.
    pub fn header_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.set_json(name, value, |request, json| request.header(name, json))
    }

    /// Adds a cookie parameter, written as JSON.
    pub fn cookie_json(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.set_json(name, value, |request, json| request.cookie(name, json))
    }

    /// Adds a header parameter. `None` adds nothing.
    pub fn header(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.header_styled(name, value, Notation::SIMPLE)
    }

    /// Adds a header parameter in a style.
    pub fn header_styled(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        notation: Notation,
    ) -> Self {
        self.set_value(name, value, |request, value| {
            match notation.write_header(&value)? {
                Some(text) => request.insert_header(name, &text),
                None => Ok(()),
            }
        })
    }

    /// Adds a cookie parameter. `None` adds nothing.
    pub fn cookie(self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.set_value(name, value, |request, value| {
            if let Some(pair) = Notation::FORM.write_cookie(name, &value)? {
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
        match graphwright_wire::json::to_vec(body) {
            Ok(json) => self.body(media_type, json),
            Err(error) => self.refuse("body", error.to_string()),
        }
    }

    /// Sets the body, written as `application/x-www-form-urlencoded`, with lists as repeated members.
    pub fn form(self, body: &(impl Serialize + ?Sized)) -> Self {
        self.form_styled(body, &[])
    }

    /// Sets the body like [`form`](Self::form), with the documented styles of members, by name.
    pub fn form_styled(
        self,
        body: &(impl Serialize + ?Sized),
        notations: &[(&str, Notation)],
    ) -> Self {
        let mut form = String::new();
        let request = self.set_value("body", body, |_, value| match value {
            Value::Object(members) => {
                for (name, value) in &members {
                    let documented = notations.iter().find(|(own, _)| own == name);
                    let notation = documented.map_or(Notation::FORM, |(_, notation)| *notation);
                    notation.write_query(name, value, &mut form)?;
                }
                Ok(())
            }
            Value::Null => Ok(()),
            _ => Err("must be an object to be sent as a form".into()),
        });
        request.body("application/x-www-form-urlencoded", form)
    }

    /// Sets the body, written as `multipart/form-data`, with the documented media types of members, by
    /// name: text and files as parts, lists as a part for each item, objects as JSON.
    pub fn multipart(self, body: &(impl Serialize + ?Sized), types: &[(&str, &str)]) -> Self {
        self.set_value("body", body, |request, value| {
            let form = multipart::write_form(&value, types)?;
            let media_type = HeaderValue::from_str(&form.media_type);
            let media_type = media_type.map_err(|_| Reason::from("has an invalid media type"))?;
            request.headers.insert(header::CONTENT_TYPE, media_type);
            request.body = form.body;
            Ok(())
        })
    }

    /// Sets the body to text of a media type such as `text/plain`.
    pub fn text(self, media_type: &'static str, body: impl Into<String>) -> Self {
        self.body(media_type, body.into())
    }

    /// Sets the body to bytes or a stream of them. A media type range such as `image/*`, which documents
    /// may have but requests may not, is sent as `application/octet-stream` unless the caller sets the
    /// header.
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
            Err(_) => self.refuse("Content-Type", "is not a valid header value"),
        }
    }

    /// Sets the body, with the media type of its type.
    pub fn choice<C: Choice>(self, body: impl Into<C>) -> Self {
        body.into().set(self)
    }

    /// Sets a header that is not a documented parameter.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        if self.refused.is_none() {
            if let Err(reason) = self.insert_header(name, value) {
                self.refused = Some(RequestError::new(name, reason.0));
            }
        }
    }

    /// Adds to the preferences of this request or, if it has none, to those of every request.
    pub(crate) fn add_preference(&mut self, preference: &str) {
        let name = HeaderName::from_static("prefer");
        let earlier = self
            .headers
            .get(&name)
            .or_else(|| self.core.headers().get(&name))
            .and_then(|header| std::str::from_utf8(header.as_bytes()).ok());
        let all = add_preference(earlier, preference);
        self.set_header(name.as_str(), &all);
    }

    /// Sets a header that the runtime needs, in place of the operation's and the caller's.
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

    fn set_value(
        mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        set: impl FnOnce(&mut Self, Value) -> Result<(), Reason>,
    ) -> Self {
        if self.refused.is_some() {
            return self;
        }
        let value = Value::new(value).map_err(|error| Reason(error.to_string()));
        match value.and_then(|value| set(&mut self, value)) {
            Ok(()) => self,
            Err(reason) => self.refuse(name, reason.0),
        }
    }

    fn set_json(
        self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
        set: impl FnOnce(Self, &str) -> Self,
    ) -> Self {
        match graphwright_wire::json::to_string(value) {
            Ok(json) => set(self, &json),
            Err(error) => self.refuse(name, error.to_string()),
        }
    }

    fn refuse(mut self, parameter: &str, reason: impl Into<String>) -> Self {
        self.refused
            .get_or_insert_with(|| RequestError::new(parameter, reason));
        self
    }
}

/// The text of a scalar, as a parameter has it; `None` for null and for anything but a scalar.
pub(crate) fn scalar_text(value: &(impl Serialize + ?Sized)) -> Option<String> {
    Value::new(value).ok()?.as_text().map(str::to_owned)
}

/// Shows names and no values, because headers, queries and bodies carry secrets.
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
