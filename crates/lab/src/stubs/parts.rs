//! The parts of a valid request: values for its parameters, and a body. They are examples of the document or generated from
//! its schemas, and the oracle has accepted them.

use super::serialization;
use crate::oracle::{Oracle, Verdict};
use crate::values::{Extent, ValueGenerator};
use graphwright_ir::{Content, MediaKind, Operation, Param, Place};
use graphwright_source::pointer;
use serde_json::{Value, json};

/// The parts of a request.
pub(super) struct Parts<'o> {
    pub params: Vec<(&'o Param, Value)>,
    pub body: Option<Body>,
}

/// A body and its media type.
#[derive(Clone)]
pub(super) struct Body {
    pub media_type: String,
    pub text: String,
}

impl Parts<'_> {
    /// The same parts without a parameter.
    pub(super) fn without(&self, param: &Param) -> Self {
        let others = self.params.iter();
        let others = others.filter(|(other, _)| !std::ptr::eq(*other, param));
        Self {
            params: others.cloned().collect(),
            body: self.body.clone(),
        }
    }
}

/// The source of the parts: a document and its oracle.
pub(super) struct Source<'d> {
    pub document: &'d Value,
    pub oracle: Oracle,
}

impl Source<'_> {
    /// The parts of a valid request, or the reason why there are none.
    pub(super) fn parts<'o>(
        &mut self,
        operation: &'o Operation,
        extent: Extent<'_>,
    ) -> Result<Parts<'o>, &'static str> {
        let mut params = Vec::new();
        for param in &operation.params {
            if !param.required && matches!(extent, Extent::Minimal) || is_protocol_header(param) {
                continue;
            }
            match self.param_value(operation, param, extent) {
                Some(value) => params.push((param, value)),
                None if param.required => {
                    return Err("no value could be generated for a parameter");
                }
                None => {}
            }
        }
        let body = operation.body.as_ref();
        let wanted = body.filter(|body| body.required || matches!(extent, Extent::Maximal));
        let sent = wanted.and_then(|body| self.body(operation, &body.content, extent));
        if sent.is_none() && body.is_some_and(|body| body.required) {
            return Err("no body could be generated");
        }
        Ok(Parts { params, body: sent })
    }

    /// Returns whether a text is invalid for a parameter, whichever way it is parsed.
    pub(super) fn rejects(&mut self, operation: &Operation, param: &Param, text: &str) -> bool {
        if param.content.is_some() || is_protocol_header(param) {
            return false;
        }
        let Some(holder) = self.param_pointer(operation, param) else {
            return false;
        };
        let schema = format!("{holder}/schema");
        let mut readings = [json!(text), json!([text]), json!({text: ""})].into_iter();
        self.get(&schema).is_some()
            && readings.all(|value| self.oracle.judge(&value, &schema) == Verdict::Invalid)
    }

    /// A valid value of a parameter.
    fn param_value(
        &mut self,
        operation: &Operation,
        param: &Param,
        extent: Extent<'_>,
    ) -> Option<Value> {
        let mut holder = self.param_pointer(operation, param)?;
        if param.content.is_some() {
            let content = format!("{holder}/content");
            let media_type = self.get(&content)?.as_object()?.keys().next()?;
            holder = pointer::join(&content, media_type);
        }
        // An empty path segment is not a value, and an empty list cannot be distinguished from none.
        let empty = [json!(""), json!([]), json!({}), Value::Null];
        let valid = self.valid_values(&holder, extent).into_iter();
        let value = valid.into_iter().find(|value| !empty.contains(value))?;
        Some(match param.content {
            Some(_) => json!(value.to_string()),
            None => value,
        })
    }

    /// A valid body.
    fn body(
        &mut self,
        operation: &Operation,
        contents: &[Content],
        extent: Extent<'_>,
    ) -> Option<Body> {
        // A stub accepts the first JSON media type of several, else the first form, else the first one.
        let first = |kinds: &[MediaKind]| contents.iter().find(|one| kinds.contains(&one.kind));
        let first_form = || first(&[MediaKind::Form, MediaKind::Multipart]);
        let content = first(&[MediaKind::Json])
            .or_else(first_form)
            .or(contents.first())?;
        let body = format!("{}/requestBody", operation_pointer(operation));
        let body = resolve(self.document, body);
        let holder = pointer::join(&format!("{body}/content"), &content.media_type);
        let value = self.valid_values(&holder, extent).into_iter().next();
        let mut media_type = content
            .media_type
            .replace("*/*", "application/octet-stream");
        media_type = media_type.replace("/*", "/plain");
        let text = match content.kind {
            MediaKind::Json => value?.to_string(),
            MediaKind::Form => serialization::form_body(content, &value?),
            MediaKind::Multipart => {
                media_type = format!("{media_type}; boundary={}", serialization::BOUNDARY);
                serialization::multipart_body(content, &value?)
            }
            MediaKind::Text => serialization::plain_text(&value.unwrap_or_else(|| json!("a"))),
            MediaKind::Bytes | MediaKind::EventStream => "a".to_owned(),
        };
        Some(Body { media_type, text })
    }

    /// The valid values of a parameter or media type at a pointer. Examples may have optional parts, so that they come first
    /// unless the value is to be minimal.
    fn valid_values(&mut self, holder: &str, extent: Extent<'_>) -> Vec<Value> {
        let schema = format!("{holder}/schema");
        let examples = self.examples(holder, &schema);
        if self.get(&schema).is_none() {
            return examples;
        }
        let extents = [extent, Extent::Minimal, Extent::Maximal].into_iter();
        let generated = extents.filter_map(|extent| {
            let document = self.document;
            ValueGenerator { document, extent }.generate(&schema)
        });
        let mut values: Vec<Value> = match extent {
            Extent::Minimal => generated.chain(examples).collect(),
            _ => examples.into_iter().chain(generated).collect(),
        };
        values.retain(|value| self.oracle.judge(value, &schema) == Verdict::Valid);
        values
    }

    /// The examples of a parameter or media type, and of its schema.
    fn examples(&self, holder: &str, schema: &str) -> Vec<Value> {
        let mut examples = Vec::new();
        for at in [holder, &resolve(self.document, schema.to_owned())] {
            examples.extend(self.get(&format!("{at}/example")).cloned());
            match self.get(&format!("{at}/examples")) {
                Some(Value::Array(list)) => examples.extend(list.iter().cloned()),
                Some(Value::Object(named)) => {
                    examples.extend(named.values().filter_map(|one| one.get("value").cloned()));
                }
                _ => {}
            }
        }
        examples
    }

    /// The pointer of a parameter, which is in its operation or in the path item.
    fn param_pointer(&self, operation: &Operation, param: &Param) -> Option<String> {
        let item = pointer::join("#/paths", &operation.path.text);
        let holders = [operation_pointer(operation), item];
        holders.into_iter().find_map(|holder| {
            let list = format!("{}/parameters", resolve(self.document, holder));
            let number = self.get(&list)?.as_array()?.len();
            let each = (0..number).map(|index| pointer::index(&list, index));
            let mut each = each.map(|at| resolve(self.document, at));
            each.find(|at| self.get(at).is_some_and(|one| is_same(one, param)))
        })
    }

    fn get(&self, at: &str) -> Option<&Value> {
        pointer::get(self.document, at)
    }
}

