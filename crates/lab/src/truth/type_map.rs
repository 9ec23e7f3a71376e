//! The generated type at a location of the document, according to the model.
//!
//! A location without an entry has no type here, instead of a guess: an example there is counted and not tried.

use graphwright_ir::{
    Api, Content, Facet, Fact, InputId, Layer, MediaKind, Origin, Scalar, Slot, TypeDef, TypeId,
    TypeKind, TypeRef,
};
use graphwright_source::openapi::Document;
use graphwright_source::pointer;
use serde_json::Value;
use std::collections::HashMap;

/// The longest chain of references that is followed. A document that was read has no cycle of them.
const MAX_REFERENCES: usize = 32;

/// The types at the locations of a document, by pointer into its normalized document.
pub(super) struct TypeMap<'a> {
    document: &'a Document,
    api: &'a Api,
    slots: HashMap<String, Slot>,
}

/// The type of the generated code at a location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LocationType {
    /// A type, as Rust code; `{model}` stands for the crate of the model.
    Rust(String),
    /// A type that accepts any JSON, so that it proves nothing.
    AnyJson,
    /// Something that is not decoded from JSON: bytes, a form.
    NotJson,
    /// The model has no entry for the location.
    Unknown,
}

impl<'a> TypeMap<'a> {
    /// Collects the locations of the model.
    pub(super) fn new(document: &'a Document, api: &'a Api) -> Self {
        let mut map = Self {
            document,
            api,
            slots: HashMap::new(),
        };
        // Of the projections of a schema, the one that keeps the schema's name counts.
        let is_projection = |def: &&(usize, &TypeDef)| def.1.projection_of.is_some();
        let types: Vec<_> = api.types.iter().enumerate().collect();
        let (projections, own): (Vec<_>, Vec<_>) =
            types.into_iter().partition(|def| is_projection(&def));
        map.add_operations();
        for (id, def) in own.into_iter().chain(projections) {
            map.add_definition(TypeId(id), def);
        }
        map
    }

    /// The type at a pointer of the effective document.
    pub(super) fn get(&self, pointer: &str) -> LocationType {
        let mut at = self.document.normal(pointer);
        for _ in 0..MAX_REFERENCES {
            if let Some(slot) = self.slots.get(&at) {
                let nullable = slot.nullable || self.allows_null(&at);
                return self.location_type(&Slot {
                    nullable,
                    ..slot.clone()
                });
            }
            match self.reference_target(&at) {
                Some(target) => at = target,
                None => return LocationType::Unknown,
            }
        }
        LocationType::Unknown
    }

    fn add_definition(&mut self, id: TypeId, def: &TypeDef) {
        let Some(at) = document_pointer(&def.origin) else {
            return;
        };
        match &def.kind {
            TypeKind::Alias(slot) => self.add_slot(at, slot),
            _ => self.add_slot(at, &Slot::of(TypeRef::Named(id))),
        }
        if let TypeKind::Struct(object) = &def.kind {
            for field in &object.fields {
                let is_name =
                    |fact: &&Fact| fact.facet == Facet::Name && fact.layer == Layer::Document;
                if let Some(fact) = field.provenance.iter().find(is_name) {
                    self.add_slot(&fact.origin.at.clone(), &field.slot);
                }
            }
        }
    }

    fn add_operations(&mut self) {
        let api = self.api;
        for operation in &api.operations {
            for param in &operation.params {
                let Some(at) = document_pointer(&param.origin) else {
                    continue;
                };
                self.add_slot(&format!("{at}/schema"), &param.slot);
            }
            let Some(at) = document_pointer(&operation.origin) else {
                continue;
            };
            let body = self.resolve(format!("{at}/requestBody"));
            for content in operation.body.iter().flat_map(|body| &body.content) {
                self.add_content(&body, content);
            }
            for response in &operation.responses {
                let Some(at) = document_pointer(&response.origin) else {
                    continue;
                };
                for content in &response.content {
                    self.add_content(at, content);
                }
                for header in &response.headers {
                    let at = pointer::join(&format!("{at}/headers"), &header.wire);
                    let at = self.resolve(at);
                    self.add_slot(&format!("{at}/schema"), &header.slot);
                }
            }
        }
    }

    fn add_content(&mut self, holder: &str, content: &Content) {
        let at = pointer::join(&format!("{holder}/content"), &content.media_type);
        let at = format!("{at}/schema");
        if content.kind == MediaKind::Json {
            self.add_slot(&at, &content.slot);
        } else {
            // Forms and text are not JSON.
            self.add_slot(&at, &Slot::of(TypeRef::Stream));
        }
    }

