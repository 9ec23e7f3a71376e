//! Defaults, checked against the type that they are for.

use crate::draft::{OperationDraft, Types};
use crate::reader::Node;
use crate::report::{At, Report};
use crate::schema::{is_integer, number};
use graphwright_ir::{
    Field, Literal, OperationId, ParamIndex, Presence, Scalar, Slot, TypeId, TypeKind, TypeRef,
    TypeTable,
};
use graphwright_source::Code;
use serde_json::Value;

/// A default that is still to be read, once every enum is known.
#[derive(Clone, Debug)]
pub(crate) struct PendingDefault<'a> {
    /// The field or parameter that has it.
    pub target: DefaultTarget,
    /// The schema that gives it.
    pub holder: Node<'a>,
}

/// The field or parameter that has a default.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DefaultTarget {
    /// A field of a struct, by its index.
    Field(TypeId, usize),
    /// A parameter of an operation.
    Param(OperationId, ParamIndex),
}

/// Gives fields and parameters their defaults.
pub(crate) fn read(
    defaults: Vec<PendingDefault<'_>>,
    types: &mut Types<'_>,
    operations: &mut [OperationDraft],
    report: &mut Report<'_>,
) {
    for PendingDefault { target, holder } in defaults {
        match target {
            DefaultTarget::Param(operation, param) => {
                let param = &mut operations[operation.0].params[param.0];
                param.default = literal(types, &param.slot, &holder, report);
            }
            DefaultTarget::Field(id, index) => field_default(types, id, index, &holder, report),
        }
    }
}

/// Gives a field its default; one that must be there anyway has none.
fn field_default(
    types: &mut Types<'_>,
    id: TypeId,
    index: usize,
    holder: &Node<'_>,
    report: &mut Report<'_>,
) {
    let fields = types.kind(id).as_struct().map(|body| &body.fields);
    let field = fields.and_then(|fields| fields.get(index));
    let Some(field) = field.filter(|field| field.presence == Presence::Optional) else {
        return;
    };
    let Some(literal) = literal(types, &field.slot, holder, report) else {
        return;
    };
    let Some(body) = types[id].kind_mut().as_struct_mut() else {
        return;
    };
    let getter = has_getter(&literal).then(|| getter(&body.fields, index));
    if let Some(field) = body.fields.get_mut(index) {
        field.or_default = getter;
        field.presence = Presence::Defaulted(literal);
    }
}

/// The default that a schema gives, if it is a value of the slot.
fn literal(
    types: &Types<'_>,
    slot: &Slot,
    holder: &Node<'_>,
    report: &mut Report<'_>,
) -> Option<Literal> {
    let value = holder.value("default")?;
    if value.is_null() {
        // It says no more than that the value may be absent.
        return None;
    }
    let literal = typed(types, &slot.ty, holder, value);
    if literal.is_none() {
        let message = format!("the default `{value}` is no value of its type; it is not used");
        let at = holder.at("default");
        report.add(Code::DEFAULT_MISMATCH, message, At::Value(&at));
    }
    literal
}

/// A value as one of a type; `None` for one that is none.
fn typed(types: &Types<'_>, ty: &TypeRef, holder: &Node<'_>, value: &Value) -> Option<Literal> {
    let json = || Literal::Json(value.to_string());
    let exact = || number(holder, "default");
    match types.resolve(ty) {
        TypeRef::Scalar(scalar) => typed_scalar(*scalar, value, exact),
        TypeRef::Boxed(inner) => typed(types, inner, holder, value),
        TypeRef::List(_) => value.is_array().then(json),
        TypeRef::Map(_) => value.is_object().then(json),
        TypeRef::Json | TypeRef::Stream => Some(json()),
        TypeRef::Named(id) => match types.kind(*id) {
            TypeKind::Newtype(body) => typed_scalar(body.scalar, value, exact),
            TypeKind::Key(_) => typed_scalar(Scalar::String, value, || None),
            TypeKind::Enum(body) => {
                let mut values = body.values.iter();
                let variant = values.find(|variant| is_same(&variant.wire, value))?;
                Some(Literal::Variant(variant.ident.clone()))
            }
            TypeKind::Struct(_) => value.is_object().then(json),
            TypeKind::Union(_) | TypeKind::Untyped { .. } | TypeKind::Alias(_) => Some(json()),
        },
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

/// Returns whether a literal can be written as a value of Rust.
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
