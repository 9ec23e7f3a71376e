//! Lists of values.

use super::shared::EnumKey;
use crate::draft::{Hint, Role};
use crate::format;
use crate::names::{Names, VARIANTS};
use crate::reader::Node;
use crate::report::{At, Reason};
use crate::schema::Schemas;
use graphwright_ir::{Docs, Enum, EnumValue, Literal, Scalar, Slot, TypeKind, TypeRef, VersionSet};
use graphwright_source::openapi::keys;
use graphwright_source::{Code, pointer};
use serde_json::Value;

/// The result of lowering a list of values.
pub(super) enum Values {
    /// A type with a variant each.
    Enum(Enum),
    /// A scalar that can hold them all, where variants would say no more or are no help.
    Plain(Scalar),
}

/// Values that a list does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// The document allows them: the list has only those that are known.
    Allowed,
    /// The document has none.
    Unknown,
}

/// Names for the variant that keeps other values, by preference.
pub const UNKNOWN: [&str; 4] = ["Unknown", "Unlisted", "Other", "UnknownValue"];

impl<'a> Schemas<'_, 'a> {
    /// The type of a place that takes one of a list of values.
    ///
    /// Equal lists that are called the same are one type, wherever they stand.
    pub(super) fn enum_slot(&mut self, node: &Node<'a>, hint: &Hint<'a>) -> Result<Slot, Reason> {
        let nullable = node.list("enum").contains(&Value::Null);
        let slot = |ty| Slot {
            nullable,
            ..Slot::of(ty)
        };
        if self.types.at(&node.at).is_none() {
            let given = ms_name(node);
            let key = EnumKey::of(node, hint, given);
            let named = given.map(|name| Hint {
                role: Role::Named(name.to_owned()),
                item: false,
                ..hint.clone()
            });
            let hint = named.as_ref().unwrap_or(hint);
            if let Some(id) = key.as_ref().and_then(|key| self.shared.enums.get(key)) {
                return Ok(slot(TypeRef::Named(*id)));
            }
            if let Values::Plain(scalar) = self.enumeration(std::slice::from_ref(node))? {
                return Ok(slot(TypeRef::Scalar(scalar)));
            }
            let id = self.named(node, hint);
            self.shared.enums.extend(key.map(|key| (key, id)));
        }
        Ok(slot(TypeRef::Named(self.named(node, hint))))
    }

    /// The body of a type whose values some schemas list.
    pub(super) fn enum_body(
        &mut self,
        lists: &[Node<'a>],
        others: Others,
    ) -> Result<TypeKind, Reason> {
        Ok(match self.enumeration(lists)? {
            Values::Enum(body) => TypeKind::Enum(Enum {
                allows_others: others == Others::Allowed || body.allows_others,
                ..body
            }),
            Values::Plain(scalar) => TypeKind::Alias(Slot::of(TypeRef::Scalar(scalar))),
        })
    }

    /// The variants of the values that some schemas list.
    fn enumeration(&mut self, lists: &[Node<'a>]) -> Result<Values, Reason> {
        let lists: Option<Vec<_>> = lists
            .iter()
            .map(|list| self.reader.resolve(list.clone()))
            .collect();
        let lists = lists.unwrap_or_default();
        let values = distinct(&lists);
        let (Some(scalar), Some(first)) = (scalar_of(&values), lists.first()) else {
            return Err("its `enum` lists values of several types".to_owned());
        };
        let format = lists
            .iter()
            .find_map(|list| list.str("type").zip(list.str("format")));
        let scalar = match (scalar, format) {
            (Scalar::I64, Some((ty, format))) => {
                format::find(ty, format).map_or(scalar, |row| row.scalar)
            }
            _ => scalar,
        };
        if matches!(scalar, Scalar::Bool | Scalar::Null) {
            if scalar == Scalar::Bool && values.len() == 1 {
                let message = "the other boolean is not refused, since one alone is no type";
                self.report
                    .add(Code::NOT_EXPRESSED, message, At::Value(&first.at("enum")));
            }
            return Ok(Values::Plain(scalar));
        }
        if !matches!(scalar, Scalar::String | Scalar::I32 | Scalar::I64) {
            let message = "the values that are allowed are not checked, since they are numbers with a fraction";
            self.report
                .add(Code::NOT_EXPRESSED, message, At::Value(&first.at("enum")));
            return Ok(Values::Plain(scalar));
        }
        let body = self.variants(scalar, &values);
        Ok(Values::Enum(Enum {
            allows_others: lists.iter().any(|list| list.flag(keys::EXTENSIBLE)),
            ..body
        }))
    }

    /// The variants for values.
    fn variants(&mut self, scalar: Scalar, values: &[Listed<'_, 'a>]) -> Enum {
        let mut names = Names::new(&VARIANTS);
        let variants = values.iter().map(|listed| {
            let (node, index) = (listed.list, listed.index);
            let text = text(listed.value);
            let given =
                given_name(node, index).or_else(|| node.str("title").filter(|_| listed.is_alone));
            let taken = names.take(given.into_iter().chain([text.as_str()]));
            let what = format!("the variant for `{text}`");
            let at = pointer::index(&node.at("enum"), index);
            self.report.add_renamed(&what, &taken, At::Value(&at));
            EnumValue {
                wire: literal(listed.value),
                ident: taken.ident,
                docs: if listed.is_alone {
                    node.docs()
                } else {
                    given_docs(node, index)
                },
                versions: VersionSet::All,
            }
        });
        let values = variants.collect();
        let unknown = names.take(UNKNOWN).ident;
        Enum {
            scalar,
            values,
            unknown: Some(unknown),
            allows_others: false,
        }
    }
}

/// A value that a schema lists.
struct Listed<'n, 'a> {
    list: &'n Node<'a>,
    index: usize,
    value: &'a Value,
    /// `true` for the only value of one list among several, whose title and description are the value's.
    is_alone: bool,
}

/// The name that `x-ms-enum` has for an inline list.
fn ms_name<'a>(node: &Node<'a>) -> Option<&'a str> {
    let name = node.child("x-ms-enum")?.str("name")?;
    (!name.trim().is_empty()).then_some(name)
}

