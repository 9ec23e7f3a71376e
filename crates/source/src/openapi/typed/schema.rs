//! Schemas.

use super::{Fault, Hole, Typed, list, map, object, shallow};
use crate::pointer;
use openapiv3::{
    AdditionalProperties, AnySchema, ObjectType, ReferenceOr, Schema, SchemaKind, Type,
};
use serde_json::{Map, Value};

/// The keywords that hold schemas.
const HOLES: &[Hole] = &[
    Hole::empty("properties"),
    Hole::empty("items"),
    Hole::empty("additionalProperties"),
    Hole::empty("allOf"),
    Hole::empty("oneOf"),
    Hole::empty("anyOf"),
    Hole::empty("not"),
];

/// Types a schema or a reference to one.
pub(in super::super) fn schema_or_ref(value: &Value, at: &str) -> Typed<ReferenceOr<Schema>> {
    super::or_ref(value, at, schema)
}

/// Types a schema.
pub(in super::super) fn schema(members: &Map<String, Value>, at: &str) -> Typed<Schema> {
    let mut schema: Schema = shallow(members, at, HOLES)?;
    match &mut schema.schema_kind {
        SchemaKind::Type(Type::Object(kind)) => object_type(kind, members, at)?,
        SchemaKind::Type(Type::Array(kind)) => kind.items = boxed(members, "items", at)?,
        SchemaKind::Type(_) => {}
        SchemaKind::OneOf { one_of } => *one_of = list(members, "oneOf", at, schema_or_ref)?,
        SchemaKind::AllOf { all_of } => *all_of = list(members, "allOf", at, schema_or_ref)?,
        SchemaKind::AnyOf { any_of } => *any_of = list(members, "anyOf", at, schema_or_ref)?,
        SchemaKind::Not { not } => {
            if let Some(value) = members.get("not") {
                **not = schema_or_ref(value, &pointer::join(at, "not"))?;
            }
        }
        SchemaKind::Any(any) => any_schema(any, members, at)?,
    }
    Ok(schema)
}

fn object_type(kind: &mut ObjectType, members: &Map<String, Value>, at: &str) -> Result<(), Fault> {
    kind.properties = map(members, "properties", at, boxed_schema)?;
    kind.additional_properties = additional(members, at)?;
    Ok(())
}

fn any_schema(any: &mut AnySchema, members: &Map<String, Value>, at: &str) -> Result<(), Fault> {
    any.properties = map(members, "properties", at, boxed_schema)?;
    any.additional_properties = additional(members, at)?;
    any.items = boxed(members, "items", at)?;
    any.one_of = list(members, "oneOf", at, schema_or_ref)?;
    any.all_of = list(members, "allOf", at, schema_or_ref)?;
    any.any_of = list(members, "anyOf", at, schema_or_ref)?;
    any.not = match members.get("not") {
        Some(value) => Some(Box::new(schema_or_ref(value, &pointer::join(at, "not"))?)),
        None => None,
    };
    Ok(())
}

fn additional(members: &Map<String, Value>, at: &str) -> Typed<Option<AdditionalProperties>> {
    let place = pointer::join(at, "additionalProperties");
    Ok(match members.get("additionalProperties") {
        None => None,
        Some(Value::Bool(flag)) => Some(AdditionalProperties::Any(*flag)),
        Some(value) => {
            object(value, &place)?;
            Some(AdditionalProperties::Schema(Box::new(schema_or_ref(
                value, &place,
            )?)))
        }
    })
}

fn boxed(
    members: &Map<String, Value>,
    key: &str,
    at: &str,
) -> Typed<Option<ReferenceOr<Box<Schema>>>> {
    members
        .get(key)
        .map(|value| boxed_schema(value, &pointer::join(at, key)))
        .transpose()
}

fn boxed_schema(value: &Value, at: &str) -> Typed<ReferenceOr<Box<Schema>>> {
    Ok(match schema_or_ref(value, at)? {
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
        ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
    })
}
