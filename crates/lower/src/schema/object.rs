//! Objects to structs.

use super::Schemas;
use crate::config::Unknown;
use crate::defaults::{DefaultTarget, PendingDefault};
use crate::draft::Hint;
use crate::names::{FIELDS, METHODS, Names};
use crate::reader::Node;
use crate::reader::shape::{is_closed, is_structural, listed_types, refuses_others};
use crate::report::At;
use crate::schema::ways::Way;
use graphwright_ir::{
    Access, Additional, Facet, Fact, Field, Holder, Presence, Rule, Scalar, Slot, Struct, TypeId,
    TypeRef, VersionSet,
};
use graphwright_source::openapi::keys;
use graphwright_source::{Code, pointer};
use indexmap::IndexMap;
use indexmap::map::Entry;
use std::collections::HashMap;

/// Names for the field that keeps members without a field of their own, by preference.
const ADDITIONAL: [&str; 3] = ["additional", "additional_properties", "additional_members"];

/// Names for the field that keeps the nulls of optional fields, by preference.
const NULLS: [&str; 3] = ["nulls", "explicit_nulls", "null_members"];

impl<'a> Schemas<'_, 'a> {
    /// The fields of objects that fit in any of some ways: all that any way has; what is required is
    /// what every way requires.
    pub(super) fn object(&mut self, id: TypeId, ways: &[Way<'a>]) -> Struct {
        let properties = self.properties_of_any(ways);
        let required = required_by_all(ways);
        let (mut names, mut methods) = (Names::new(&FIELDS), Names::new(&METHODS));
        let mut fields = Vec::with_capacity(properties.len());
        for (wire, nodes) in &properties {
            let [node, others @ ..] = nodes.as_slice() else {
                continue;
            };
            let required = required.get(wire).map(String::as_str);
            let mut field = self.field(id, wire, nodes, node, required);
            let taken = names.take(node.client_name().into_iter().chain([*wire]));
            self.report
                .add_renamed("the field", &taken, At::Value(&node.at));
            field.ident = taken.ident;
            field.setter = setter(&field.ident, &mut methods);
            if others.is_empty()
                && let Some(holder) = self.reader.default_holder(node)
            {
                self.defaults.push(PendingDefault {
                    target: DefaultTarget::Field(id, fields.len()),
                    holder,
                });
            }
            fields.push(field);
        }
        self.report_undescribed(&required, &properties);
        let count = |key| match ways {
            [only] => only.parts.iter().rev().find_map(|part| part.count(key)),
            _ => None,
        };
        let additional = self.additional(id, ways, &mut names);
        Struct {
            nulls: nulls(&fields, &additional, &mut names),
            fields,
            additional,
            min_properties: count("minProperties"),
            max_properties: count("maxProperties"),
        }
    }

    /// A field, apart from its Rust names.
    fn field(
        &mut self,
        id: TypeId,
        wire: &'a str,
        nodes: &[Node<'a>],
        node: &Node<'a>,
        required: Option<&str>,
    ) -> Field {
        let slot = self.slot_of_any(nodes, &Hint::property(id, wire));
        let (_, access) = access(node);
        Field {
            wire: wire.to_owned(),
            ident: String::new(),
            setter: String::new(),
            or_default: None,
            holder: if required.is_some() && !slot.nullable {
                Holder::Value
            } else {
                Holder::Option
            },
            presence: if required.is_some() {
                Presence::Required
            } else {
                Presence::Optional
            },
            access,
            secret: is_secret(&slot),
            deprecated: node.flag("deprecated"),
            versions: VersionSet::All,
            docs: node.docs(),
            provenance: self.provenance(wire, node, required),
            slot,
        }
    }

    /// A fact about each facet of a property, and where it stands.
    ///
    /// Facets on which the document is silent are decided by what `OpenAPI` says of silence.
    fn provenance(&self, wire: &str, node: &Node<'a>, required: Option<&str>) -> Vec<Fact> {
        let name = self
            .reader
            .fact(Facet::Name, node.at.clone(), wire.to_owned());
        let here = |facet, value: String| Fact {
            facet,
            value,
            ..name.clone()
        };
        let said = |facet, key: Option<&str>, value: String| match key.filter(|key| node.has(key)) {
            Some(key) => self.reader.fact(facet, node.at(key), value),
            None => Fact {
                rule: Rule::OpenapiDefault,
                ..here(facet, value)
            },
        };
        let (access_key, access) = access(node);
        let presence = match required {
            Some(place) => {
                self.reader
                    .fact(Facet::Presence, place.to_owned(), "required".to_owned())
            }
            None => said(Facet::Presence, None, "optional".to_owned()),
        };
        let nullable = node.flag("nullable").to_string();
        let docs = node.str("description").unwrap_or_default().to_owned();
        vec![
            here(Facet::Name, wire.to_owned()),
            here(Facet::Type, type_text(node)),
            presence,
            said(Facet::Nullable, Some("nullable"), nullable),
            said(Facet::Access, access_key, access_text(access).to_owned()),
            said(Facet::Versions, None, "all".to_owned()),
            said(Facet::Docs, Some("description"), docs),
        ]
    }

    /// The properties of all ways, each with all that it is described as.
    fn properties_of_any(&mut self, ways: &[Way<'a>]) -> IndexMap<&'a str, Vec<Node<'a>>> {
        let mut all: IndexMap<&'a str, Vec<Node<'a>>> = IndexMap::new();
        for way in ways {
            for (wire, node) in self.properties(&way.parts) {
                let known = all.entry(wire).or_default();
                if !known.iter().any(|known| is_equal(known, &node)) {
                    known.push(node);
                }
            }
        }
        all
    }

    /// The properties of all parts, in the order in which they first occur.
    fn properties(&mut self, parts: &[Node<'a>]) -> IndexMap<&'a str, Node<'a>> {
        let mut all: IndexMap<&'a str, Node<'a>> = IndexMap::new();
        for (wire, node) in parts.iter().flat_map(|part| part.members("properties")) {
            match all.entry(wire) {
                Entry::Vacant(entry) => {
                    entry.insert(node);
                }
                Entry::Occupied(mut entry) => match decide(entry.get(), &node) {
                    Decision::Keep => {}
                    Decision::Replace => {
                        entry.insert(node);
                    }
                    Decision::Conflict => {
                        let before = entry.insert(node.clone());
                        let message = format!("`{wire}` is described differently at {}", before.at);
                        self.report
                            .add(Code::ALL_OF_CONFLICT, message, At::Key(&node.at));
                    }
                },
            }
        }
        all
    }

    /// The treatment of members that no property describes.
    fn additional(&mut self, id: TypeId, ways: &[Way<'a>], names: &mut Names) -> Additional {
        let ident = |names: &mut Names| names.take(ADDITIONAL).ident;
        let values = match ways {
            [only] => says_additional(only).map(|part| self.values(part)),
            _ => None,
        };
        if let Some(values) = values.filter(|values| !values.is_empty()) {
            let hint = Hint {
                item: true,
                ..Hint::property(id, "additional")
            };
            let slot = self.slot_of_any(&values, &hint);
            if slot.ty != TypeRef::Json {
                return Additional::Typed(ident(names), Box::new(slot));
            }
        }
        let closed = ways
            .iter()
            .all(|way| says_additional(way).is_some_and(is_closed));
        match self.unknown {
            _ if closed => Additional::Deny,
            Unknown::Keep => Additional::Keep(ident(names)),
            Unknown::Drop => Additional::Drop,
        }
    }

    /// The schemas of which every member without a property of its own fits one; none where such
    /// members may be anything.
    pub(super) fn values(&mut self, node: &Node<'a>) -> Vec<Node<'a>> {
        let others = node.child("additionalProperties");
        let mut values: Vec<_> = node.members(keys::PATTERN_PROPERTIES).collect();
        if values.is_empty() {
            return others.into_iter().collect();
        }
        let message = "which names `patternProperties` allows for which values is not checked";
        self.report
            .add(Code::NOT_EXPRESSED, message, At::Value(&node.at));
        if others.is_none() && !refuses_others(node) {
            values.clear();
        }
        let patterns = values.into_iter().map(|(_, values)| values);
        patterns.chain(others).collect()
    }

    /// Reports the properties that are required but nowhere described.
    fn report_undescribed(
        &mut self,
        required: &HashMap<&'a str, String>,
        properties: &IndexMap<&'a str, Vec<Node<'a>>>,
    ) {
        let mut missing: Vec<_> = required
            .iter()
            .filter(|(wire, _)| !properties.contains_key(*wire))
            .collect();
        missing.sort();
        for (wire, at) in missing {
            let message = format!(
                "`{wire}` is required, but no schema describes it; its presence is not checked"
            );
            self.report.add(Code::NOT_EXPRESSED, message, At::Value(at));
        }
    }
}

/// The name of the field for nulls of fields that may be absent too, where nothing else keeps them.
fn nulls(fields: &[Field], additional: &Additional, names: &mut Names) -> Option<String> {
    let keeps_none = matches!(additional, Additional::Deny | Additional::Typed(..));
    let has_nulls = |field: &Field| field.slot.nullable && field.presence == Presence::Optional;
    (keeps_none && fields.iter().any(has_nulls)).then(|| names.take(NULLS).ident)
}

/// The part that says what other members may be.
fn says_additional<'w, 'a>(way: &'w Way<'a>) -> Option<&'w Node<'a>> {
    let said =
        |part: &&Node<'a>| part.has("additionalProperties") || part.has(keys::PATTERN_PROPERTIES);
    way.parts.iter().rev().find(said)
}

/// The properties that every way requires, each with the pointer that says so.
fn required_by_all<'a>(ways: &[Way<'a>]) -> HashMap<&'a str, String> {
    let mut all = ways.iter().map(|way| required(&way.parts));
    let first = all.next().unwrap_or_default();
    all.fold(first, |mut known, more| {
        known.retain(|wire, _| more.contains_key(wire));
        known
    })
}

/// The required properties of all parts, each with the pointer that says so.
fn required<'a>(parts: &[Node<'a>]) -> HashMap<&'a str, String> {
    let mut required = HashMap::new();
    for part in parts {
        let list = part.at("required");
        for (index, wire) in part.list("required").iter().enumerate() {
            let Some(wire) = wire.as_str() else { continue };
            required
                .entry(wire)
                .or_insert_with(|| pointer::index(&list, index));
        }
    }
    required
}

