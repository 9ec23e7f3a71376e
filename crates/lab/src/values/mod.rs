//! Values generated from schemas: with the required parts only, with the optional ones, or random.
//!
//! One walk through the schema ([`ValueGenerator`]) generates all three; `choices` has every decision that the [`Extent`]
//! makes. Random values depend on a seed, the path of the document and the pointer of the schema ([`ValueRng`]), so that
//! the values of a schema do not depend on other schemas.
//!
//! A generated value may still not fit, since keywords can ask for anything: callers ask the oracle.

mod choices;
mod pattern;
mod rng;
mod scalar;

use graphwright_source::pointer;
pub(crate) use rng::ValueRng;
use serde_json::{Map, Value, json};

/// The depth at which a walk ends. Deeper schemas require themselves, or are not worth the time.
const MAX_DEPTH: usize = 24;

/// The parts of a schema that a value has.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Extent<'r> {
    /// The required parts of a request.
    Minimal,
    /// The optional parts too, in the upper levels.
    Maximal,
    /// Random parts, of requests and of responses: optional members or not, any alternative, values at the bounds and
    /// between them, members that no property describes.
    Random(&'r ValueRng),
}

/// Generates values from the schemas of a document.
#[derive(Clone, Copy)]
pub(crate) struct ValueGenerator<'d> {
    pub document: &'d Value,
    pub extent: Extent<'d>,
}

impl<'d> ValueGenerator<'d> {
    /// Generates a value for the schema at a pointer; `None` if there is none.
    pub(crate) fn generate(self, schema: &str) -> Option<Value> {
        self.generate_schema(pointer::get(self.document, schema)?, 0)
    }

