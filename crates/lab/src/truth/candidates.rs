//! Values that are made from a document's schemas, and what becomes of each when it is spoiled: a member
//! taken out, or a value put in the place of another.

use super::subject::Source;
use crate::oracle::{Judge, Verdict};
use crate::values::{Extent, Maker, ValueRng};
use graphwright_source::pointer;
use serde_json::{Value, json};
use std::collections::HashSet;

/// How often a value is made anew for each that is wanted: many are the same as one before, or do
/// not fit.
const TURNS: usize = 3;

/// A value that was made.
#[derive(Debug)]
pub(super) struct Made {
    pub value: Value,
    pub source: Source,
}

/// How many values are made for each schema, and by which chance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub number: usize,
    pub seed: u64,
}

/// Makes values for the schema at a pointer: some that fit, and of each of those one that does not.
pub(super) fn values(
    document: &Value,
    (path, schema): (&str, &str),
    judge: &mut Judge,
    wanted: Wanted,
) -> Vec<Made> {
    let rng = ValueRng::new(wanted.seed, &format!("{path} {schema}"));
    let extent = Extent::Any(&rng);
    let mut seen = HashSet::new();
    let mut made = Vec::new();
    for _ in 0..TURNS * wanted.number {
        if made.len() >= 2 * wanted.number {
            break;
        }
        rng.start_value();
        let Some(value) = (Maker { document, extent }).at(schema) else {
            continue;
        };
        if !seen.insert(value.to_string()) || judge.verdict(&value, schema) != Verdict::Fits {
            continue;
        }
        let spoiled = spoiled(&value, &rng);
        let source = Source::Made;
        made.push(Made { value, source });
        if let Some((value, source)) = spoiled
            && seen.insert(value.to_string())
            && judge.verdict(&value, schema) == Verdict::DoesNotFit
        {
            made.push(Made { value, source });
        }
    }
    made
}

/// The value with one thing changed, at a place that chance takes.
fn spoiled(value: &Value, rng: &ValueRng) -> Option<(Value, Source)> {
    let places = places(value);
    let place = rng.pick(&places)?;
    let mut value = value.clone();
    let (holder, key) = pointer::split(place).unwrap_or_default();
    let is_taken_out = rng.one_in(2);
    let mut source = Source::Spoiled;
    match value.pointer_mut(holder) {
        Some(Value::Object(members)) if is_taken_out && !place.is_empty() => {
            members.shift_remove(&*key);
        }
        _ => {
            let at = value.pointer_mut(place)?;
            let others = [
                json!("no such thing"),
                json!(17),
                json!(true),
                json!([]),
                json!({}),
            ];
            let others = others.into_iter().chain([Value::Null]);
            let is_other =
                |other: &Value| std::mem::discriminant(other) != std::mem::discriminant(at);
            let others: Vec<Value> = others.filter(is_other).collect();
            at.clone_from(rng.pick(&others)?);
            if at.is_null() {
                source = Source::Nulled;
            }
        }
    }
    Some((value, source))
}

/// The pointers of everything in a value, of itself too.
fn places(value: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut open = vec![(String::new(), value)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(members) => {
                let members = members.iter();
                open.extend(members.map(|(key, value)| (pointer::join(&at, key), value)));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                open.extend(items.map(|(index, item)| (pointer::index(&at, index), item)));
            }
            _ => {}
        }
        places.push(at);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_made_and_what_does_not_is_told_apart() {
        let schema = json!({
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "integer", "minimum": 1},
                "kind": {"enum": ["a", "b"]},
                "at": {"type": "string", "format": "date-time", "nullable": true},
                "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
                "next": {"$ref": "#/components/schemas/A"},
            },
            "additionalProperties": {"type": "boolean"},
        });
        let document = json!({"components": {"schemas": {"A": schema}}});
        let at = "#/components/schemas/A";
        let mut judge = Judge::new(&document, &[at.to_owned()], true).expect("a document");
        let wanted = Wanted {
            number: 40,
            seed: 1,
        };
        let made = values(&document, ("a.json", at), &mut judge, wanted);
        let fitting: Vec<_> = made
            .iter()
            .filter(|made| made.source == Source::Made)
            .collect();
        assert!(fitting.len() > 20, "{}", fitting.len());
        assert!(made.len() > fitting.len());
        let any = |is: fn(&Value) -> bool| fitting.iter().any(|made| is(&made.value));
        assert!(any(
            |value| value["at"].is_null() && value.get("at").is_some()
        ));
        assert!(any(|value| value.get("at").is_none()));
        assert!(any(|value| value["kind"] == "b"));
        assert!(any(|value| value["tags"]
            .as_array()
            .is_some_and(Vec::is_empty)));
        assert!(any(|value| value["id"].is_f64()));
        assert!(any(|value| value["x-other"].is_boolean()));
        for made in &made {
            let verdict = judge.verdict(&made.value, at);
            let fits = made.source == Source::Made;
            assert_eq!(fits, verdict == Verdict::Fits, "{}", made.value);
        }
    }
}