/// Returns whether a parameter of the document is a parameter of the model. Names of headers are case-insensitive.
fn is_same(one: &Value, param: &Param) -> bool {
    let (location, any_case) = match param.place {
        Place::Path => ("path", false),
        Place::Query => ("query", false),
        Place::Header => ("header", true),
        Place::Cookie => ("cookie", false),
    };
    let text = |key: &str| one.get(key).and_then(Value::as_str).unwrap_or_default();
    let name = text("name");
    let has_name = name == param.wire || any_case && name.eq_ignore_ascii_case(&param.wire);
    has_name && text("in") == location
}

/// Returns whether a parameter is a header that HTTP itself defines.
fn is_protocol_header(param: &Param) -> bool {
    let names = [
        "connection",
        "content-encoding",
        "content-length",
        "host",
        "transfer-encoding",
    ];
    param.place == Place::Header
        && names
            .iter()
            .any(|name| param.wire.eq_ignore_ascii_case(name))
}

/// The pointer of an operation.
fn operation_pointer(operation: &Operation) -> String {
    let item = pointer::join("#/paths", &operation.path.text);
    format!("{item}/{}", operation.method.as_str().to_lowercase())
}

/// Follows the references at a pointer.
fn resolve(document: &Value, mut at: String) -> String {
    // A document that was read has no cycle of references; a longer chain is not followed.
    for _ in 0..32 {
        let target = pointer::get(document, &at).and_then(|value| value.get("$ref")?.as_str());
        match target {
            Some(target) => target.clone_into(&mut at),
            None => break,
        }
    }
    at
}
