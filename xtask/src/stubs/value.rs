//! A value that fits a schema, made from the schema: an example of it where it has one, else the
//! smallest thing that its keywords ask for.
//!
//! What is made may still not fit, since keywords can ask for anything; whoever asked holds it against the
//! schema.

use super::pattern;
use graphwright_source::pointer;
use serde_json::{Map, Value, json};

/// How deep schemas are followed. Deeper ones need themselves, or are not worth the while.
const DEEPEST: usize = 24;

/// How much is made of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// What must be there.
    Least,
    /// Also what may be there, in the upper levels.
    More,
}

/// Makes values from the schemas of a document.
#[derive(Clone, Copy)]
pub(super) struct Maker<'d> {
    pub document: &'d Value,
    pub extent: Extent,
}

impl<'d> Maker<'d> {
    /// A value for the schema at a pointer.
    pub(super) fn at(self, schema: &str) -> Option<Value> {
        self.of(pointer::get(self.document, schema)?, 0)
    }

    fn of(self, schema: &'d Value, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let Value::Object(keywords) = schema else {
            // `true` takes anything, `false` nothing.
            return (schema == &Value::Bool(true)).then(|| json!("a"));
        };
        if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
            return self.of(pointer::get(self.document, target)?, depth + 1);
        }
        if let Some(value) = given(keywords) {
            return Some(value.clone());
        }
        match kind(keywords) {
            Some(kind) if !is_composed(keywords) => self.plain(kind, keywords, depth),
            _ => self.composed(keywords, depth),
        }
    }

    /// A value of a type.
    fn plain(self, kind: &str, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        match kind {
            "string" => text(keywords).map(Value::from),
            "integer" | "number" => Some(number(kind, keywords)),
            "boolean" => Some(json!(true)),
            "null" => Some(Value::Null),
            "array" => self.array(keywords, depth),
            "object" => self.object(keywords, depth),
            _ => None,
        }
    }

    fn array(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let least = keywords.get("minItems").and_then(Value::as_u64);
        let wanted = u64::from(self.is_ample(depth));
        let number = least.unwrap_or_default().max(wanted);
        let item = match keywords.get("items") {
            Some(items) if number > 0 => self.of(items, depth + 1),
            _ => Some(json!("a")),
        };
        match item {
            Some(item) => (0..number)
                .map(|index| Some(another(&item, index)))
                .collect(),
            // What may be left out is.
            None => (least.unwrap_or_default() == 0).then(|| json!([])),
        }
    }

    fn object(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        let properties = keywords.get("properties").and_then(Value::as_object);
        let required = required(keywords);
        for name in &required {
            let schema = properties.and_then(|properties| properties.get(*name));
            if schema.is_some_and(|schema| self.is_read_only(schema)) {
                continue;
            }
            let value = match schema {
                Some(schema) => self.of(schema, depth + 1)?,
                None => json!("a"),
            };
            object.insert((*name).to_owned(), value);
        }
        let least = keywords.get("minProperties").and_then(Value::as_u64);
        let least = usize::try_from(least.unwrap_or_default()).ok()?;
        for (name, schema) in properties.into_iter().flatten() {
            let wanted = self.is_ample(depth) || object.len() < least;
            if !wanted || object.contains_key(name) || self.is_read_only(schema) {
                continue;
            }
            if let Some(value) = self.of(schema, depth + 1) {
                object.insert(name.clone(), value);
            }
        }
        if let Some(schema) = keywords
            .get("additionalProperties")
            .filter(|_| object.len() < least)
        {
            for index in object.len()..least {
                object.insert(format!("name{index}"), self.of(schema, depth + 1)?);
            }
        }
        Some(Value::Object(object))
    }

    /// A value of a schema that is put together: of one alternative, and of all parts.
    fn composed(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let list = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
        let mut parts = Vec::new();
        if kind(keywords) == Some("object") {
            // First, since what it requires may be described by a part.
            parts.push(self.object(keywords, depth)?);
        }
        for part in list("allOf").into_iter().flatten() {
            parts.push(self.of(part, depth + 1)?);
        }
        for choice in ["oneOf", "anyOf"] {
            let Some(schemas) = list(choice) else {
                continue;
            };
            let made = schemas.iter().find_map(|schema| {
                let made = self.of(schema, depth + 1).filter(|made| !made.is_null())?;
                Some(tagged(made, keywords, schema))
            });
            parts.push(made?);
        }
        if let Some(kind) = kind(keywords).filter(|_| parts.is_empty()) {
            parts.push(self.plain(kind, keywords, depth)?);
        }
        let mut parts = parts.into_iter();
        let Some(first) = parts.next() else {
            // A schema that asks for nothing.
            return Some(json!("a"));
        };
        Some(parts.fold(first, merged))
    }

    /// Whether what may be there is. A level of the value is two of the schemas, where those are
    /// references.
    fn is_ample(self, depth: usize) -> bool {
        self.extent == Extent::More && depth < 5
    }

    /// Whether a property is one that only answers have.
    fn is_read_only(self, schema: &Value) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| pointer::get(self.document, target));
        let says = |schema: &Value| schema.get("readOnly") == Some(&Value::Bool(true));
        says(schema) || target.is_some_and(says)
    }
}

