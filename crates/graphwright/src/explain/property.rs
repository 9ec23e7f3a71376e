//! Where the facts about a property came from: each candidate, its place, and whether it holds.

use crate::inputs::Inputs;
use graphwright_ir::{Api, Facet, Fact, Field, Layer, Struct, TypeDef, TypeKind};
use graphwright_source::{SourceMap, suggest};
use serde::Serialize;
use std::fmt;

/// A property, and everything that the inputs say about it.
#[derive(Debug, Serialize)]
pub(crate) struct Property {
    /// The type and the wire name: `User.mobilePhone`.
    name: String,
    /// The field that it became: `User::mobile_phone`.
    rust: String,
    /// The file of that, in the folder of the model.
    file: String,
    /// The candidates, by facet and in rising order of authority.
    facts: Vec<Told>,
}

/// One candidate for a facet.
#[derive(Debug, Serialize)]
struct Told {
    facet: &'static str,
    value: String,
    layer: &'static str,
    rule: &'static str,
    /// `decides`, `agrees` with what does, or `overridden`.
    outcome: &'static str,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    /// For a fixup: its name, and where the truth stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    fixup: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
}

/// Explains `User.mobilePhone`; type and property may have their names of the inputs or of Rust.
///
/// # Errors
///
/// What is not there, and the name that was perhaps meant.
pub(crate) fn explain(
    name: &str,
    api: &Api,
    inputs: &Inputs,
    map: &SourceMap,
) -> Result<Property, (String, Option<String>)> {
    let (ty, wire) = name.split_once('.').unwrap_or((name, ""));
    let structs = || api.types.iter().filter_map(as_struct);
    let called = |def: &TypeDef| def.ident == ty || def.wire == ty;
    let Some((def, body)) = structs().find(|(def, _)| called(def)) else {
        let near = suggest::nearest(ty, structs().map(|(def, _)| def.ident.as_str()));
        let near = near.map(|near| format!("{near}.{wire}"));
        return Err((format!("there is no type `{ty}` with properties"), near));
    };
    let mut fields = body.fields.iter();
    let Some(field) = fields.find(|field| field.wire == wire || field.ident == wire) else {
        let near = suggest::nearest(wire, body.fields.iter().map(|field| field.wire.as_str()));
        let near = near.map(|near| format!("{ty}.{near}"));
        return Err((format!("`{ty}` has no property `{wire}`"), near));
    };
    let facts = field.provenance.iter();
    Ok(Property {
        name: format!("{}.{}", def.ident, field.wire),
        rust: format!("{}::{}", def.ident, field.ident),
        file: format!("src/{}.rs", def.module),
        facts: facts.map(|fact| told(fact, field, inputs, map)).collect(),
    })
}

fn as_struct(def: &TypeDef) -> Option<(&TypeDef, &Struct)> {
    match &def.kind {
        TypeKind::Struct(body) => Some((def, body)),
        _ => None,
    }
}

fn told(fact: &Fact, field: &Field, inputs: &Inputs, map: &SourceMap) -> Told {
    let deciding = field
        .provenance
        .iter()
        .find(|other| other.facet == fact.facet && other.decides);
    let outcome = match deciding {
        _ if fact.decides => "decides",
        Some(deciding) if deciding.value == fact.value => "agrees",
        _ => "overridden",
    };
    let place = inputs.origin(fact).map(|origin| map.locate(&origin));
    let fixup = inputs
        .fixups
        .iter()
        .find(|fixup| fact.layer == Layer::Fixup && fixup.name == fact.origin.at);
    Told {
        facet: facet(fact.facet),
        value: fact.value.clone(),
        layer: layer(fact.layer),
        rule: fact.rule,
        outcome,
        line: place.as_ref().and_then(|place| place.line),
        column: place.as_ref().and_then(|place| place.column),
        file: place.map(|place| place.path).unwrap_or_default(),
        fixup: fixup.map(|fixup| fixup.name.clone()),
        source: fixup.map(|fixup| fixup.source.clone()),
    }
}

/// For people: a heading a facet, a line a candidate.
impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, rust, file) = (&self.name, &self.rust, &self.file);
        write!(f, "{name}: the field `{rust}` in {file}")?;
        let mut facet = "";
        for told in &self.facts {
            if facet != told.facet {
                facet = told.facet;
                write!(f, "\n\n{facet}")?;
            }
            write!(f, "\n  {told}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outcome, layer, rule) = (self.outcome, self.layer, self.rule);
        let value = if self.value.is_empty() {
            "nothing".to_owned()
        } else {
            format!("`{}`", self.value)
        };
        write!(
            f,
            "{outcome:<10} {layer:<8} {value}, by {rule}, {}",
            self.file
        )?;
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, ":{line}:{column}")?;
        }
        if let (Some(fixup), Some(source)) = (&self.fixup, &self.source) {
            write!(f, "\n             fixup `{fixup}`, from {source}")?;
        }
        Ok(())
    }
}

fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Name => "name",
        Facet::Type => "type",
        Facet::Presence => "presence",
        Facet::Nullable => "nullable",
        Facet::Access => "access",
        Facet::Versions => "versions",
        Facet::Docs => "docs",
        Facet::Path => "path",
        Facet::Body => "body",
        Facet::Answers => "answers",
        Facet::Security => "security",
    }
}

fn layer(layer: Layer) -> &'static str {
    match layer {
        Layer::Document => "document",
        Layer::Table => "table",
        Layer::Fixup => "fixup",
    }
}