    fn generate_schema(self, schema: &'d Value, depth: usize) -> Option<Value> {
        if depth > MAX_DEPTH {
            return None;
        }
        let Value::Object(keywords) = schema else {
            // `true` accepts anything, `false` nothing.
            return (schema == &Value::Bool(true)).then(|| self.choose_any());
        };
        if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
            let schema = pointer::get(self.document, target)?;
            return match self.choose_subtype(schema, target, depth) {
                Some(value) => Some(value),
                None => self.generate_schema(schema, depth + 1),
            };
        }
        self.generate_inline(keywords, depth)
    }

    /// Generates a value for a schema that is not a reference.
    fn generate_inline(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        if self.chooses_null(keywords) {
            return Some(Value::Null);
        }
        if let Some(value) = self.choose_listed(keywords) {
            return Some(value.clone());
        }
        match self.choose_type(keywords) {
            Some(kind) if !is_composed(keywords) => self.generate_type(kind, keywords, depth),
            _ => self.generate_composition(keywords, depth),
        }
    }

    /// Generates a value of a type.
    fn generate_type(
        self,
        kind: &str,
        keywords: &'d Map<String, Value>,
        depth: usize,
    ) -> Option<Value> {
        match kind {
            "string" => self.choose_text(keywords).map(Value::from),
            "integer" | "number" => Some(self.choose_number(kind, keywords)),
            "boolean" => Some(json!(self.choose_boolean())),
            "null" => Some(Value::Null),
            "array" => self.generate_array(keywords, depth),
            "object" => self.generate_object(keywords, depth),
            _ => None,
        }
    }

    fn generate_array(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64);
        let least = bound("minItems").unwrap_or_default();
        let wanted = match self.extent {
            Extent::Random(_) => self
                .choose_item_count(depth)
                .min(bound("maxItems").unwrap_or(3)),
            _ => u64::from(self.is_ample(depth)),
        };
        let number = least.max(wanted);
        let positions = keywords.get("prefixItems").and_then(Value::as_array);
        let mut array: Vec<Value> = Vec::new();
        for index in 0..number {
            let position = usize::try_from(index)
                .ok()
                .and_then(|at| positions?.get(at));
            let item = match (position.or(keywords.get("items")), array.last()) {
                // Further items resemble the first and differ from it, as `uniqueItems` may require.
                (_, Some(before)) if !self.is_random() && position.is_none() => {
                    Some(another(before, 1))
                }
                (Some(items), _) => self.generate_schema(items, depth + 1),
                (None, _) => Some(self.choose_any()),
            };
            match item {
                Some(item) => array.push(item),
                // Optional items are omitted.
                None if index >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(array))
    }

    fn generate_object(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        let properties = keywords.get("properties").and_then(Value::as_object);
        for name in required(keywords) {
            let schema = properties.and_then(|properties| properties.get(name));
            if schema.is_some_and(|schema| self.is_omitted(schema)) {
                continue;
            }
            let value = match schema {
                Some(schema) => self.generate_schema(schema, depth + 1)?,
                None => self.choose_any(),
            };
            object.insert(name.to_owned(), value);
        }
        let least = keywords.get("minProperties").and_then(Value::as_u64);
        let least = usize::try_from(least.unwrap_or_default()).ok()?;
        for (name, schema) in properties.into_iter().flatten() {
            let wanted = object.len() < least || self.includes_optional(depth);
            if !wanted || object.contains_key(name) || self.is_omitted(schema) {
                continue;
            }
            if let Some(value) = self.generate_schema(schema, depth + 1) {
                object.insert(name.clone(), value);
            }
        }
        self.add_unnamed(keywords, &mut object, least, depth)?;
        Some(Value::Object(object))
    }

    /// Adds members that no property describes: as many as are required, and random ones.
    fn add_unnamed(
        self,
        keywords: &'d Map<String, Value>,
        object: &mut Map<String, Value>,
        least: usize,
        depth: usize,
    ) -> Option<()> {
        let schema = keywords.get("additionalProperties");
        for name in self.choose_names(keywords, object.len(), least) {
            if object.contains_key(&name) {
                continue;
            }
            let value = match schema {
                Some(schema) if object.len() < least => self.generate_schema(schema, depth + 1)?,
                Some(schema) => match self.generate_schema(schema, depth + 1) {
                    Some(value) => value,
                    None => continue,
                },
                None => self.choose_any(),
            };
            object.insert(name, value);
        }
        let patterns = keywords.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            if self.includes_optional(depth)
                && let Some(name) = pattern::text(pattern, 1, usize::MAX)
                && let Some(value) = self.generate_schema(schema, depth + 1)
            {
                object.insert(name, value);
            }
        }
        Some(())
    }

    /// Generates a value for a schema with `allOf`, `oneOf` or `anyOf`: of all parts and of one alternative.
    fn generate_composition(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let list = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
        let mut parts = Vec::new();
        if self.choose_type(keywords) == Some("object") {
            // First, since a part may describe a member that is required here.
            parts.push(self.generate_object(keywords, depth)?);
        }
        for part in list("allOf").into_iter().flatten() {
            parts.push(self.generate_part(part, depth + 1)?);
        }
        for choice in ["oneOf", "anyOf"] {
            let Some(schemas) = list(choice) else {
                continue;
            };
            let value = self.order_alternatives(schemas).find_map(|schema| {
                let value = self.generate_schema(schema, depth + 1)?;
                let is_wanted = self.is_random() || !value.is_null();
                is_wanted.then(|| add_tag(value, keywords, schema))
            });
            parts.push(value?);
        }
        if let Some(kind) = self.choose_type(keywords).filter(|_| parts.is_empty()) {
            parts.push(self.generate_type(kind, keywords, depth)?);
        }
        // A schema without parts accepts anything.
        let whole = parts.into_iter().reduce(merge);
        Some(whole.unwrap_or_else(|| self.choose_any()))
    }

    /// Generates a value for a part of an `allOf`, which is never one of a subtype.
    fn generate_part(self, schema: &'d Value, depth: usize) -> Option<Value> {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(target) if self.is_random() && depth < MAX_DEPTH => {
                self.generate_part(pointer::get(self.document, target)?, depth + 1)
            }
            _ => self.generate_schema(schema, depth),
        }
    }

    /// Returns whether optional parts are included at a depth. A level of the value is two levels of schemas, if those are
    /// references.
    fn is_ample(self, depth: usize) -> bool {
        matches!(self.extent, Extent::Maximal) && depth < 5
    }

    /// Returns whether a property is omitted because it is in responses only and the value is for a request.
    fn is_omitted(self, schema: &Value) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| pointer::get(self.document, target));
        let is_read_only = |schema: &Value| schema.get("readOnly") == Some(&Value::Bool(true));
        !self.is_random() && (is_read_only(schema) || target.is_some_and(is_read_only))
    }
}

fn is_composed(keywords: &Map<String, Value>) -> bool {
    ["allOf", "anyOf", "oneOf"]
        .iter()
        .any(|keyword| keywords.contains_key(*keyword))
}

/// The types of a schema: those that it names, else the one that its keywords are for.
fn types(keywords: &Map<String, Value>) -> Vec<&str> {
    match keywords.get("type") {
        Some(Value::String(kind)) => return vec![kind],
        Some(Value::Array(kinds)) => return kinds.iter().filter_map(Value::as_str).collect(),
        _ => {}
    }
    let applies =
        |(_, names): &&(&str, &[&str])| names.iter().any(|name| keywords.contains_key(*name));
    let implied = TYPE_KEYWORDS.iter().find(applies);
    implied.map(|(kind, _)| *kind).into_iter().collect()
}