/// The values without null and without repetition.
fn distinct<'n, 'a>(lists: &'n [Node<'a>]) -> Vec<Listed<'n, 'a>> {
    let mut seen = std::collections::HashSet::new();
    let values = lists.iter().flat_map(|list| {
        let values = list.list("enum").iter().enumerate();
        let is_alone = lists.len() > 1 && values.len() == 1;
        values.map(move |(index, value)| Listed {
            list,
            index,
            value,
            is_alone,
        })
    });
    values
        .filter(|listed| !listed.value.is_null() && seen.insert(listed.value.to_string()))
        .collect()
}

/// The scalar that holds all of some values; `None` where they are of several types.
fn scalar_of(values: &[Listed<'_, '_>]) -> Option<Scalar> {
    let mut scalars = values.iter().map(|listed| match listed.value {
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
fn given_name<'a>(node: &Node<'a>, index: usize) -> Option<&'a str> {
    let lists = ["x-enum-varnames", "x-enumNames", "x-enum-names"];
    in_list(node, &lists, index).or_else(|| in_row(node, index, "name"))
}

/// The description that the document itself gives to a value.
fn given_docs(node: &Node<'_>, index: usize) -> Docs {
    let lists = ["x-enum-descriptions", "x-enumDescriptions"];
    let text = in_list(node, &lists, index).or_else(|| in_row(node, index, "description"));
    Docs {
        summary: None,
        description: text
            .filter(|text| !text.trim().is_empty())
            .map(str::to_owned),
    }
}

/// The text for a value in the first of some lists that has one.
fn in_list<'a>(node: &Node<'a>, keys: &[&str], index: usize) -> Option<&'a str> {
    keys.iter()
        .find_map(|key| node.list(key).get(index)?.as_str())
}

/// The text for a value in its row of `x-ms-enum` or `x-enum`.
fn in_row<'a>(node: &Node<'a>, index: usize, key: &str) -> Option<&'a str> {
    let value = node.list("enum").get(index)?;
    let rows = node
        .child("x-ms-enum")
        .map_or(&[][..], |all| all.list("values"));
    let mut rows = rows.iter().chain(node.list("x-enum"));
    rows.find(|row| row.get("value") == Some(value))?
        .get(key)?
        .as_str()
}

/// A value as a text without quotes.
pub(super) fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

/// A scalar of the document as one of the model.
pub(super) fn literal(value: &Value) -> Literal {
    match value {
        Value::String(text) => Literal::String(text.clone()),
        Value::Bool(flag) => Literal::Bool(*flag),
        other => Literal::Number(other.to_string()),
    }
}
