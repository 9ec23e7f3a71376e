//! Values that fit schemas, made from the schemas: the smallest thing that the keywords ask for, all
//! that they allow, or whatever chance takes of what they allow.
//!
//! What is made may still not fit, since keywords can ask for anything; whoever asked holds it against the
//! schema.

mod choices;
mod pattern;
mod rng;
mod scalar;

use graphwright_source::pointer;
pub(crate) use rng::ValueRng;
use serde_json::{Map, Value, json};

/// How deep schemas are followed. Deeper ones need themselves, or are not worth the while.
const DEEPEST: usize = 24;

/// How much is made of a schema.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Extent<'r> {
    /// What must be there in a request.
    Least,
    /// Also what may be there, in the upper levels.
    More,
    /// What chance takes, of requests and of answers: members or none, one alternative or another,
    /// values at the borders and between them, members that no property describes.
    Any(&'r ValueRng),
}

/// Makes values from the schemas of a document.
#[derive(Clone, Copy)]
pub(crate) struct Maker<'d> {
    pub document: &'d Value,
    pub extent: Extent<'d>,
}

impl<'d> Maker<'d> {
    /// A value for the schema at a pointer.
    pub(crate) fn at(self, schema: &str) -> Option<Value> {
        self.of(pointer::get(self.document, schema)?, 0)
    }