/// The keywords that apply to values of a type.
const TYPE_KEYWORDS: [(&str, &[&str]); 4] = [
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
        ],
    ),
    ("array", &["items", "minItems"]),
    ("string", &["pattern", "minLength", "maxLength", "format"]),
    ("number", &["minimum", "maximum", "multipleOf"]),
];

fn required(keywords: &Map<String, Value>) -> Vec<&str> {
    let names = keywords.get("required").and_then(Value::as_array);
    names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// Sets the property of a discriminator to the value for an alternative.
fn add_tag(mut value: Value, keywords: &Map<String, Value>, schema: &Value) -> Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    if let Some((discriminator, target)) = keywords.get("discriminator").zip(target)
        && let Some(property) = discriminator.get("propertyName").and_then(Value::as_str)
        && let Value::Object(members) = &mut value
    {
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        let name = target.rsplit('/').next().unwrap_or_default();
        let is_target = |value: &&Value| [target, name].iter().any(|known| *value == known);
        let row = mapping
            .into_iter()
            .flatten()
            .find(|(_, value)| is_target(value));
        let tag = row.map_or(name, |(tag, _)| tag.as_str());
        members.insert(property.to_owned(), json!(tag));
    }
    value
}

/// Merges two parts of a value. The second wins, unless only the first is an object.
fn merge(first: Value, second: Value) -> Value {
    match (first, second) {
        (Value::Object(mut first), Value::Object(second)) => {
            first.extend(second);
            Value::Object(first)
        }
        (first @ Value::Object(_), _) => first,
        (_, second) => second,
    }
}

/// Returns a value like another one, and a different one if that is easy.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(schema: &Value, extent: Extent, expected: &Value) {
        let document = json!({"s": schema, "Pet": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}});
        let generator = ValueGenerator {
            document: &document,
            extent,
        };
        assert_eq!(
            generator.generate("#/s").unwrap_or_default(),
            *expected,
            "{schema}"
        );
    }

    #[test]
    fn a_minimal_value_has_the_required_parts() {
        let minimal = |schema: Value, expected: Value| check(&schema, Extent::Minimal, &expected);
        minimal(json!({"type": "string", "minLength": 3}), json!("aaa"));
        minimal(
            json!({"type": "string", "pattern": "^[0-9]{4}$"}),
            json!("0000"),
        );
        minimal(
            json!({"type": "string", "format": "date"}),
            json!("2024-02-29"),
        );
        minimal(json!({"type": "string", "enum": [null, "x"]}), json!("x"));
        minimal(
            json!({"type": "integer", "minimum": 5, "multipleOf": 4}),
            json!(8),
        );
        minimal(json!({"type": "integer", "maximum": -2}), json!(-2));
        minimal(
            json!({"type": "number", "minimum": 0, "exclusiveMinimum": true, "maximum": 0.5}),
            json!(0.25),
        );
        minimal(json!({"type": ["null", "boolean"]}), json!(true));
        minimal(
            json!({"type": "array", "minItems": 2, "items": {"type": "integer"}}),
            json!([1, 2]),
        );
        minimal(json!({"$ref": "#/Pet"}), json!({"name": "a"}));
        minimal(
            json!({"allOf": [{"$ref": "#/Pet"}, {"required": ["age"], "properties": {"age": {"type": "integer"}}}]}),
            json!({"name": "a", "age": 1}),
        );
        minimal(
            json!({"oneOf": [{"$ref": "#/Pet"}], "discriminator": {"propertyName": "kind", "mapping": {"pet": "#/Pet"}}}),
            json!({"name": "a", "kind": "pet"}),
        );
    }

    #[test]
    fn read_only_properties_are_omitted_and_optional_ones_are_maximal() {
        let schema = json!({
            "required": ["id", "name"],
            "properties": {
                "id": {"type": "string", "readOnly": true},
                "name": {"type": "string"},
                "age": {"type": "integer"},
            },
        });
        check(&schema, Extent::Minimal, &json!({"name": "a"}));
        check(&schema, Extent::Maximal, &json!({"name": "a", "age": 1}));
    }

    #[test]
    fn a_schema_that_requires_itself_has_no_value() {
        check(
            &json!({"required": ["s"], "properties": {"s": {"$ref": "#/s"}}}),
            Extent::Minimal,
            &Value::Null,
        );
    }
}
