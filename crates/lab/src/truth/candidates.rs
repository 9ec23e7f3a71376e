//! Generated values of a schema, each also mutated: with a member removed, or with one value replaced by another.

use super::subject::Source;
use crate::oracle::{Oracle, Verdict};
use crate::values::{Extent, ValueGenerator, ValueRng};
use graphwright_source::pointer;
use serde_json::{Value, json};
use std::collections::HashSet;

/// Attempts for each wanted value: many values repeat an earlier one, or do not fit.
const ATTEMPTS: usize = 3;

/// A value to try.
#[derive(Debug)]
pub(super) struct Candidate {
    pub value: Value,
    pub source: Source,
}

/// The number of values that are generated for each schema, and their seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quota {
    pub values: usize,
    pub seed: u64,
}

/// A schema, and the document that it is in.
#[derive(Clone, Copy)]
pub(super) struct SchemaRef<'d> {
    pub document: &'d Value,
    /// The path of the document in its folder, which decides about the random numbers.
    pub path: &'d str,
    /// The pointer of the schema.
    pub schema: &'d str,
}

/// Generates values for a schema that fit it, and for each a mutated one that does not.
pub(super) fn generate(
    SchemaRef {
        document,
        path,
        schema,
    }: SchemaRef<'_>,
    oracle: &mut Oracle,
    quota: Quota,
) -> Vec<Candidate> {
    let rng = ValueRng::new(quota.seed, &format!("{path} {schema}"));
    let generator = ValueGenerator {
        document,
        extent: Extent::Random(&rng),
    };
    let mut seen = HashSet::new();
    let mut candidates = Vec::new();
    for _ in 0..ATTEMPTS * quota.values {
        if candidates.len() >= 2 * quota.values {
            break;
        }
        rng.start_value();
        let Some(value) = generator.generate(schema) else {
            continue;
        };
        if !seen.insert(value.to_string()) || oracle.judge(&value, schema) != Verdict::Valid {
            continue;
        }
        let mutated = mutate(&value, &rng);
        candidates.push(Candidate {
            value,
            source: Source::Generated,
        });
        if let Some(mutated) = mutated
            && seen.insert(mutated.value.to_string())
            && oracle.judge(&mutated.value, schema) == Verdict::Invalid
        {
            candidates.push(mutated);
        }
    }
    candidates
}

/// Changes one thing in a value, at a random position.
fn mutate(value: &Value, rng: &ValueRng) -> Option<Candidate> {
    let pointers = pointers(value);
    let at = rng.pick(&pointers)?;
    let mut value = value.clone();
    let (parent, key) = pointer::split(at).unwrap_or_default();
    let is_removal = rng.one_in(2);
    let mut source = Source::Mutated;
    match value.pointer_mut(parent) {
        Some(Value::Object(members)) if is_removal && !at.is_empty() => {
            members.shift_remove(&*key);
        }
        _ => {
            let target = value.pointer_mut(at)?;
            let others = [
                json!("no such thing"),
                json!(17),
                json!(true),
                json!([]),
                json!({}),
            ];
            let others = others.into_iter().chain([Value::Null]);
            let is_other =
                |other: &Value| std::mem::discriminant(other) != std::mem::discriminant(target);
            let others: Vec<Value> = others.filter(is_other).collect();
            target.clone_from(rng.pick(&others)?);
            if target.is_null() {
                source = Source::NullMutated;
            }
        }
    }
    Some(Candidate { value, source })
}

/// The pointers of everything in a value, including the value itself.
fn pointers(value: &Value) -> Vec<String> {
    let mut pointers = Vec::new();
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
        pointers.push(at);
    }
    pointers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::Dialect;

    #[test]
    fn generated_values_fit_and_mutated_ones_do_not() {
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
        let schemas = [at.to_owned()];
        let mut oracle = Oracle::new(&document, &schemas, Dialect::OpenApi30).expect("a document");
        let quota = Quota {
            values: 40,
            seed: 1,
        };
        let schema = SchemaRef {
            document: &document,
            path: "a.json",
            schema: at,
        };
        let candidates = generate(schema, &mut oracle, quota);
        let generated: Vec<_> = candidates
            .iter()
            .filter(|candidate| candidate.source == Source::Generated)
            .collect();
        assert!(generated.len() > 20, "{}", generated.len());
        assert!(candidates.len() > generated.len());
        let any = |is: fn(&Value) -> bool| generated.iter().any(|one| is(&one.value));
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
        for candidate in &candidates {
            let verdict = oracle.judge(&candidate.value, at);
            let is_generated = candidate.source == Source::Generated;
            assert_eq!(
                is_generated,
                verdict == Verdict::Valid,
                "{}",
                candidate.value
            );
        }
    }
}