    fn of(self, schema: &'d Value, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return None;
        }
        let Value::Object(keywords) = schema else {
            // `true` takes anything, `false` nothing.
            return (schema == &Value::Bool(true)).then(|| self.anything());
        };
        if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
            let schema = pointer::get(self.document, target)?;
            return match self.subtype(schema, target, depth) {
                Some(value) => Some(value),
                None => self.of(schema, depth + 1),
            };
        }
        self.own(keywords, depth)
    }

    /// A value of a schema that is no reference.
    fn own(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        if self.is_null(keywords) {
            return Some(Value::Null);
        }
        if let Some(value) = self.given(keywords) {
            return Some(value.clone());
        }
        match self.kind(keywords) {
            Some(kind) if !is_composed(keywords) => self.plain(kind, keywords, depth),
            _ => self.composed(keywords, depth),
        }
    }

    /// A value of a type.
    fn plain(self, kind: &str, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        match kind {
            "string" => self.text(keywords).map(Value::from),
            "integer" | "number" => Some(self.number(kind, keywords)),
            "boolean" => Some(json!(self.likes(1))),
            "null" => Some(Value::Null),
            "array" => self.array(keywords, depth),
            "object" => self.object(keywords, depth),
            _ => None,
        }
    }

    fn array(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let bound = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64);
        let least = bound("minItems").unwrap_or_default();
        let wanted = match self.extent {
            Extent::Any(_) => self.some_more(depth).min(bound("maxItems").unwrap_or(3)),
            _ => u64::from(self.is_ample(depth)),
        };
        let number = least.max(wanted);
        let positions = keywords.get("prefixItems").and_then(Value::as_array);
        let mut made: Vec<Value> = Vec::new();
        for index in 0..number {
            let position = usize::try_from(index)
                .ok()
                .and_then(|at| positions?.get(at));
            let item = match (position.or(keywords.get("items")), made.last()) {
                // One is as good as another, unless chance is to see each.
                (_, Some(before)) if !self.is_chance() && position.is_none() => {
                    Some(another(before, 1))
                }
                (Some(items), _) => self.of(items, depth + 1),
                (None, _) => Some(self.anything()),
            };
            match item {
                Some(item) => made.push(item),
                // What may be left out is.
                None if index >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(made))
    }

    fn object(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        let properties = keywords.get("properties").and_then(Value::as_object);
        for name in required(keywords) {
            let schema = properties.and_then(|properties| properties.get(name));
            if schema.is_some_and(|schema| self.is_left_out(schema)) {
                continue;
            }
            let value = match schema {
                Some(schema) => self.of(schema, depth + 1)?,
                None => self.anything(),
            };
            object.insert(name.to_owned(), value);
        }
        let least = keywords.get("minProperties").and_then(Value::as_u64);
        let least = usize::try_from(least.unwrap_or_default()).ok()?;
        for (name, schema) in properties.into_iter().flatten() {
            let wanted = object.len() < least || self.takes_optional(depth);
            if !wanted || object.contains_key(name) || self.is_left_out(schema) {
                continue;
            }
            if let Some(value) = self.of(schema, depth + 1) {
                object.insert(name.clone(), value);
            }
        }
        self.others(keywords, &mut object, least, depth)?;
        Some(Value::Object(object))
    }

    /// Adds members that no property describes: as many as are needed, and more by chance.
    fn others(
        self,
        keywords: &'d Map<String, Value>,
        object: &mut Map<String, Value>,
        least: usize,
        depth: usize,
    ) -> Option<()> {
        let schema = keywords.get("additionalProperties");
        for name in self.other_names(keywords, object.len(), least) {
            if object.contains_key(&name) {
                continue;
            }
            let value = match schema {
                Some(schema) if object.len() < least => self.of(schema, depth + 1)?,
                Some(schema) => match self.of(schema, depth + 1) {
                    Some(value) => value,
                    None => continue,
                },
                None => self.anything(),
            };
            object.insert(name, value);
        }
        let patterns = keywords.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            if self.takes_optional(depth)
                && let Some(name) = pattern::text(pattern, 1, usize::MAX)
                && let Some(value) = self.of(schema, depth + 1)
            {
                object.insert(name, value);
            }
        }
        Some(())
    }

    /// A value of a schema that is put together: of one alternative, and of all parts.
    fn composed(self, keywords: &'d Map<String, Value>, depth: usize) -> Option<Value> {
        let list = |keyword: &str| keywords.get(keyword).and_then(Value::as_array);
        let mut parts = Vec::new();
        if self.kind(keywords) == Some("object") {
            // First, since what it requires may be described by a part.
            parts.push(self.object(keywords, depth)?);
        }
        for part in list("allOf").into_iter().flatten() {
            parts.push(self.part(part, depth + 1)?);
        }
        for choice in ["oneOf", "anyOf"] {
            let Some(schemas) = list(choice) else {
                continue;
            };
            let made = self.order(schemas).find_map(|schema| {
                let made = self.of(schema, depth + 1)?;
                let counts = self.is_chance() || !made.is_null();
                counts.then(|| tagged(made, keywords, schema))
            });
            parts.push(made?);
        }
        if let Some(kind) = self.kind(keywords).filter(|_| parts.is_empty()) {
            parts.push(self.plain(kind, keywords, depth)?);
        }
        // A schema without parts asks for nothing.
        let whole = parts.into_iter().reduce(merged);
        Some(whole.unwrap_or_else(|| self.anything()))
    }

    /// A value of a schema that another one is all of besides others: never of a subtype of it.
    fn part(self, schema: &'d Value, depth: usize) -> Option<Value> {
        match schema.get("$ref").and_then(Value::as_str) {
            Some(target) if self.is_chance() && depth < DEEPEST => {
                self.part(pointer::get(self.document, target)?, depth + 1)
            }
            _ => self.of(schema, depth),
        }
    }

    /// Whether what may be there is. A level of the value is two of the schemas, where those are
    /// references.
    fn is_ample(self, depth: usize) -> bool {
        matches!(self.extent, Extent::More) && depth < 5
    }

    /// Whether a property is one that only answers have, where a request is made.
    fn is_left_out(self, schema: &Value) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str);
        let target = target.and_then(|target| pointer::get(self.document, target));
        let says = |schema: &Value| schema.get("readOnly") == Some(&Value::Bool(true));
        !self.is_chance() && (says(schema) || target.is_some_and(says))
    }
}

fn is_composed(keywords: &Map<String, Value>) -> bool {
    ["allOf", "anyOf", "oneOf"]
        .iter()
        .any(|keyword| keywords.contains_key(*keyword))
}

/// The types of a schema: those that it says, else the one that its keywords speak of.
fn kinds(keywords: &Map<String, Value>) -> Vec<&str> {
    match keywords.get("type") {
        Some(Value::String(kind)) => return vec![kind],
        Some(Value::Array(kinds)) => return kinds.iter().filter_map(Value::as_str).collect(),
        _ => {}
    }
    let speaks =
        |(_, words): &&(&str, &[&str])| words.iter().any(|word| keywords.contains_key(*word));
    let spoken = SPEAK.iter().find(speaks);
    spoken.map(|(kind, _)| *kind).into_iter().collect()
}

/// The keywords that speak of values of a type.
const SPEAK: [(&str, &[&str]); 4] = [
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
