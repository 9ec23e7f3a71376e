//! The choices that schemas leave open: each is made by the [`Extent`] of the value.

use super::scalar::{self, known_texts};
use super::{Extent, ValueGenerator, add_tag, types};
use graphwright_source::pointer;
use serde_json::{Map, Value, json};

/// The depth from which on random values have their required parts only.
const DEEP: usize = 8;

/// Names for members that no property describes: some need escapes, one is empty.
const UNNAMED: [&str; 4] = ["x-other", "naïve \"name\"\\", "", "name0"];

/// Texts for schemas that accept any text.
const TEXTS: [&str; 7] = [
    "a",
    "",
    "ä€😀",
    "quote \" backslash \\ line\n nothing \u{0}",
    "null",
    "17",
    " a ",
];

/// Numbers for schemas that accept any number.
const NUMBERS: [&str; 8] = [
    "0",
    "0.5",
    "-1",
    "1.0",
    "1e3",
    "9007199254740993",
    "1e-7",
    "47.4973131430789",
];

/// Integers for schemas that accept any integer. A number with a fraction of zero is one, in either spelling
/// (JSON Schema Core 2020-12, section 4.2.3).
const INTEGERS: [&str; 8] = [
    "0",
    "1",
    "-1",
    "2147483648",
    "9007199254740993",
    "-9223372036854775808",
    "1.0",
    "1e3",
];

impl<'d> ValueGenerator<'d> {
    pub(super) fn is_random(self) -> bool {
        matches!(self.extent, Extent::Random(_))
    }

    pub(super) fn choose_boolean(self) -> bool {
        match self.extent {
            Extent::Random(rng) => rng.one_in(2),
            _ => true,
        }
    }

    /// Returns whether the value has an optional member.
    pub(super) fn includes_optional(self, depth: usize) -> bool {
        match self.extent {
            Extent::Minimal => false,
            Extent::Maximal => self.is_ample(depth),
            Extent::Random(rng) => depth < DEEP && rng.spend() && !rng.one_in(3),
        }
    }

    /// The number of items of an array that may be empty.
    pub(super) fn choose_item_count(self, depth: usize) -> u64 {
        match self.extent {
            Extent::Random(rng) if depth < DEEP && rng.spend() => [0, 1, 1, 2, 3][rng.below(5)],
            _ => 0,
        }
    }

    /// Returns whether the value is null, if the schema allows that.
    pub(super) fn chooses_null(self, keywords: &Map<String, Value>) -> bool {
        let allows = keywords.get("nullable") == Some(&Value::Bool(true));
        matches!(self.extent, Extent::Random(rng) if allows && rng.one_in(5))
    }

