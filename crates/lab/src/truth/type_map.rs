//! Which generated type a value has at a place of the document, as the model itself says.
//!
//! What a place has no entry for is not guessed: the example there is not tried, and counted.

use graphwright_ir::{
    Api, Content, Facet, Fact, InputId, Layer, MediaKind, Origin, Scalar, Slot, TypeDef, TypeId,
    TypeKind, TypeRef,
};
use graphwright_source::openapi::Document;
use graphwright_source::pointer;
use serde_json::Value;
use std::collections::HashMap;

/// The longest chain of references that is followed. A document that is read has no cycle of them.
const LONGEST: usize = 32;

/// The types of the places of a document, by pointer in its 3.0 form.
pub(super) struct Places<'a> {
    document: &'a Document,
    api: &'a Api,
    slots: HashMap<String, Slot>,
}

/// What the generated code has at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A type, as Rust text; `{model}` stands for the crate of the model.
    Type(String),
    /// Any JSON, which proves nothing.
    Json,
    /// Nothing that JSON is decoded into: raw bytes, a form.
    Other,
    /// Nothing that is known.
    Unknown,
}

impl<'a> Places<'a> {
    /// Collects what the model knows about places.
    pub(super) fn new(document: &'a Document, api: &'a Api) -> Self {
        let mut places = Self {
            document,
            api,
            slots: HashMap::new(),
        };
        // The form that keeps the schema's name speaks for the schema.
        let is_form = |def: &&(usize, &TypeDef)| def.1.projection_of.is_some();
        let types: Vec<_> = api.types.iter().enumerate().collect();
        let (forms, own): (Vec<_>, Vec<_>) = types.into_iter().partition(|def| is_form(&def));
        places.operations();
        for (id, def) in own.into_iter().chain(forms) {
            places.definition(TypeId(id), def);
        }
        places
    }

    /// What stands at a pointer of the effective document.
    pub(super) fn at(&self, pointer: &str) -> Place {
        let mut at = self.document.normal(pointer);
        for _ in 0..LONGEST {
            if let Some(slot) = self.slots.get(&at) {
                let nullable = slot.nullable || self.allows_null(&at);
                return self.place(&Slot {
                    nullable,
                    ..slot.clone()
                });
            }
            match self.reference(&at) {
                Some(target) => at = target,
                None => return Place::Unknown,
            }
        }
        Place::Unknown
    }

    fn definition(&mut self, id: TypeId, def: &TypeDef) {
        let Some(at) = in_document(&def.origin) else {
            return;
        };
        match &def.kind {
            TypeKind::Alias(slot) => self.slot(at, slot),
            _ => self.slot(at, &Slot::of(TypeRef::Named(id))),
        }
        if let TypeKind::Struct(object) = &def.kind {
            for field in &object.fields {
                let named =
                    |fact: &&Fact| fact.facet == Facet::Name && fact.layer == Layer::Document;
                if let Some(fact) = field.provenance.iter().find(named) {
                    self.slot(&fact.origin.at.clone(), &field.slot);
                }
            }
        }
    }

    fn operations(&mut self) {
        let api = self.api;
        for operation in &api.operations {
            for param in &operation.params {
                let Some(at) = in_document(&param.origin) else {
                    continue;
                };
                self.slot(&format!("{at}/schema"), &param.slot);
            }
            let Some(at) = in_document(&operation.origin) else {
                continue;
            };
            let body = self.resolved(format!("{at}/requestBody"));
            for content in operation.body.iter().flat_map(|body| &body.content) {
                self.content(&body, content);
            }
            for response in &operation.responses {
                let Some(at) = in_document(&response.origin) else {
                    continue;
                };
                for content in &response.content {
                    self.content(at, content);
                }
                for header in &response.headers {
                    let at = pointer::join(&format!("{at}/headers"), &header.wire);
                    let at = self.resolved(at);
                    self.slot(&format!("{at}/schema"), &header.slot);
                }
            }
        }
    }

    fn content(&mut self, holder: &str, content: &Content) {
        let at = pointer::join(&format!("{holder}/content"), &content.media_type);
        let at = format!("{at}/schema");
        if content.kind == MediaKind::Json {
            self.slot(&at, &content.slot);
        } else {
            // A form is no JSON, and neither is text.
            self.slot(&at, &Slot::of(TypeRef::Stream));
        }
    }

    /// Notes what a place has, and what is within it.
    fn slot(&mut self, at: &str, slot: &Slot) {
        if self.slots.contains_key(at) {
            return;
        }
        match &slot.ty {
            TypeRef::List(items) => self.slot(&format!("{at}/items"), items),
            TypeRef::Map(values) => self.slot(&format!("{at}/additionalProperties"), values),
            _ => {}
        }
        self.slots.insert(at.to_owned(), slot.clone());
    }

    /// Whether a schema says that null is a value. The type of a component does not hold it: that is
    /// for the place that refers to it.
    fn allows_null(&self, at: &str) -> bool {
        let Some(schema) = self.document.node(at) else {
            return false;
        };
        let lists = |values: &Value| {
            let values = values.as_array();
            values.is_some_and(|values| values.contains(&Value::Null))
        };
        schema.get("nullable") == Some(&Value::Bool(true)) || schema.get("enum").is_some_and(lists)
    }

    /// Where a reference leads to, if one stands at a pointer.
    fn reference(&self, at: &str) -> Option<String> {
        let target = self.document.node(at)?.get("$ref")?.as_str()?;
        target.starts_with('#').then(|| target.to_owned())
    }

    fn resolved(&self, at: String) -> String {
        let mut at = at;
        for _ in 0..LONGEST {
            match self.reference(&at) {
                Some(target) => at = target,
                None => break,
            }
        }
        at
    }

    fn place(&self, slot: &Slot) -> Place {
        if self.is_json(&slot.ty) {
            return Place::Json;
        }
        match self.text(slot) {
            Some(text) => Place::Type(text),
            None => Place::Other,
        }
    }

    /// Whether a type takes any JSON.
    fn is_json(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Json => true,
            TypeRef::Boxed(inner) => self.is_json(inner),
            TypeRef::Named(id) => matches!(self.api.ty(*id).kind, TypeKind::Untyped { .. }),
            _ => false,
        }
    }

    /// A type as Rust text; `None` where JSON is not decoded into it.
    fn text(&self, slot: &Slot) -> Option<String> {
        let ty = self.ty(&slot.ty)?;
        Some(if slot.nullable {
            format!("Option<{ty}>")
        } else {
            ty
        })
    }

    fn ty(&self, ty: &TypeRef) -> Option<String> {
        Some(match ty {
            TypeRef::Scalar(scalar) => self::scalar(*scalar)?.to_owned(),
            TypeRef::Named(id) => format!("{{model}}::{}", self.api.ty(*id).ident),
            TypeRef::List(items) => format!("Vec<{}>", self.text(items)?),
            TypeRef::Map(values) => {
                format!("std::collections::BTreeMap<String, {}>", self.text(values)?)
            }
            TypeRef::Boxed(inner) => self.ty(inner)?,
            TypeRef::Json => "graphwright_wire::json::Value".to_owned(),
            TypeRef::Stream => return None,
        })
    }
}

/// A scalar as the model has it.
fn scalar(scalar: Scalar) -> Option<&'static str> {
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

/// The pointer of a place in the document.
fn in_document(origin: &Origin) -> Option<&str> {
    (origin.input == InputId::DOCUMENT && origin.span.is_none()).then_some(origin.at.as_str())
}