/// The setter of a field: its own name, or that name with `with_` where a method has it.
pub fn setter(ident: &str, methods: &mut Names) -> String {
    if methods.claim(ident) {
        ident.to_owned()
    } else {
        methods.take([format!("with_{ident}").as_str()]).ident
    }
}

fn is_secret(slot: &Slot) -> bool {
    matches!(slot.ty, TypeRef::Scalar(Scalar::Secret))
}

/// The sides that may write a property, and the keyword that says so.
fn access(node: &Node<'_>) -> (Option<&'static str>, Access) {
    match (node.flag("readOnly"), node.flag("writeOnly")) {
        (true, false) => (Some("readOnly"), Access::Read),
        (false, true) => (Some("writeOnly"), Access::Write),
        _ => (None, Access::Both),
    }
}

/// The words for who may write a property.
pub fn access_text(access: Access) -> &'static str {
    match access {
        Access::Both => "read and write",
        Access::Read => "read only",
        Access::Write => "write only",
    }
}

/// The type of a schema in a few words: `string:uuid`, `array of string`, the key of a component.
fn type_text(node: &Node<'_>) -> String {
    if let Some(reference) = node.reference() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    let ty = node.str("type").unwrap_or("any");
    let ty = if node.list("enum").is_empty() {
        ty.to_owned()
    } else {
        format!("{ty} enum")
    };
    match (node.str("format"), node.child("items")) {
        (Some(format), _) => format!("{ty}:{format}"),
        (None, Some(items)) => format!("{ty} of {}", type_text(&items)),
        (None, None) => ty,
    }
}

