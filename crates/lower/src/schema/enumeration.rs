//! Lists of values.

use super::Reason;
use crate::format;
use crate::lowering::{Hint, Lowering, Role};
use crate::names::{Names, VARIANTS};
use crate::node::Node;
use graphwright_ir::{Docs, Enum, EnumValue, Literal, Scalar, Slot, TypeRef};
use graphwright_source::{Code, pointer};
use serde_json::Value;

/// What a list of values comes to.
pub(super) enum Values {
    /// A type with a variant each.
    Enum(Enum),
    /// A scalar that can hold them all, where variants would say no more or are no help.
    Plain(Scalar),
}

/// Names for the variant that keeps other values, by preference.
const UNKNOWN: [&str; 4] = ["Unknown", "Unlisted", "Other", "UnknownValue"];

impl<'a> Lowering<'a> {
    /// The type of a place that takes one of a list of values.
    ///
    /// Equal lists that are called the same are one type, wherever they stand.
    pub(super) fn enum_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        let nullable = node.list("enum").contains(&Value::Null);
        let slot = |ty| Slot {
            nullable,
            ..Slot::of(ty)
        };
        if self.known(&node.at).is_none() {
            let key = shared_key(node, hint);
            if let Some(id) = key.as_ref().and_then(|key| self.shared_enums.get(key)) {
                return Ok(slot(TypeRef::Named(*id)));
            }
            if let Values::Plain(scalar) = self.enumeration(node)? {
                return Ok(slot(TypeRef::Scalar(scalar)));
            }
            let id = self.named(node, hint);
            self.shared_enums.extend(key.map(|key| (key, id)));
        }
        Ok(slot(TypeRef::Named(self.named(node, hint))))
    }

    /// The variants of a list of values.
    pub(super) fn enumeration(&mut self, node: &Node<'a>) -> Result<Values, Reason> {
        let values = distinct(node.list("enum"));
        let Some(scalar) = scalar_of(&values) else {
            return Err("its `enum` lists values of several types".to_owned());
        };
        let scalar = match (scalar, node.str("type").zip(node.str("format"))) {
            (Scalar::I64, Some((ty, format))) => {
                format::find(ty, format).map_or(scalar, |row| row.scalar)
            }
            _ => scalar,
        };
        if matches!(scalar, Scalar::Bool | Scalar::Null) {
            if scalar == Scalar::Bool && values.len() == 1 {
                let message = "the other boolean is not refused, since one alone is no type";
                self.report(Code::NOT_EXPRESSED, message, &node.at("enum"));
            }
            return Ok(Values::Plain(scalar));
        }
        if !matches!(scalar, Scalar::String | Scalar::I32 | Scalar::I64) {
            let message = "the values that are allowed are not checked, since they are numbers with a fraction";
            self.report(Code::NOT_EXPRESSED, message, &node.at("enum"));
            return Ok(Values::Plain(scalar));
        }
        Ok(Values::Enum(self.variants(node, scalar, &values)))
    }

    fn variants(&mut self, node: &Node<'a>, scalar: Scalar, values: &[(usize, &'a Value)]) -> Enum {
        let mut names = Names::new(&VARIANTS);
        let list = node.at("enum");
        let variants = values.iter().map(|(index, value)| {
            let text = text(value);
            let given = given_name(node, *index);
            let taken = names.take(given.into_iter().chain([text.as_str()]));
            let what = format!("the variant for `{text}`");
            self.renamed(
                &what,
                taken.instead_of.as_deref(),
                &taken.ident,
                &pointer::index(&list, *index),
            );
            EnumValue {
                wire: literal(value),
                ident: taken.ident,
                docs: given_docs(node, *index),
                versions: Vec::new(),
            }
        });
        let values = variants.collect();
        let unknown = names.take(UNKNOWN).ident;
        Enum {
            scalar,
            values,
            unknown: Some(unknown),
        }
    }
}

/// What makes two inline lists one type: what they are called, and their values in order.
fn shared_key(node: &Node<'_>, hint: &Hint<'_>) -> Option<(String, String)> {
    let Role::Property(name) = hint.role else {
        return None;
    };
    let item = if hint.item { "[]" } else { "" };
    let form = node.str("format").unwrap_or("");
    Some((
        format!("{name}{item}"),
        format!("{form}{}", node.value("enum")?),
    ))
}

/// The values without null and without repetition, with their place in the list.
fn distinct(values: &[Value]) -> Vec<(usize, &Value)> {
    let mut seen = std::collections::HashSet::new();
    let values = values
        .iter()
        .enumerate()
        .filter(|(_, value)| !value.is_null());
    values
        .filter(|(_, value)| seen.insert(value.to_string()))
        .collect()
}

/// The scalar that holds all of some values; `None` where they are of several types.
fn scalar_of(values: &[(usize, &Value)]) -> Option<Scalar> {
    let mut scalars = values.iter().map(|(_, value)| match value {
        Value::String(_) => Some(Scalar::String),
        Value::Bool(_) => Some(Scalar::Bool),
        Value::Number(number) if number.is_i64() => Some(Scalar::I64),
        Value::Number(_) => Some(Scalar::F64),
        _ => None,
    });
    let Some(first) = scalars.next() else {
        return Some(Scalar::Null);
    };
    scalars.try_fold(first?, |all, next| match (all, next?) {
        (Scalar::I64 | Scalar::F64, Scalar::F64) | (Scalar::F64, Scalar::I64) => Some(Scalar::F64),
        (all, next) if all == next => Some(all),
        _ => None,
    })
}

/// The name that the document itself gives to a value.
///
/// `x-enum-varnames` (`OpenAPI` Generator), `x-enumNames` (`NSwag`), `x-ms-enum` (`AutoRest`).
fn given_name<'a>(node: &Node<'a>, index: usize) -> Option<&'a str> {
    let listed = |key| node.list(key).get(index).and_then(Value::as_str);
    listed("x-enum-varnames")
        .or_else(|| listed("x-enumNames"))
        .or_else(|| ms_enum(node, index)?.get("name")?.as_str())
}

/// The description that the document itself gives to a value.
fn given_docs(node: &Node<'_>, index: usize) -> Docs {
    let listed = |key| node.list(key).get(index).and_then(Value::as_str);
    let text = listed("x-enum-descriptions")
        .or_else(|| listed("x-enumDescriptions"))
        .or_else(|| ms_enum(node, index)?.get("description")?.as_str());
    Docs {
        summary: None,
        description: text
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
    }
}

/// The row of `x-ms-enum` for a value.
fn ms_enum<'a>(node: &Node<'a>, index: usize) -> Option<&'a Value> {
    let value = node.list("enum").get(index)?;
    let rows = node.value("x-ms-enum")?.get("values")?.as_array()?;
    rows.iter().find(|row| row.get("value") == Some(value))
}

fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

fn literal(value: &Value) -> Literal {
    match value {
        Value::String(text) => Literal::String(text.clone()),
        Value::Bool(flag) => Literal::Bool(*flag),
        other => Literal::Number(other.to_string()),
    }
}
