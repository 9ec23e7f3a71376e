//! Where schemas leave a choice: what is taken, as the extent says.

use super::scalar::{self, known_texts};
use super::{Extent, Maker, kinds, tagged};
use graphwright_source::pointer;
use serde_json::{Map, Value, json};

/// The depth from which on chance takes only what must be there.
const DEEP: usize = 8;

/// Names for members that no property describes: some need escapes, one is empty.
const OTHERS: [&str; 4] = ["x-other", "naïve \"name\"\\", "", "name0"];

/// Texts that fit where any text does.
const TEXTS: [&str; 7] = [
    "a",
    "",
    "ä€😀",
    "quote \" backslash \\ line\n nothing \u{0}",
    "null",
    "17",
    " a ",
];

/// Numbers that fit where any number does.
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

/// Integers that fit where any integer does. A number with a fraction of zero is one, in either way
/// of writing it (JSON Schema Core 2020-12, section 4.2.3).
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

impl<'d> Maker<'d> {
    pub(super) fn is_chance(self) -> bool {
        matches!(self.extent, Extent::Any(_))
    }

    /// Something that happens always, but by chance only every second time or less.
    pub(super) fn likes(self, times: usize) -> bool {
        match self.extent {
            Extent::Any(rng) => rng.one_in(times + 1),
            _ => true,
        }
    }

    /// Whether a member that may be absent is there.
    pub(super) fn takes_optional(self, depth: usize) -> bool {
        match self.extent {
            Extent::Least => false,
            Extent::More => self.is_ample(depth),
            Extent::Any(rng) => depth < DEEP && rng.spend() && !rng.one_in(3),
        }
    }

    /// How many items a list gets that may have none.
    pub(super) fn some_more(self, depth: usize) -> u64 {
        match self.extent {
            Extent::Any(rng) if depth < DEEP && rng.spend() => [0, 1, 1, 2, 3][rng.below(5)],
            _ => 0,
        }
    }

    /// Whether null is taken, where the schema allows it beside other values.
    pub(super) fn is_null(self, keywords: &Map<String, Value>) -> bool {
        let allows = keywords.get("nullable") == Some(&Value::Bool(true));
        matches!(self.extent, Extent::Any(rng) if allows && rng.one_in(5))
    }

    /// The type that is taken of those that a schema has.
    pub(super) fn kind(self, keywords: &'d Map<String, Value>) -> Option<&'d str> {
        let kinds = kinds(keywords);
        if let Extent::Any(rng) = self.extent {
            return rng.pick(&kinds).copied();
        }
        let value = kinds.iter().find(|kind| **kind != "null");
        value.or(kinds.first()).copied()
    }

    /// What the schema itself has to offer.
    pub(super) fn given(self, keywords: &'d Map<String, Value>) -> Option<&'d Value> {
        let constant = keywords.get("const");
        let listed = keywords.get("enum").and_then(Value::as_array);
        // A default may be a place that is left empty.
        let default = keywords
            .get("default")
            .filter(|default| !default.is_null() && *default != &json!(""));
        if let Extent::Any(rng) = self.extent {
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

    /// The members of a choice in the order in which they are tried.
    pub(super) fn order(self, schemas: &'d [Value]) -> impl Iterator<Item = &'d Value> + use<'d> {
        let first = match self.extent {
            Extent::Any(rng) => rng.below(schemas.len()),
            _ => 0,
        };
        let (before, after) = schemas.split_at(first.min(schemas.len()));
        after.iter().chain(before)
    }

    /// The names of members that no property describes: as many as are missing, and by chance one
    /// more where such members are not refused.
    pub(super) fn other_names(
        self,
        keywords: &Map<String, Value>,
        have: usize,
        least: usize,
    ) -> Vec<String> {
        let others = keywords.get("additionalProperties");
        let is_map = others.is_some_and(Value::is_object) && !keywords.contains_key("properties");
        match (self.extent, others) {
            (_, Some(Value::Bool(false))) => Vec::new(),
            (Extent::Any(rng), _) if have >= least => {
                let is_wanted = rng.one_in(if is_map { 1 } else { 5 });
                let number = usize::from(is_wanted) + usize::from(is_map && rng.one_in(2));
                let names = (0..number).filter_map(|_| rng.pick(&OTHERS));
                names.map(|name| (*name).to_owned()).collect()
            }
            (Extent::Any(_), _) | (_, Some(_)) => {
                (have..least).map(|index| format!("name{index}")).collect()
            }
            (_, None) => Vec::new(),
        }
    }

    /// A value for a place that takes any.
    pub(super) fn anything(self) -> Value {
        match self.extent {
            Extent::Any(rng) => {
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
    pub(super) fn number(self, kind: &str, keywords: &Map<String, Value>) -> Value {
        let least = scalar::number(kind, keywords);
        let Extent::Any(rng) = self.extent else {
            return least;
        };
        let others = if kind == "integer" { INTEGERS } else { NUMBERS };
        let others = others.into_iter().filter_map(|text| text.parse().ok());
        let bounds = ["minimum", "maximum"].into_iter();
        let bounds = bounds.filter_map(|bound| keywords.get(bound).cloned());
        let mut values: Vec<Value> = others.map(Value::Number).chain(bounds).collect();
        values.retain(|value| scalar::is_within(value, keywords));
        values.push(least);
        rng.pick(&values).cloned().unwrap_or_default()
    }

    /// A text of a format, a pattern, a length.
    pub(super) fn text(self, keywords: &Map<String, Value>) -> Option<String> {
        let Extent::Any(rng) = self.extent else {
            return scalar::text(keywords, 0);
        };
        if keywords.contains_key("pattern") {
            return scalar::text(keywords, rng.below(4));
        }
        match known_texts(keywords) {
            [] => {
                let text = rng.pick(&TEXTS)?;
                scalar::of_length(text, keywords)
            }
            texts => rng.pick(texts).map(|text| (*text).to_owned()),
        }
    }

    /// By chance, a value of a schema whose base is the one that a reference leads to, as the base's
    /// `discriminator` tells them.
    pub(super) fn subtype(self, base: &'d Value, at: &str, depth: usize) -> Option<Value> {
        let Extent::Any(rng) = self.extent else {
            return None;
        };
        let discriminator = base.get("discriminator")?;
        let mapping = discriminator.get("mapping")?.as_object()?;
        let is_choice = base.get("oneOf").or(base.get("anyOf")).is_some();
        if is_choice || depth >= DEEP || rng.one_in(2) {
            return None;
        }
        let targets: Vec<&'d Value> = mapping.values().collect();
        let target = rng.pick(&targets)?.as_str().filter(|to| *to != at)?;
        let made = self.of(pointer::get(self.document, target)?, depth + 1)?;
        Some(tagged(made, base.as_object()?, &json!({"$ref": target})))
    }
}
