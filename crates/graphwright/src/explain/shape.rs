//! Types in short, as in `api.txt`: `List<String>?`, required, read only.

use graphwright_ir::{Access, Api, Content, Field, Holder, Presence, Slot, TypeId, TypeRef};
use serde::Serialize;
use std::fmt;

/// A field, a variant or a parameter.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    /// The wire name.
    pub name: String,
    /// The Rust name.
    pub rust: String,
    /// The type.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// Other facts: `optional`, `read only`.
    pub notes: Vec<String>,
    /// The feature that it needs.
    pub feature: Option<String>,
}

impl Part {
    pub(super) fn new(name: impl Into<String>, rust: &str) -> Self {
        Self {
            name: name.into(),
            rust: rust.to_owned(),
            ty: None,
            notes: Vec::new(),
            feature: None,
        }
    }

    pub(super) fn of_field(api: &Api, field: &Field) -> Self {
        let presence = match field.presence {
            Presence::Required => "required",
            Presence::Optional | Presence::Defaulted(_) => "optional",
        };
        let access = match field.access {
            Access::Both => None,
            Access::Read => Some("read only"),
            Access::Write => Some("write only"),
        };
        let notes = [
            Some(presence),
            (field.holder == Holder::Patch).then_some("can be cleared"),
            access,
            field.secret.then_some("secret"),
            field.deprecated.then_some("deprecated"),
        ];
        Self {
            ty: Some(slot(api, &field.slot)),
            notes: notes.into_iter().flatten().map(str::to_owned).collect(),
            feature: api.feature(&field.versions).map(str::to_owned),
            ..Self::new(&field.wire, &field.ident)
        }
    }
}

/// `mobilePhone -> mobile_phone: String?, optional`.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.rust != self.name {
            write!(f, " -> {}", self.rust)?;
        }
        if let Some(ty) = &self.ty {
            write!(f, ": {ty}")?;
        }
        for note in &self.notes {
            write!(f, ", {note}")?;
        }
        match &self.feature {
            Some(feature) => write!(f, ", with the feature `{feature}`"),
            None => Ok(()),
        }
    }
}

/// The type of a slot, with `?` if null is allowed.
pub(super) fn slot(api: &Api, slot: &Slot) -> String {
    let null = if slot.nullable { "?" } else { "" };
    format!("{}{null}", ty(api, &slot.ty))
}

fn ty(api: &Api, reference: &TypeRef) -> String {
    match reference {
        TypeRef::Scalar(scalar) => format!("{scalar:?}"),
        TypeRef::Named(id) => api.ty(*id).ident.clone(),
        TypeRef::List(items) => format!("List<{}>", slot(api, items)),
        TypeRef::Map(values) => format!("Map<{}>", slot(api, values)),
        TypeRef::Boxed(inner) => ty(api, inner),
        TypeRef::Json => "Json".to_owned(),
        TypeRef::Stream => "Stream".to_owned(),
    }
}

/// The types of a body, by media type.
pub(super) fn contents(api: &Api, contents: &[Content]) -> String {
    if contents.is_empty() {
        return "nothing".to_owned();
    }
    let each = contents.iter().map(|content| {
        let (slot, media_type) = (slot(api, &content.slot), &content.media_type);
        format!("{slot} as {media_type}")
    });
    each.collect::<Vec<_>>().join(" or ")
}

/// Returns whether a slot has a type, itself or inside a list or map.
pub(super) fn mentions(slot: &Slot, id: TypeId) -> bool {
    fn inside(reference: &TypeRef, id: TypeId) -> bool {
        match reference {
            TypeRef::Named(named) => *named == id,
            TypeRef::List(items) | TypeRef::Map(items) => mentions(items, id),
            TypeRef::Boxed(inner) => inside(inner, id),
            TypeRef::Scalar(_) | TypeRef::Json | TypeRef::Stream => false,
        }
    }
    inside(&slot.ty, id)
}