/// What the schema itself has to offer.
fn given(keywords: &Map<String, Value>) -> Option<&Value> {
    let first = |keyword: &str| {
        let values = keywords.get(keyword)?.as_array()?;
        values
            .iter()
            .find(|value| !value.is_null())
            .or(values.first())
    };
    let one = |keyword: &str| keywords.get(keyword).filter(|value| !value.is_null());
    // A default may be a place that is left empty.
    let default = one("default").filter(|default| *default != &json!(""));
    keywords.get("const").or(default).or_else(|| first("enum"))
}

fn is_composed(keywords: &Map<String, Value>) -> bool {
    ["allOf", "anyOf", "oneOf"]
        .iter()
        .any(|keyword| keywords.contains_key(*keyword))
}

/// The type of a schema: as it says, else as its keywords do.
fn kind(keywords: &Map<String, Value>) -> Option<&str> {
    match keywords.get("type") {
        Some(Value::String(kind)) => return Some(kind),
        Some(Value::Array(kinds)) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str);
            return kinds.find(|kind| *kind != "null").or(Some("null"));
        }
        _ => {}
    }
    let speaks = |names: &[&str]| names.iter().any(|name| keywords.contains_key(*name));
    if speaks(&[
        "properties",
        "required",
        "additionalProperties",
        "minProperties",
    ]) {
        Some("object")
    } else if speaks(&["items", "minItems"]) {
        Some("array")
    } else if speaks(&["pattern", "minLength", "maxLength", "format"]) {
        Some("string")
    } else if speaks(&["minimum", "maximum", "multipleOf"]) {
        Some("number")
    } else {
        None
    }
}

fn required(keywords: &Map<String, Value>) -> Vec<&str> {
    let names = keywords.get("required").and_then(Value::as_array);
    names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// Says in the property of a discriminator which alternative it is.
fn tagged(mut value: Value, keywords: &Map<String, Value>, schema: &Value) -> Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    let tag = keywords.get("discriminator").zip(target);
    if let Some((discriminator, target)) = tag
        && let Some(property) = discriminator.get("propertyName").and_then(Value::as_str)
        && let Value::Object(members) = &mut value
    {
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let name = target.rsplit('/').next().unwrap_or_default();
        let is_it = |to: &&Value| [target, name].iter().any(|own| *to == own);
        let key = mapping.into_iter().flatten().find(|(_, to)| is_it(to));
        let key = key.map_or(name, |(key, _)| key.as_str());
        members.insert(property.to_owned(), json!(key));
    }
    value
}

/// Two parts of a value as one. The later wins, unless it is less than an object beside one.
fn merged(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (first @ Value::Object(_), _) => first,
        (_, second) => second,
    }
}

/// A value like another, and not the same where that is easy to have.
fn another(value: &Value, index: u64) -> Value {
    match (value, value.as_u64()) {
        (_, Some(number)) => json!(number + index),
        (Value::String(text), None) if index > 0 => match text.parse::<u64>() {
            Ok(number) => json!((number + index).to_string()),
            Err(_) => json!(format!("{text}{index}")),
        },
        _ => value.clone(),
    }
}

/// The least number within the bounds, or the greatest where only that is bounded.
fn number(kind: &str, keywords: &Map<String, Value>) -> Value {
    let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_f64);
    let is_set = |keyword: &str| keywords.get(keyword) == Some(&Value::Bool(true));
    let step = bound("multipleOf")
        .filter(|step| *step > 0.0)
        .unwrap_or(1.0);
    let above = bound("exclusiveMinimum")
        .or_else(|| bound("minimum").filter(|_| is_set("exclusiveMinimum")));
    let below = bound("exclusiveMaximum")
        .or_else(|| bound("maximum").filter(|_| is_set("exclusiveMaximum")));
    let number = match (above, bound("minimum"), below, bound("maximum")) {
        (Some(above), ..) => ((above / step).floor() + 1.0) * step,
        (None, Some(least), ..) => (least / step).ceil() * step,
        (None, None, Some(below), _) if below <= step => ((below / step).ceil() - 1.0) * step,
        (None, None, None, Some(most)) if most < step => (most / step).floor() * step,
        _ => step,
    };
    let top = bound("maximum").or(below).unwrap_or(f64::INFINITY);
    if kind == "integer" || number.fract() == 0.0 && number <= top {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a float becomes the nearest integer there is"
        )]
        return json!(number as i64);
    }
    // No step fits between the bounds: the middle may.
    match bound("minimum").or(above) {
        Some(least) if number > top => json!(f64::midpoint(least, top)),
        _ => json!(number),
    }
}

