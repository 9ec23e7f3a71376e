//! Parameters, headers, bodies, responses and media types: whatever holds a schema.

use super::schema::schema_or_ref;
use super::{Hole, Typed, extensions, list, map, object, or_ref, shallow};
use crate::pointer;
use indexmap::IndexMap;
use openapiv3::{
    Encoding, Header, MediaType, Parameter, ParameterData, ParameterSchemaOrContent, ReferenceOr,
    RequestBody, Response, Responses, StatusCode,
};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::StrDeserializer;
use serde_json::{Map, Value};

/// The parameters of an operation or path item.
pub(super) fn parameters(
    owner: &Map<String, Value>,
    at: &str,
) -> Typed<Vec<ReferenceOr<Parameter>>> {
    list(owner, "parameters", at, |value, at| {
        or_ref(value, at, parameter)
    })
}

pub(super) fn parameter(members: &Map<String, Value>, at: &str) -> Typed<Parameter> {
    let mut parameter = shallow(
        members,
        at,
        &[Hole::empty("schema"), Hole::empty("content")],
    )?;
    data(&mut parameter).format = format(members, at)?;
    Ok(parameter)
}

pub(super) fn header(members: &Map<String, Value>, at: &str) -> Typed<Header> {
    let mut header: Header = shallow(
        members,
        at,
        &[Hole::empty("schema"), Hole::empty("content")],
    )?;
    header.format = format(members, at)?;
    Ok(header)
}

pub(super) fn request_body(members: &Map<String, Value>, at: &str) -> Typed<RequestBody> {
    let mut body: RequestBody = shallow(members, at, &[Hole::nothing("content")])?;
    body.content = map(members, "content", at, media_type)?;
    Ok(body)
}

pub(super) fn response(members: &Map<String, Value>, at: &str) -> Typed<Response> {
    let mut response: Response = shallow(
        members,
        at,
        &[Hole::nothing("content"), Hole::nothing("headers")],
    )?;
    response.content = map(members, "content", at, media_type)?;
    response.headers = headers(members, at)?;
    Ok(response)
}

pub(super) fn responses(members: &Map<String, Value>, at: &str) -> Typed<Responses> {
    let mut responses = Responses {
        extensions: extensions(members),
        ..Responses::default()
    };
    for (key, value) in members {
        let read = |value: &Value| or_ref(value, &pointer::join(at, key), response);
        if key == "default" {
            responses.default = Some(read(value)?);
        } else if let Some(status) = status(key) {
            responses.responses.insert(status, read(value)?);
        }
    }
    Ok(responses)
}

fn media_type(value: &Value, at: &str) -> Typed<MediaType> {
    let members = object(value, at)?;
    let mut media_type: MediaType = shallow(
        members,
        at,
        &[Hole::nothing("schema"), Hole::nothing("encoding")],
    )?;
    if let Some(value) = members.get("schema") {
        media_type.schema = Some(schema_or_ref(value, &pointer::join(at, "schema"))?);
    }
    media_type.encoding = map(members, "encoding", at, encoding)?;
    Ok(media_type)
}

fn encoding(value: &Value, at: &str) -> Typed<Encoding> {
    let members = object(value, at)?;
    let mut encoding: Encoding = shallow(members, at, &[Hole::nothing("headers")])?;
    encoding.headers = headers(members, at)?;
    Ok(encoding)
}

fn headers(owner: &Map<String, Value>, at: &str) -> Typed<IndexMap<String, ReferenceOr<Header>>> {
    map(owner, "headers", at, |value, at| or_ref(value, at, header))
}

/// The schema of a parameter or header, or its content.
fn format(members: &Map<String, Value>, at: &str) -> Typed<ParameterSchemaOrContent> {
    Ok(match members.get("schema") {
        Some(value) => {
            ParameterSchemaOrContent::Schema(schema_or_ref(value, &pointer::join(at, "schema"))?)
        }
        None => ParameterSchemaOrContent::Content(map(members, "content", at, media_type)?),
    })
}

fn data(parameter: &mut Parameter) -> &mut ParameterData {
    match parameter {
        Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Path { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. } => parameter_data,
    }
}

fn status(key: &str) -> Option<StatusCode> {
    let key: StrDeserializer<'_, serde_json::Error> = key.into_deserializer();
    StatusCode::deserialize(key).ok()
}