    /// Notes the type at a location, and the types of its items or values.
    fn add_slot(&mut self, at: &str, slot: &Slot) {
        if self.slots.contains_key(at) {
            return;
        }
        match &slot.ty {
            TypeRef::List(items) => self.add_slot(&format!("{at}/items"), items),
            TypeRef::Map(values) => self.add_slot(&format!("{at}/additionalProperties"), values),
            _ => {}
        }
        self.slots.insert(at.to_owned(), slot.clone());
    }

    /// Returns whether a schema allows null. The type of a component does not say so: the type of the location that refers
    /// to it does.
    fn allows_null(&self, at: &str) -> bool {
        let Some(schema) = self.document.node(at) else {
            return false;
        };
        let has_null = |values: &Value| {
            let values = values.as_array();
            values.is_some_and(|values| values.contains(&Value::Null))
        };
        schema.get("nullable") == Some(&Value::Bool(true))
            || schema.get("enum").is_some_and(has_null)
    }

    /// The target of the reference at a pointer, if there is one.
    fn reference_target(&self, at: &str) -> Option<String> {
        let target = self.document.node(at)?.get("$ref")?.as_str()?;
        target.starts_with('#').then(|| target.to_owned())
    }

    fn resolve(&self, mut at: String) -> String {
        for _ in 0..MAX_REFERENCES {
            match self.reference_target(&at) {
                Some(target) => at = target,
                None => break,
            }
        }
        at
    }

    fn location_type(&self, slot: &Slot) -> LocationType {
        if self.is_any_json(&slot.ty) {
            return LocationType::AnyJson;
        }
        match self.rust_type(slot) {
            Some(rust) => LocationType::Rust(rust),
            None => LocationType::NotJson,
        }
    }

    /// Returns whether a type accepts any JSON.
    fn is_any_json(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Json => true,
            TypeRef::Boxed(inner) => self.is_any_json(inner),
            TypeRef::Named(id) => matches!(self.api.ty(*id).kind, TypeKind::Untyped { .. }),
            _ => false,
        }
    }

    /// A type as Rust code; `None` if it is not decoded from JSON.
    fn rust_type(&self, slot: &Slot) -> Option<String> {
        let ty = self.base_type(&slot.ty)?;
        Some(if slot.nullable {
            format!("Option<{ty}>")
        } else {
            ty
        })
    }

    /// A type without regard to null.
    fn base_type(&self, ty: &TypeRef) -> Option<String> {
        Some(match ty {
            TypeRef::Scalar(scalar) => scalar_type(*scalar)?.to_owned(),
            TypeRef::Named(id) => format!("{{model}}::{}", self.api.ty(*id).ident),
            TypeRef::List(items) => format!("Vec<{}>", self.rust_type(items)?),
            TypeRef::Map(values) => {
                format!(
                    "std::collections::BTreeMap<String, {}>",
                    self.rust_type(values)?
                )
            }
            TypeRef::Boxed(inner) => self.base_type(inner)?,
            TypeRef::Json => "graphwright_wire::json::Value".to_owned(),
            TypeRef::Stream => return None,
        })
    }
}

/// The Rust type of a scalar in the model.
fn scalar_type(scalar: Scalar) -> Option<&'static str> {
    Some(match scalar {
        Scalar::Bool => "bool",
        Scalar::I32 => "i32",
        Scalar::I64 => "i64",
        Scalar::U64 => "u64",
        Scalar::F32 => "f32",
        Scalar::F64 => "f64",
        Scalar::Number => "graphwright_wire::json::Number",
        Scalar::String | Scalar::Time | Scalar::Duration | Scalar::Uri | Scalar::Bytes => "String",
        Scalar::Secret => "graphwright_wire::Secret<String>",
        Scalar::Uuid => "graphwright_wire::Uuid",
        Scalar::DateTime => "graphwright_wire::Timestamp",
        Scalar::Date => "graphwright_wire::Date",
        Scalar::Base64 => "graphwright_wire::Base64",
        Scalar::Null => "()",
        Scalar::File => return None,
    })
}

/// The pointer of an origin in the document.
fn document_pointer(origin: &Origin) -> Option<&str> {
    (origin.input == InputId::DOCUMENT && origin.span.is_none()).then_some(origin.at.as_str())
}
