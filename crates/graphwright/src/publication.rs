//! The document as the server publishes it: the effective one, with what the tables decided in it.
//!
//! Whoever reads `/openapi.json` must be told what the server takes. Fixups are in the effective
//! document already; the tables are merged later, into the model. Of what they say, the document can
//! say one thing that a caller meets: that a property may be null.

use graphwright_ir::{Api, Facet, Fact, Field, Layer, TypeKind};
use serde_json::{Value, json};
use std::borrow::Cow;

/// Puts in what the tables say of properties.
pub(crate) fn publish<'a>(effective: &'a Value, api: &Api) -> Cow<'a, Value> {
    let mut published = Cow::Borrowed(effective);
    let structs = api.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Struct(object) => Some(&object.fields),
        _ => None,
    });
    for schema in structs.flatten().filter_map(made_nullable) {
        if let Some(schema) = published.to_mut().pointer_mut(schema) {
            allow_null(schema);
        }
    }
    published
}

/// Where the document has the schema of a property that only a table calls nullable.
fn made_nullable(field: &Field) -> Option<&str> {
    let says = |layer, decides| {
        move |fact: &&Fact| {
            (fact.facet, fact.layer, fact.decides) == (Facet::Nullable, layer, decides)
        }
    };
    let by_table = field.provenance.iter().find(says(Layer::Table, true))?;
    let of_document = field.provenance.iter().find(says(Layer::Document, false))?;
    let at = of_document.origin.at.strip_prefix('#')?;
    (by_table.value == "true").then(|| at.strip_suffix("/nullable").unwrap_or(at))
}

/// Lets a schema take null, in the words of its version. One that is a reference stays as it is.
fn allow_null(schema: &mut Value) {
    let Some(members) = schema.as_object_mut() else {
        return;
    };
    match members.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(Value::String(_)) => {
            members.insert("nullable".to_owned(), Value::Bool(true));
        }
        _ => return,
    }
    // A list of values holds for null too.
    if let Some(Value::Array(values)) = members.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}