/// Which of two descriptions of a property holds.
enum Decision {
    Keep,
    Replace,
    Conflict,
}

/// Compares two descriptions of a property: remarks give way to types, equal ones are one.
fn decide(before: &Node<'_>, after: &Node<'_>) -> Decision {
    let no_less = says_all(after, before);
    if is_equal(before, after) {
        let better = after.has("description") && !before.has("description");
        return if better {
            Decision::Replace
        } else {
            Decision::Keep
        };
    }
    match (is_structural(before), is_structural(after)) {
        (true, false) => Decision::Keep,
        (false, true) => Decision::Replace,
        _ if no_less => Decision::Replace,
        _ if says_all(before, after) => Decision::Keep,
        _ if lists_values_of(after, before) => Decision::Replace,
        _ => Decision::Conflict,
    }
}

/// Returns whether two descriptions of a property are one, remarks apart.
pub(super) fn is_equal(one: &Node<'_>, other: &Node<'_>) -> bool {
    says_all(one, other) && says_all(other, one)
}

/// Returns whether a schema lists values of the type that is all that another one says.
fn lists_values_of(node: &Node<'_>, other: &Node<'_>) -> bool {
    let mut said = other.map.keys().filter(|key| !is_remark(key));
    let only_type = said.all(|key| key == "type");
    only_type && matches!(*listed_types(node), [ty] if other.str("type") == Some(ty))
}

/// Returns whether a description of a property says all that another one does, remarks apart.
fn says_all(node: &Node<'_>, other: &Node<'_>) -> bool {
    let mut said = other.map.iter().filter(|(key, _)| !is_remark(key));
    said.all(|(key, value)| node.map.get(key) == Some(value))
}

/// Returns whether a keyword describes without deciding.
fn is_remark(key: &str) -> bool {
    matches!(
        key,
        "description"
            | "title"
            | "example"
            | "examples"
            | "externalDocs"
            | "default"
            | "deprecated"
    ) || (key.starts_with("x-") && !key.starts_with("x-graphwright-"))
}
