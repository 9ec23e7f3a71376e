//! What the generator warns about, by schema: a failure that it warned about is a known limit, one that it
//! did not is a defect.

use graphwright::message::{About, Message};
use graphwright_source::{Place, pointer};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The warnings that say of a type that it does not take all that its schema does, or otherwise than
/// the schema says it.
const CODES: [&str; 6] = [
    "all-of-conflict",
    "ambiguous-choice",
    "enum-mismatch",
    "invalid-keyword",
    "not-expressed",
    "untyped",
];

/// What stands in the place of a code where keywords decide about the type that the schema does not
/// name. Such a schema takes values of every other type too, which nobody means.
const NO_TYPE: &str = "no `type`, so that its keywords decide";

/// The warnings of a document, and which schemas lead to which.
#[derive(Debug, Default)]
pub(super) struct Warned {
    /// By the pointer of a schema that is in no other: the schemas that it refers to, and what is
    /// warned about within it.
    schemas: HashMap<String, (Vec<String>, BTreeSet<&'static str>)>,
}

impl Warned {
    /// Collects what is said of the schemas that stand at the pointers.
    pub(super) fn new(document: &Value, schemas: &[String], messages: &[Message]) -> Self {
        let known: HashSet<&str> = schemas.iter().map(String::as_str).collect();
        let mut all: HashMap<_, (Vec<String>, BTreeSet<_>)> = HashMap::new();
        for at in schemas {
            let targets = targets(document, at).into_iter();
            let targets = targets.filter_map(|target| holder(target, &known));
            let entry = all.entry(at.clone()).or_default();
            entry.0 = targets.map(str::to_owned).collect();
            entry
                .1
                .extend(names_no_type(document, at).then_some(NO_TYPE));
        }
        for message in messages
            .iter()
            .filter(|message| CODES.contains(&message.code))
        {
            if let About::Input(origin) = &message.about
                && let Place::Value(at) | Place::Key(at) = &origin.place
                && let Some(holder) = holder(at, &known)
                && let Some((_, codes)) = all.get_mut(holder)
            {
                codes.insert(message.code);
            }
        }
        Self { schemas: all }
    }

    /// The codes of what is warned about in a schema or in one that it leads to, in order.
    pub(super) fn codes(&self, schema: &str) -> BTreeSet<&'static str> {
        let mut codes = BTreeSet::new();
        let mut seen = HashSet::from([schema]);
        let mut open = vec![schema];
        while let Some((targets, own)) = open.pop().and_then(|at| self.schemas.get(at)) {
            codes.extend(own);
            open.extend(
                targets
                    .iter()
                    .map(String::as_str)
                    .filter(|at| seen.insert(at)),
            );
        }
        codes
    }
}

/// Whether a schema has keywords of objects or lists, and no type.
fn names_no_type(document: &Value, at: &str) -> bool {
    let has = |key: &&str| pointer::get(document, at).is_some_and(|one| one.get(key).is_some());
    ["properties", "required", "items"].iter().any(has) && !has(&"type")
}

/// Where the references within a schema lead to.
fn targets<'d>(document: &'d Value, at: &str) -> Vec<&'d str> {
    let mut targets = Vec::new();
    let mut open: Vec<&Value> = pointer::get(document, at).into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                targets.extend(members.get("$ref").and_then(Value::as_str));
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    targets
}

/// The schema that a place is in.
fn holder<'a>(mut at: &'a str, known: &HashSet<&str>) -> Option<&'a str> {
    while !known.contains(at) {
        (at, _) = at.rsplit_once('/')?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use graphwright_source::{FileId, Origin, Severity};
    use serde_json::json;

    #[test]
    fn a_warning_counts_for_whatever_leads_to_it() {
        let document = json!({"components": {"schemas": {
            "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}}},
            "B": {"type": "object", "items": {"not": {}}, "properties": {"a": {"$ref": "#/components/schemas/A"}}},
            "C": {"type": "string"},
            "D": {"items": {"type": "string"}},
        }}});
        let at = |name: &str| format!("#/components/schemas/{name}");
        let schemas = ["A", "B", "C", "D"].map(at);
        let message = Message {
            severity: Severity::Warning,
            code: "not-expressed",
            text: String::new(),
            about: About::Input(Origin::pointer(FileId(0), at("B/items/not"))),
            help: None,
            related: None,
        };
        let warned = Warned::new(&document, &schemas, &[message]);
        let codes = |name| warned.codes(&at(name)).into_iter().collect::<Vec<_>>();
        assert_eq!(codes("A"), ["not-expressed"]);
        assert_eq!(codes("B"), ["not-expressed"]);
        assert!(codes("C").is_empty());
        assert_eq!(codes("D"), [NO_TYPE]);
    }
}