/// A text of a format, a pattern, a length.
fn text(keywords: &Map<String, Value>) -> Option<String> {
    let length = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64);
    let least = usize::try_from(length("minLength").unwrap_or_default()).ok()?;
    let most = length("maxLength").map_or(usize::MAX, |most| {
        usize::try_from(most).unwrap_or(usize::MAX)
    });
    if let Some(pattern) = keywords.get("pattern").and_then(Value::as_str) {
        return pattern::text(pattern, least, most);
    }
    let format = match keywords.get("contentEncoding") {
        Some(encoding) if encoding == "base64" => "byte",
        _ => keywords
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    };
    let text = FORMATS
        .iter()
        .find(|(name, _)| *name == format)
        .map_or("a", |(_, text)| text);
    let missing = least.saturating_sub(text.chars().count());
    let text = format!("{text}{}", "a".repeat(missing));
    Some(text.chars().take(most).collect())
}

/// A text of each format that asks for something.
const FORMATS: [(&str, &str); 16] = [
    ("byte", "YWE="),
    ("date", "2024-02-29"),
    ("date-time", "2024-02-29T12:30:00Z"),
    ("decimal", "1.5"),
    ("duration", "P1D"),
    ("email", "a@example.com"),
    ("hostname", "example.com"),
    ("int64", "1"),
    ("ip", "192.0.2.1"),
    ("ipv4", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("time", "12:30:00Z"),
    ("uri", "https://example.com/a"),
    ("uri-reference", "/a"),
    ("url", "https://example.com/a"),
    ("uuid", "87d349ed-44d7-43e1-9a83-5f2406dee5bd"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: &Value, extent: Extent, expected: &Value) {
        let document = json!({"s": schema, "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}});
        let maker = Maker {
            document: &document,
            extent,
        };
        assert_eq!(maker.at("#/s").unwrap_or_default(), *expected, "{schema}");
    }

    #[test]
    fn a_value_is_the_least_that_fits() {
        let least = |schema: Value, expected: Value| check(&schema, Extent::Least, &expected);
        least(json!({"type": "string", "minLength": 3}), json!("aaa"));
        least(
            json!({"type": "string", "pattern": "^[0-9]{4}$"}),
            json!("0000"),
        );
        least(
            json!({"type": "string", "format": "date"}),
            json!("2024-02-29"),
        );
        least(json!({"type": "string", "enum": [null, "x"]}), json!("x"));
        least(
            json!({"type": "integer", "minimum": 5, "multipleOf": 4}),
            json!(8),
        );
        least(json!({"type": "integer", "maximum": -2}), json!(-2));
        least(
            json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 0.5}),
            json!(0.25),
        );
        least(json!({"type": ["null", "boolean"]}), json!(true));
        least(
            json!({"type": "array", "minItems": 2, "items": {"type": "integer"}}),
            json!([1, 2]),
        );
        least(json!({"$ref": "#/Pet"}), json!({"name": "a"}));
        least(
            json!({"allOf": [{"$ref": "#/Pet"}, {"required": ["age"], "properties": {"age": {"type": "integer"}}}]}),
            json!({"name": "a", "age": 1}),
        );
        least(
            json!({"oneOf": [{"$ref": "#/Pet"}], "discriminator": {"propertyName": "kind", "mapping": {"pet": "#/Pet"}}}),
            json!({"name": "a", "kind": "pet"}),
        );
    }

    #[test]
    fn what_only_answers_have_is_left_out_and_what_may_be_there_is_more() {
        let schema = json!({
            "required": ["id", "name"],
            "properties": {
                "id": {"type": "string", "readOnly": true},
                "name": {"type": "string"},
                "age": {"type": "integer"},
            },
        });
        check(&schema, Extent::Least, &json!({"name": "a"}));
        check(&schema, Extent::More, &json!({"name": "a", "age": 1}));
    }

    #[test]
    fn a_schema_that_needs_itself_has_no_value() {
        check(
            &json!({"required": ["s"], "properties": {"s": {"$ref": "#/s"}}}),
            Extent::Least,
            &Value::Null,
        );
    }
}
