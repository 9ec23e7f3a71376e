//! Defaults, checked against the type that they are for.

use crate::graph::unalias;
use crate::lowering::{DefaultOf, Lowering};
use crate::reader::Node;
use crate::report::At;
use crate::schema::{is_integer, number};
use graphwright_ir::{
    Field, Literal, Operation, Presence, Scalar, Slot, TypeId, TypeKind, TypeRef,
};
use graphwright_source::Code;
use serde_json::Value;

impl Lowering<'_> {
    /// Gives fields and parameters their defaults, once every enum is known.
    pub(crate) fn read_defaults(&mut self, operations: &mut [Operation]) {
        for (of, holder) in std::mem::take(&mut self.defaults) {
            match of {
                DefaultOf::Param(operation, param) => {
                    let param = &mut operations[operation.0].params[param.0];
                    param.default = self.literal(&param.slot, &holder);
                }
                DefaultOf::Field(id, index) => self.field_default(id, index, &holder),
            }
        }
    }

    /// Gives a field its default; one that must be there anyway has none.
    fn field_default(&mut self, id: TypeId, index: usize, holder: &Node<'_>) {
        let TypeKind::Struct(body) = self.kind(id) else {
            return;
        };
        let Some(field) = body
            .fields
            .get(index)
            .filter(|field| field.presence == Presence::Optional)
        else {
            return;
        };
        let slot = field.slot.clone();
        let Some(literal) = self.literal(&slot, holder) else {
            return;
        };
        let TypeKind::Struct(body) = &mut self.drafts[id.0].def.kind else {
            return;
        };
        let getter = has_getter(&literal).then(|| getter(&body.fields, index));
        if let Some(field) = body.fields.get_mut(index) {
            field.or_default = getter;
            field.presence = Presence::Defaulted(literal);
        }
    }

    /// The default that a schema gives, if it is a value of the slot.
    fn literal(&mut self, slot: &Slot, holder: &Node<'_>) -> Option<Literal> {
        let value = holder.value("default")?;
        if value.is_null() {
            // It says no more than that the value may be absent.
            return None;
        }
        let literal = self.typed(&slot.ty, holder, value);
        if literal.is_none() {
            let message = format!("the default `{value}` is no value of its type; it is not used");
            self.report.add(
                Code::DEFAULT_MISMATCH,
                message,
                At::Value(&holder.at("default")),
            );
        }
        literal
    }

    /// A value as one of a type.
    fn typed(&self, ty: &TypeRef, holder: &Node<'_>, value: &Value) -> Option<Literal> {
        match ty {
            TypeRef::Scalar(scalar) => typed_scalar(*scalar, value, || number(holder, "default")),
            TypeRef::Boxed(inner) => self.typed(inner, holder, value),
            TypeRef::List(_) => value.is_array().then(|| Literal::Json(value.to_string())),
            TypeRef::Map(_) => value.is_object().then(|| Literal::Json(value.to_string())),
            TypeRef::Json | TypeRef::Stream => Some(Literal::Json(value.to_string())),
            TypeRef::Named(id) => match self.kind(unalias(&self.drafts, *id)) {
                TypeKind::Alias(slot) => self.typed(&slot.ty, holder, value),
                TypeKind::Newtype(body) => {
                    typed_scalar(body.scalar, value, || number(holder, "default"))
                }
                TypeKind::Key(_) => typed_scalar(Scalar::String, value, || None),
                TypeKind::Enum(body) => {
                    let variant = body
                        .values
                        .iter()
                        .find(|variant| is_same(&variant.wire, value))?;
                    Some(Literal::Variant(variant.ident.clone()))
                }
                TypeKind::Struct(_) => value.is_object().then(|| Literal::Json(value.to_string())),
                TypeKind::Union(_) | TypeKind::Untyped { .. } => {
                    Some(Literal::Json(value.to_string()))
                }
            },
        }
    }
}

fn typed_scalar(
    scalar: Scalar,
    value: &Value,
    exact: impl Fn() -> Option<String>,
) -> Option<Literal> {
    match value {
        Value::Bool(flag) => (scalar == Scalar::Bool).then_some(Literal::Bool(*flag)),
        Value::Number(_) => {
            let text = exact()?;
            let fits = match scalar {
                Scalar::I32 => text.parse::<i32>().is_ok(),
                Scalar::I64 => text.parse::<i64>().is_ok(),
                Scalar::U64 => text.parse::<u64>().is_ok(),
                Scalar::F32 | Scalar::F64 | Scalar::Number => true,
                _ => false,
            };
            fits.then_some(Literal::Number(text))
        }
        Value::String(text) => {
            let number =
                is_integer(scalar) || matches!(scalar, Scalar::F32 | Scalar::F64 | Scalar::Number);
            (!number && !matches!(scalar, Scalar::Bool | Scalar::Null))
                .then(|| Literal::String(text.clone()))
        }
        _ => None,
    }
}

fn is_same(wire: &Literal, value: &Value) -> bool {
    match (wire, value) {
        (Literal::String(wire), Value::String(value)) => wire == value,
        (Literal::Bool(wire), Value::Bool(value)) => wire == value,
        (Literal::Number(wire), Value::Number(value)) => *wire == value.to_string(),
        _ => false,
    }
}

/// Whether a literal can be written as a value of Rust.
fn has_getter(literal: &Literal) -> bool {
    !matches!(literal, Literal::Json(_) | Literal::Null)
}

/// A name for the method that gives a field's value or its default, free among all methods.
fn getter(fields: &[Field], index: usize) -> String {
    let is_taken = |name: &str| {
        fields
            .iter()
            .any(|field| field.setter == name || field.or_default.as_deref() == Some(name))
    };
    // A field that is called by a word of the language ends in `_`, its method need not.
    let name = format!("{}_or_default", fields[index].ident.trim_end_matches('_'));
    let numbered = (2_usize..).map(|number| format!("{name}_{number}"));
    std::iter::once(name.clone())
        .chain(numbered)
        .find(|name| !is_taken(name))
        .unwrap_or(name)
}