    /// One of the types of a schema.
    pub(super) fn choose_type(self, keywords: &'d Map<String, Value>) -> Option<&'d str> {
        let types = types(keywords);
        if let Extent::Random(rng) = self.extent {
            return rng.pick(&types).copied();
        }
        let first = types.iter().find(|kind| **kind != "null");
        first.or(types.first()).copied()
    }

    /// A value that the schema itself lists: its `const`, one of its `enum`, its default.
    pub(super) fn choose_listed(self, keywords: &'d Map<String, Value>) -> Option<&'d Value> {
        let constant = keywords.get("const");
        let listed = keywords.get("enum").and_then(Value::as_array);
        // A null or an empty text often stands for "no default".
        let default = keywords
            .get("default")
            .filter(|default| !default.is_null() && *default != &json!(""));
        if let Extent::Random(rng) = self.extent {
            let listed = listed.and_then(|values| rng.pick(values));
            let default = default.filter(|_| rng.one_in(6));
            return constant.or(listed).or(default);
        }
        let first = |values: &'d Vec<Value>| {
            let value = values.iter().find(|value| !value.is_null());
            value.or(values.first())
        };
        constant.or(default).or_else(|| listed.and_then(first))
    }

    /// The alternatives of a union, in the order in which they are tried.
    pub(super) fn order_alternatives(
        self,
        schemas: &'d [Value],
    ) -> impl Iterator<Item = &'d Value> + use<'d> {
        let first = match self.extent {
            Extent::Random(rng) => rng.below(schemas.len()),
            _ => 0,
        };
        let (before, after) = schemas.split_at(first.min(schemas.len()));
        after.iter().chain(before)
    }

    /// Names for members that no property describes: as many as are missing, and random ones if the schema allows them.
    pub(super) fn choose_names(
        self,
        keywords: &Map<String, Value>,
        count: usize,
        least: usize,
    ) -> Vec<String> {
        let additional = keywords.get("additionalProperties");
        let is_map =
            additional.is_some_and(Value::is_object) && !keywords.contains_key("properties");
        match (self.extent, additional) {
            (_, Some(Value::Bool(false))) => Vec::new(),
            (Extent::Random(rng), _) if count >= least => {
                let is_wanted = rng.one_in(if is_map { 1 } else { 5 });
                let number = usize::from(is_wanted) + usize::from(is_map && rng.one_in(2));
                let names = (0..number).filter_map(|_| rng.pick(&UNNAMED));
                names.map(|name| (*name).to_owned()).collect()
            }
            (Extent::Random(_), _) | (_, Some(_)) => {
                (count..least).map(|index| format!("name{index}")).collect()
            }
            (_, None) => Vec::new(),
        }
    }

    /// A value for a schema that accepts any.
    pub(super) fn choose_any(self) -> Value {
        match self.extent {
            Extent::Random(rng) => {
                let values = [
                    json!("a"),
                    json!(1),
                    json!(0.5),
                    json!(true),
                    Value::Null,
                    json!([]),
                    json!({"a": [null]}),
                ];
                rng.pick(&values).cloned().unwrap_or_default()
            }
            _ => json!("a"),
        }
    }

    /// A number within the bounds.
    pub(super) fn choose_number(self, kind: &str, keywords: &Map<String, Value>) -> Value {
        let minimal = scalar::number(kind, keywords);
        let Extent::Random(rng) = self.extent else {
            return minimal;
        };
        let texts = if kind == "integer" { INTEGERS } else { NUMBERS };
        let numbers = texts.into_iter().filter_map(|text| text.parse().ok());
        let bounds = ["minimum", "maximum"].into_iter();
        let bounds = bounds.filter_map(|bound| keywords.get(bound).cloned());
        let mut values: Vec<Value> = numbers.map(Value::Number).chain(bounds).collect();
        values.retain(|value| scalar::is_within(value, keywords));
        values.push(minimal);
        rng.pick(&values).cloned().unwrap_or_default()
    }

    /// A text with the format, pattern and length of a schema.
    pub(super) fn choose_text(self, keywords: &Map<String, Value>) -> Option<String> {
        let Extent::Random(rng) = self.extent else {
            return scalar::text(keywords, 0);
        };
        if keywords.contains_key("pattern") {
            return scalar::text(keywords, rng.below(4));
        }
        match known_texts(keywords) {
            [] => {
                let text = rng.pick(&TEXTS)?;
                scalar::fit_length(text, keywords)
            }
            texts => rng.pick(texts).map(|text| (*text).to_owned()),
        }
    }

    /// A random value of a subtype, for a reference to a base whose `discriminator` names its subtypes.
    pub(super) fn choose_subtype(self, base: &'d Value, at: &str, depth: usize) -> Option<Value> {
        let Extent::Random(rng) = self.extent else {
            return None;
        };
        let discriminator = base.get("discriminator")?;
        let mapping = discriminator.get("mapping")?.as_object()?;
        let is_union = base.get("oneOf").or(base.get("anyOf")).is_some();
        if is_union || depth >= DEEP || rng.one_in(2) {
            return None;
        }
        let targets: Vec<&'d Value> = mapping.values().collect();
        let target = rng.pick(&targets)?.as_str().filter(|to| *to != at)?;
        let value = self.generate_schema(pointer::get(self.document, target)?, depth + 1)?;
        Some(add_tag(value, base.as_object()?, &json!({"$ref": target})))
    }
}
