//! What a right request has: values for its parameters, and a body. They are examples of the document, or made
//! from its schemas; none counts that an independent library does not find to fit.

use super::serialization;
use crate::oracle::{Judge, Verdict};
use crate::values::{Extent, Maker};
use graphwright_ir::{Content, MediaKind, Operation, Param, Place};
use graphwright_source::pointer;
use serde_json::{Value, json};

/// The parts of a request.
pub(super) struct Parts<'o> {
    pub params: Vec<(&'o Param, Value)>,
    pub body: Option<Sent>,
}

/// A body and its media type.
#[derive(Clone)]
pub(super) struct Sent {
    pub media_type: String,
    pub text: String,
}

impl Parts<'_> {
    /// The same without a parameter.
    pub(super) fn without(&self, param: &Param) -> Self {
        let others = self.params.iter();
        let others = others.filter(|(own, _)| !std::ptr::eq(*own, param));
        Self {
            params: others.cloned().collect(),
            body: self.body.clone(),
        }
    }
}

/// The document that parts are made from.
pub(super) struct Source<'d> {
    pub document: &'d Value,
    pub judge: Judge,
}

impl Source<'_> {
    /// The parts of a right request, or why there are none.
    pub(super) fn parts<'o>(
        &mut self,
        operation: &'o Operation,
        extent: Extent<'_>,
    ) -> Result<Parts<'o>, &'static str> {
        let mut params = Vec::new();
        for param in &operation.params {
            if !param.required && matches!(extent, Extent::Least) || is_protocol(param) {
                continue;
            }
            match self.param(operation, param, extent) {
                Some(value) => params.push((param, value)),
                None if param.required => return Err("no value can be made for a parameter"),
                None => {}
            }
        }
        let body = operation.body.as_ref();
        let wanted = body.filter(|body| body.required || matches!(extent, Extent::More));
        let sent = wanted.and_then(|body| self.body(operation, &body.content, extent));
        if sent.is_none() && body.is_some_and(|body| body.required) {
            return Err("no body can be made");
        }
        Ok(Parts { params, body: sent })
    }

    /// Whether a text is no value of a parameter, in whichever way it is read.
    pub(super) fn refuses(&mut self, operation: &Operation, param: &Param, text: &str) -> bool {
        if param.content.is_some() || is_protocol(param) {
            return false;
        }
        let Some(holder) = self.param_at(operation, param) else {
            return false;
        };
        let schema = format!("{holder}/schema");
        let mut readings = [json!(text), json!([text]), json!({text: ""})].into_iter();
        self.get(&schema).is_some()
            && readings.all(|value| self.judge.verdict(&value, &schema) == Verdict::DoesNotFit)
    }

    fn param(&mut self, operation: &Operation, param: &Param, extent: Extent<'_>) -> Option<Value> {
        let mut holder = self.param_at(operation, param)?;
        if param.content.is_some() {
            let content = format!("{holder}/content");
            let media_type = self.get(&content)?.as_object()?.keys().next()?;
            holder = pointer::join(&content, media_type);
        }
        // An empty segment of a path is no value, and an empty list cannot be told from none.
        let empty = [json!(""), json!([]), json!({}), Value::Null];
        let fitting = self.fitting(&holder, extent).into_iter();
        let value = fitting.into_iter().find(|value| !empty.contains(value))?;
        Some(match param.content {
            Some(_) => json!(value.to_string()),
            None => value,
        })
    }

    fn body(
        &mut self,
        operation: &Operation,
        contents: &[Content],
        extent: Extent<'_>,
    ) -> Option<Sent> {
        // A stub takes the first JSON of a choice, else the first form, else the first of all.
        let of = |kinds: &[MediaKind]| contents.iter().find(|one| kinds.contains(&one.kind));
        let form = || of(&[MediaKind::Form, MediaKind::Multipart]);
        let content = of(&[MediaKind::Json]).or_else(form).or(contents.first())?;
        let body = resolved(self.document, format!("{}/requestBody", at(operation)));
        let holder = pointer::join(&format!("{body}/content"), &content.media_type);
        let value = self.fitting(&holder, extent).into_iter().next();
        let mut media_type = content
            .media_type
            .replace("*/*", "application/octet-stream");
        media_type = media_type.replace("/*", "/plain");
        let text = match content.kind {
            MediaKind::Json => value?.to_string(),
            MediaKind::Form => serialization::form(content, &value?),
            MediaKind::Multipart => {
                media_type = format!("{media_type}; boundary={}", serialization::BOUNDARY);
                serialization::multipart(content, &value?)
            }
            MediaKind::Text => serialization::plain(&value.unwrap_or_else(|| json!("a"))),
            MediaKind::Bytes | MediaKind::EventStream => "a".to_owned(),
        };
        Some(Sent { media_type, text })
    }

    /// The values that fit the schema of what stands at a pointer, a parameter or a media type. What
    /// an example shows may be there; the least is made.
    fn fitting(&mut self, holder: &str, extent: Extent<'_>) -> Vec<Value> {
        let schema = format!("{holder}/schema");
        let examples = self.examples(holder, &schema);
        if self.get(&schema).is_none() {
            return examples;
        }
        let made = [extent, Extent::Least, Extent::More].into_iter();
        let made = made.filter_map(|extent| {
            let document = self.document;
            Maker { document, extent }.at(&schema)
        });
        let mut values: Vec<Value> = match extent {
            Extent::Least => made.chain(examples).collect(),
            _ => examples.into_iter().chain(made).collect(),
        };
        values.retain(|value| self.judge.verdict(value, &schema) == Verdict::Fits);
        values
    }

    /// What a holder and its schema give as examples.
    fn examples(&self, holder: &str, schema: &str) -> Vec<Value> {
        let mut examples = Vec::new();
        for at in [holder, &resolved(self.document, schema.to_owned())] {
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

    /// Where a parameter of an operation stands: beside it, or beside all of its path.
    fn param_at(&self, operation: &Operation, param: &Param) -> Option<String> {
        let item = pointer::join("#/paths", &operation.path.text);
        [at(operation), item].into_iter().find_map(|holder| {
            let list = format!("{}/parameters", resolved(self.document, holder));
            let number = self.get(&list)?.as_array()?.len();
            let each = (0..number).map(|index| pointer::index(&list, index));
            let mut each = each.map(|at| resolved(self.document, at));
            each.find(|at| self.get(at).is_some_and(|one| is_it(one, param)))
        })
    }

    fn get(&self, at: &str) -> Option<&Value> {
        pointer::get(self.document, at)
    }
}

/// Whether a parameter of the document is one of the model. Names of headers have no case.
fn is_it(one: &Value, param: &Param) -> bool {
    let (place, any_case) = match param.place {
        Place::Path => ("path", false),
        Place::Query => ("query", false),
        Place::Header => ("header", true),
        Place::Cookie => ("cookie", false),
    };
    let says = |key: &str| one.get(key).and_then(Value::as_str).unwrap_or_default();
    let name = says("name");
    let same = name == param.wire || any_case && name.eq_ignore_ascii_case(&param.wire);
    same && says("in") == place
}

/// Whether a parameter is a header that HTTP itself gives its meaning.
fn is_protocol(param: &Param) -> bool {
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

/// Where an operation stands.
fn at(operation: &Operation) -> String {
    let item = pointer::join("#/paths", &operation.path.text);
    format!("{item}/{}", operation.method.as_str().to_lowercase())
}

/// Where the references at a pointer lead to.
fn resolved(document: &Value, mut at: String) -> String {
    // A document that is read has no cycle of them; what is longer than this is left where it is.
    for _ in 0..32 {
        let target = pointer::get(document, &at).and_then(|value| value.get("$ref")?.as_str());
        match target {
            Some(target) => target.clone_into(&mut at),
            None => break,
        }
    }
    at
}
